"""Works in the web editor as a person does: fills forms, adds pictures, saves; reads what was written.

The folder that the browser would ask for is one of its own (OPFS), filled with the project's files;
what the editor wrote there is copied back out.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE_MS = 20_000
TALL = 9000
"""Pixels of a window that shows a whole form: what is not in sight is not yet there."""
_PICK = """
window.showDirectoryPicker = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle('du-an', {create: true});
"""
_FILL = """async (files) => {
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle('du-an', {create: true});
  for (const [path, data] of files) {
    const parts = path.split('/'), name = parts.pop();
    let at = top;
    for (const part of parts) at = await at.getDirectoryHandle(part, {create: true});
    const writer = await (await at.getFileHandle(name, {create: true})).createWritable();
    await writer.write(Uint8Array.from(atob(data), (c) => c.charCodeAt(0)));
    await writer.close();
  }
}"""
_READ = """async () => {
  const found = [];
  async function walk(folder, path) {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === 'directory') { await walk(handle, `${path}${name}/`); continue; }
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      found.push([path + name, btoa(text)]);
    }
  }
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('du-an'), '');
  return found;
}"""


class Desk:
    """The editor in one browser window, with a folder open."""

    def __init__(self, page: Any, address: str, project: Path, files: Path) -> None:
        """Open the editor at `address` on a copy of the project's content; `files` can be uploaded."""
        self.page, self.address, self.files = page, address, files
        self.foreign: list[str] = []
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script(_PICK)
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(f"{address}/admin/")
        page.evaluate(_FILL, _files(project))
        self.words = page.evaluate("async () => (await fetch('./config.json')).json()")["config"]
        self.forms = {one["name"]: one for one in self.words["collections"] if "name" in one}
        page.get_by_role("button", name="Mở thư mục bản tin").click()
        page.get_by_role("button", name="Tạo mục mới").first.wait_for()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "blob:", "data:")):
            self.foreign.append(request.url)

    def written(self) -> dict[str, bytes]:
        """Return every file of the folder as it stands now."""
        return {path: base64.b64decode(data) for path, data in self.page.evaluate(_READ)}

    def create(self, form: str, values: Mapping[str, Any], slug: str | None = None) -> None:
        """Fill the form of a new entry and save it; `slug` replaces the file name proposed."""
        self._go(f"{form}/new", form)
        self.fill(self.forms[form]["fields"], values)
        if slug is not None:
            self._name_file(slug)
        self._save()

    def edit(self, form: str, slug: str, values: Mapping[str, Any]) -> None:
        """Change fields of an entry and save it."""
        self._go(f"{form}/entries/{slug}", form)
        self.fill(self.forms[form]["fields"], values)
        self._save()

    def _name_file(self, slug: str) -> None:
        """Type another file name than the one proposed, in the side bar."""
        panel = self.page.get_by_role("radio", name="Tên tệp")
        if panel.get_attribute("aria-checked") != "true":
            panel.click()
        side = self.page.locator("#entry-sidebar-content")
        side.get_by_role("button", name="Sửa tên tệp").click()
        side.locator("input").fill(slug)
        side.locator("input").press("Enter")

    def _go(self, way: str, form: str) -> None:
        self.page.goto(f"{self.address}/admin/#/collections/{way}")
        first = self.forms[form]["fields"][0]["name"]
        self.field(first).wait_for()

    def _save(self) -> None:
        self.page.get_by_role("button", name="Lưu", exact=True).click()
        self.page.get_by_role("button", name="Tạo mục mới").first.wait_for()

    def field(self, path: str) -> Any:
        """Return the part of the form that holds a field."""
        return self.page.locator(f'section[data-key-path="{path}"]')

    def fill(
        self, fields: list[dict[str, Any]], values: Mapping[str, Any], under: str = ""
    ) -> None:
        """Fill in values by the names of their fields, as their form elements want it."""
        known = {one["name"]: one for one in fields}
        for name, value in values.items():
            one, path = known[name], f"{under}{name}"
            getattr(self, f"_{one['widget']}", self._string)(path, one, value)

    def _string(self, path: str, one: dict[str, Any], value: Any) -> None:
        self.field(path).locator("input").first.fill(value)

    def _text(self, path: str, one: dict[str, Any], value: Any) -> None:
        self.field(path).locator("textarea").first.fill(value)

    def _datetime(self, path: str, one: dict[str, Any], value: Any) -> None:
        self.field(path).locator("input").first.fill(value)

    def _boolean(self, path: str, one: dict[str, Any], value: Any) -> None:
        switch = self.field(path).get_by_role("switch")
        if (switch.get_attribute("aria-checked") == "true") is not value:
            switch.click()

    def _select(self, path: str, one: dict[str, Any], value: Any) -> None:
        self._choose(path, value)

    def _relation(self, path: str, one: dict[str, Any], value: Any) -> None:
        for name in value if isinstance(value, list) else [value]:
            self._choose(path, name)

    def _choose(self, path: str, label: str) -> None:
        """Choose among few as radio buttons or boxes, among many from a list."""
        field = self.field(path)
        field.locator("[role=radio], [role=checkbox], [role=combobox]").first.wait_for()
        for role in ("radio", "checkbox"):
            if field.get_by_role(role).count():
                field.get_by_role(role, name=label, exact=True).click()
                return
        field.get_by_role("combobox").first.click()
        self.page.locator("[role=listbox]:visible").get_by_role(
            "option", name=label, exact=True
        ).first.click()

    def _list(self, path: str, one: dict[str, Any], value: Any) -> None:
        field = self.field(path)
        for item in value:
            if "fields" not in one:
                field.get_by_role("button", name="Thêm").last.click()
                field.locator("input").last.fill(item)
                continue
            # The list says how many it holds: `2 Ảnh`.
            held = int(field.locator('[id$="-summary"]').first.inner_text().split()[0])
            field.get_by_role("button", name="Thêm").last.click()
            self.fill(one["fields"], item, f"{path}.{held}.")

    def _object(self, path: str, one: dict[str, Any], value: Any) -> None:
        if not self.field(f"{path}.{one['fields'][0]['name']}").count():
            self.field(path).get_by_role("checkbox").first.click()
        self.fill(one["fields"], value, f"{path}.")

    def _richtext(self, path: str, one: dict[str, Any], value: Any) -> None:
        self.field(path).get_by_role("button", name="Chỉnh sửa bằng Markdown").click()
        self.field(path).locator("textarea").first.fill(value)

    def _keyvalue(self, path: str, one: dict[str, Any], value: Any) -> None:
        for key, words in value.items():
            self.field(path).get_by_role("button", name="Thêm").last.click()
            inputs = self.field(path).locator("input")
            inputs.nth(inputs.count() - 2).fill(key)
            inputs.last.fill(words)

    def _image(self, path: str, one: dict[str, Any], value: Any) -> None:
        field = self.field(path)
        field.locator("input[type=file]").first.set_input_files(self.files / value)
        # A picture is made smaller before it is shown.
        field.get_by_role("button", name=re.compile("^(Bỏ|Thay) (ảnh|tệp)")).first.wait_for()

    _file = _image


def _files(project: Path) -> list[tuple[str, str]]:
    """Return what the editor needs of a project, as the browser takes it."""
    return [
        (path.relative_to(project).as_posix(), base64.b64encode(path.read_bytes()).decode())
        for path in (project / "mkdocs.yml", *_content(project / "content"))
    ]


def _content(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "schema" not in path.parts:
            yield path


@contextmanager
def desk(
    browser: Any, address: str, project: Path, files: Path, width: int = 1280, height: int = TALL
) -> Iterator[Desk]:
    """Open the editor in a window of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        # A window so tall is painted small: nobody looks at it.
        device_scale_factor=0.2 if height == TALL else 1,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    try:
        yield Desk(context.new_page(), address, project, files)
    finally:
        context.close()
