// Pictures of an article seen large, one after another: by button, key or swipe. Without this file
// (or without <dialog>) each picture is a plain link to its large file.
(() => {
  "use strict";
  if (!window.HTMLDialogElement?.prototype.showModal) return;
  const SWIPE = 50; // pixels: less is a tap or a trembling finger
  let box, links = [], place = 0, start = null;

  const make = () => {
    const dialog = document.createElement("dialog");
    dialog.className = "lightbox";
    dialog.setAttribute("aria-label", "Xem ảnh lớn");
    dialog.innerHTML = `
<button class="button" type="button" data-do="close">Đóng</button>
<img alt="">
<div class="lightbox-foot">
<div class="lightbox-words" aria-live="polite"><b></b><p class="lightbox-caption"></p><p class="credit"></p></div>
<button class="button" type="button" data-do="back">Ảnh trước</button>
<button class="button" type="button" data-do="on">Ảnh sau</button>
</div>`;
    document.body.append(dialog);
    const find = (selector) => dialog.querySelector(selector);
    dialog.addEventListener("click", (event) => {
      const does = event.target.closest("button")?.dataset.do;
      if (does === "close" || event.target === dialog) dialog.close();
      else if (does) show(place + (does === "on" ? 1 : -1));
    });
    dialog.addEventListener("keydown", (event) => {
      const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: links.length - 1 }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      show(to);
    });
    dialog.addEventListener("touchstart", ({ touches }) => {
      start = touches.length === 1 ? touches[0] : null;
    }, { passive: true });
    dialog.addEventListener("touchend", ({ changedTouches: [end] }) => {
      if (!start || window.visualViewport?.scale > 1) return; // two fingers, or panning a zoomed picture
      const x = end.clientX - start.clientX, y = end.clientY - start.clientY;
      start = null;
      if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) show(place + (x < 0 ? 1 : -1));
    }, { passive: true });
    dialog.addEventListener("close", () => links[place].focus());
    return {
      dialog, img: find("img"), count: find("b"), caption: find(".lightbox-caption"), credit: find(".credit"),
      turns: dialog.querySelectorAll("[data-do=on], [data-do=back]"),
    };
  };

  const show = (to) => {
    place = (to + links.length) % links.length;
    const figure = links[place].closest("figure"), picture = links[place].querySelector("img");
    const words = figure.querySelector("figcaption")?.cloneNode(true);
    const credit = words?.querySelector(".credit");
    credit?.remove();
    box.img.srcset = links[place].querySelector("source").srcset;
    box.img.sizes = "100vw";
    box.img.src = links[place].href;
    box.img.alt = picture.alt;
    box.img.width = picture.width;
    box.img.height = picture.height;
    box.count.textContent = `Ảnh ${place + 1}/${links.length}`;
    box.caption.textContent = words?.textContent.trim() || picture.alt;
    box.credit.textContent = credit?.textContent || "";
    for (const turn of box.turns) turn.hidden = links.length === 1;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.enlarge");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    links = [...link.closest("article").querySelectorAll("a.enlarge")];
    box ??= make();
    show(links.indexOf(link));
    box.dialog.showModal();
  });
})();
