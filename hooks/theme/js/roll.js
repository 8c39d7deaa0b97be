// The honour roll: filters without reloading, kept in the address so that it can be shared and printed.
(() => {
  "use strict";
  const page = document.querySelector("[data-roll]");
  const form = page?.querySelector("form.roll-filters");
  if (!form) return;
  const status = page.querySelector("[data-roll-status]");
  const nobody = page.querySelector("[data-roll-nobody]");
  const clear = form.querySelector("[type=reset]");
  const selects = [...form.querySelectorAll("select")];
  const sections = [...page.querySelectorAll("[data-roll-section]")].map((element) => ({
    element,
    rows: [...element.querySelectorAll("[data-in]")].map((row) => ({ row, values: row.dataset.in.split(" ") })),
  }));
  const total = Number(status.dataset.total);

  const readAddress = () => {
    const given = new URLSearchParams(location.search);
    for (const select of selects) {
      const wanted = given.get(select.name) || "";
      select.value = [...select.options].some((option) => option.value === wanted) ? wanted : "";
    }
  };

  const address = () => {
    const words = new URLSearchParams();
    for (const select of selects) if (select.value) words.set(select.name, select.value);
    return location.pathname + (words.size ? `?${words}` : "") + location.hash;
  };

  const show = () => {
    let found = 0;
    for (const { element, rows } of sections) {
      let number = 0;
      for (const { row, values } of rows) {
        const fits = selects.every((select) => !select.value || select.value === values[select.dataset.column]);
        row.hidden = !fits;
        if (fits) { number += 1; row.cells[0].textContent = number; }
      }
      element.hidden = !number;
      found += number;
    }
    const chosen = selects.filter((select) => select.value).map((select) => select.selectedOptions[0].label);
    nobody.hidden = found > 0;
    clear.hidden = !chosen.length;
    const count = (number) => number.toLocaleString("vi");
    status.textContent = chosen.length
      ? `${found ? count(found) : "Không có"}${found ? ` trong ${count(total)}` : ""} tập thể, cá nhân${found ? "" : " nào"}; lọc theo: ${chosen.join(", ")}.`
      : `${count(total)} tập thể, cá nhân.`;
  };

  form.addEventListener("change", () => {
    history.pushState(null, "", address());
    show();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const select of selects) select.value = "";
    history.pushState(null, "", address());
    show();
    selects[0].focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => { readAddress(); show(); });
  readAddress();
  show();
})();
