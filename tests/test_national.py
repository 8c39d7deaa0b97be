"""One page of many provinces: what they publish, in the order of the alphabet, and nothing unsafe."""

from __future__ import annotations

import hashlib
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import yaml

import national as command
from bulletin.data.publish import open_data
from bulletin.dates import Day
from bulletin.national.read import Province, ProvinceError, read_province
from bulletin.national.view import NationalView
from bulletin.national.view import national as national_view
from project import BASE, CAMPAIGN, NEWS, RESULT, Project

ROOT = Path(__file__).resolve().parent.parent
NAMES = {"a": "Tỉnh Đào", "b": "Tỉnh An", "c": "Tỉnh Cẩm"}
PHASES = """\
phases:
  - {number: 1, start: 19/8/2024, end: 03/02/2025}
  - {number: 2, start: 04/02/2025, end: 19/8/2025}
contents:
  - code: "4.2"
    title: Tuần tra
    canonical_ref: 2
    targets:
      - {as_printed: Có mặt 100% vụ việc, operator: at_least, value: 100, unit: "%", denominator: vụ việc}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three provinces' sites, so far as their open data goes."""
    folder = tmp_path_factory.mktemp("cac-tinh")
    for letter, name in NAMES.items():
        site(folder, letter, name)
    return folder / "sites"


@pytest.fixture
def places(made: Path, tmp_path: Path) -> dict[str, Path]:
    """Those sites, to change at will."""
    shutil.copytree(made, tmp_path / "sites")
    return {letter: tmp_path / "sites" / letter for letter in NAMES}


def site(tmp_path: Path, letter: str, name: str) -> None:
    project = Project(tmp_path / letter)
    config = (BASE / "mkdocs.yml").read_text("utf-8")
    config = config.replace("https://vidu.example/", f"https://{letter}.example/")
    unit = "tinh-minh-hoa"
    report = RESULT.replace("minh-hoa-2024", "thi-dua") + (
        f"unit: {unit}\nfigures:\n  - {{target: 4.2-1, numerator: 31, denominator: 33}}\n"
        "conclusions:\n  - {target: 4.2-1, verdict: not_met}\n"
    )
    project.write(
        {
            "mkdocs.yml": config.replace("UBND tỉnh Minh Họa", name),
            "content/campaigns/thi-dua.yml": CAMPAIGN + PHASES,
            f"content/results/thi-dua-{unit}-2025-01.yml": report,
            "content/news/tin.yml": NEWS.replace("Lễ ra mắt", f'"Tin của {name}: <b> & “5”"'),
        }
    )
    folder = tmp_path / "sites" / letter
    for path, content in open_data(project.load()).files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def view(places: dict[str, Path]) -> NationalView:
    provinces = [read_province(str(place)) for place in places.values()]
    return national_view(provinces, "Thi đua ở các tỉnh", Day(2025, 7, 10, 7, 0))


def test_provinces_stand_by_alphabet_with_their_campaigns(places: dict[str, Path]) -> None:
    shown = view(places).provinces
    assert [one.name for one in shown] == ["Tỉnh An", "Tỉnh Cẩm", "Tỉnh Đào"]
    assert shown[0].home.path == "https://b.example/"
    (campaign,) = (line for line in shown[0].campaigns if "thi-dua/" in line.link.path)
    assert campaign.phases == (
        "Đợt 1: 19/8/2024 – 03/02/2025, đã kết thúc",
        "Đợt 2: 04/02/2025 – 19/8/2025, đang diễn ra",
    )


def test_targets_stand_side_by_side_with_each_provinces_own_figure(places: dict[str, Path]) -> None:
    ((number, words, lines),) = view(places).contents
    assert (number, words) == (2, "Tuần tra")
    assert [line.province for line in lines] == ["Tỉnh An", "Tỉnh Cẩm", "Tỉnh Đào"]
    assert {(line.figure, line.conclusion) for line in lines} == {("31/33", "Chưa đạt")}
    assert lines[0].report and lines[0].report.text == "tính đến 31/01/2025"


def test_the_page_is_written_whole_and_text_stays_text(
    places: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert command.main(["--out", str(out), *map(str, places.values())]) == 0
    html = (out / "current/index.html").read_text("utf-8")
    assert "Tin của Tỉnh An: &lt;b&gt; &amp; “5”" in html
    assert 'href="https://a.example/phong-trao/thi-dua/"' in html
    for gone in ('href="./rss/"', 'href="./tim-kiem/"', 'href="./lien-he/"'):
        assert gone not in html
    for link in ("css", "js"):
        assert list((out / "current" / link).iterdir())


def test_a_province_that_cannot_be_read_leaves_the_page_as_it_was(
    places: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert command.main(["--out", str(out), str(places["a"])]) == 0
    before = (out / "current").resolve()
    assert command.main(["--out", str(out), str(places["a"]), str(tmp_path / "trong")]) == 1
    assert command.main(["--out", str(out), str(places["a"]), str(places["a"])]) == 1
    assert (out / "current").resolve() == before
    told = capsys.readouterr().err
    assert "không đọc được dữ liệu mở" in told
    assert "đã có trong danh sách" in told


def test_data_cut_off_or_changed_on_the_way_are_refused(places: dict[str, Path]) -> None:
    target = places["a"] / "du-lieu/news.json"
    target.write_bytes(target.read_bytes()[:-20])
    with pytest.raises(ProvinceError, match="không khớp mã băm"):
        read_province(str(places["a"]))


@pytest.mark.parametrize(
    "change",
    [{"url": "javascript:alert(1)"}, {"url": "https://khac.example/"}, {"url": None}],
    ids=["script", "elsewhere", "none"],
)
def test_no_link_leaves_the_provinces_own_site(
    places: dict[str, Path], change: dict[str, object]
) -> None:
    rewrite(places["a"], "news", lambda document: document["rows"][0].update(change))
    with pytest.raises(ProvinceError, match="không đúng dạng"):
        read_province(str(places["a"]))


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"rows": 3}'])
def test_what_is_no_open_data_is_told_in_words(places: dict[str, Path], text: bytes) -> None:
    data = places["a"] / "du-lieu"
    (data / "campaigns.json").write_bytes(text)
    sums = (data / "SHA256SUMS").read_text().split("\n")
    digest = hashlib.sha256(text).hexdigest()
    sums = [f"{digest}  campaigns.json" if x.endswith("  campaigns.json") else x for x in sums]
    (data / "SHA256SUMS").write_text("\n".join(sums))
    with pytest.raises(ProvinceError, match="Cách sửa"):
        read_province(str(places["a"]))


def rewrite(place: Path, name: str, change: object) -> None:
    data = place / "du-lieu"
    document = json.loads((data / f"{name}.json").read_text("utf-8"))
    change(document)  # type: ignore[operator]
    text = json.dumps(document).encode()
    (data / f"{name}.json").write_bytes(text)
    sums = (data / "SHA256SUMS").read_text().split("\n")
    digest = hashlib.sha256(text).hexdigest()
    sums = [f"{digest}  {name}.json" if line.endswith(f"  {name}.json") else line for line in sums]
    (data / "SHA256SUMS").write_text("\n".join(sums))


@pytest.fixture
def served(places: dict[str, Path]) -> Iterator[str]:
    """The address of one province's site on this machine."""
    handler = partial(Quiet, directory=str(places["a"]))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_province_is_read_from_its_address_as_from_a_folder(
    served: str, places: dict[str, Path]
) -> None:
    found = read_province(served)
    assert isinstance(found, Province)
    assert found == read_province(str(places["a"]))


def test_the_example_for_many_provinces_is_sound_yaml() -> None:
    example = yaml.safe_load((ROOT / "docs/mau/nhieu-tinh.yml").read_text("utf-8"))
    assert example["jobs"]["tinh"]["strategy"]["matrix"]["tinh"]
    steps = [step.get("run", "") for job in example["jobs"].values() for step in job["steps"]]
    assert any("scripts/national.py" in step for step in steps)
