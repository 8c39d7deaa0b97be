// Menu, colours, text size and printing. Every page is complete without this file.
(() => {
  "use strict";
  const root = document.documentElement;
  const SMALLEST = -1, LARGEST = 3;

  const keep = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* this visit only */ }
  };

  const say = (message) => {
    const live = document.querySelector(".live");
    live.textContent = message;
    setTimeout(() => { live.textContent = ""; }, 4000);
  };

  const showPalette = (palette) => {
    root.dataset.mdColorScheme = palette === "light" ? "default" : "slate";
    if (palette === "high") root.dataset.contrast = "high"; else delete root.dataset.contrast;
    for (const button of document.querySelectorAll("[data-palette]")) {
      button.setAttribute("aria-pressed", String(button.dataset.palette === palette));
    }
    for (const button of document.querySelectorAll("[data-action=contrast]")) {
      button.setAttribute("aria-pressed", String(palette === "high"));
    }
  };

  const stepText = (step) => {
    const size = Math.min(LARGEST, Math.max(SMALLEST, Number(root.dataset.text || 0) + step));
    root.dataset.text = size;
    keep("text", size);
    say(size === LARGEST ? "Cỡ chữ lớn nhất" : size === SMALLEST ? "Cỡ chữ nhỏ nhất" : step > 0 ? "Đã tăng cỡ chữ" : "Đã giảm cỡ chữ");
  };

  const toggle = (button, open = button.getAttribute("aria-expanded") !== "true") => {
    button.setAttribute("aria-expanded", String(open));
  };

  const actions = {
    "text-smaller": () => stepText(-1),
    "text-larger": () => stepText(+1),
    print: () => print(),
    contrast: () => {
      const palette = root.dataset.contrast === "high" ? "light" : "high";
      showPalette(palette);
      keep("palette", palette);
    },
    toggle,
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-action], button[data-palette]");
    if (!button) return;
    if (button.dataset.palette) {
      showPalette(button.dataset.palette);
      keep("palette", button.dataset.palette);
    } else {
      actions[button.dataset.action]?.(button);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const button of document.querySelectorAll("button[data-action=toggle][aria-expanded=true]")) {
      toggle(button, false);
      button.focus();
    }
  });

  showPalette(root.dataset.contrast === "high" ? "high" : root.dataset.mdColorScheme === "slate" ? "dark" : "light");
})();
