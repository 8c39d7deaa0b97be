// Runs before the first paint: says that scripts work, and puts back the reader's colours and text size.
(() => {
  "use strict";
  const root = document.documentElement;
  root.className = "js";
  let stored = {};
  try {
    stored = { palette: localStorage.getItem("palette"), text: localStorage.getItem("text") };
  } catch { /* storage is closed: the page keeps its own looks */ }
  const palette = stored.palette || (matchMedia("(prefers-contrast: more)").matches ? "high" : "light");
  if (palette === "dark" || palette === "high") root.dataset.mdColorScheme = "slate";
  if (palette === "high") root.dataset.contrast = "high";
  if (/^(-1|1|2|3)$/.test(stored.text || "")) root.dataset.text = stored.text;
})();
