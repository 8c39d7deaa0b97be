// Sharing, and the day of printing. Without this file the menu opens all the same.
(() => {
  "use strict";
  const address = document.querySelector("link[rel=canonical]")?.href || location.href;
  const menus = document.querySelectorAll("details.share");

  const say = (message) => {
    const live = document.querySelector(".live");
    live.textContent = message;
    setTimeout(() => { live.textContent = ""; }, 4000);
  };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      say("Đã chép liên kết");
    } catch {
      say(`Liên kết của trang: ${address}`);
    }
  };

  for (const menu of menus) {
    const summary = menu.querySelector("summary");
    summary.addEventListener("click", async (event) => {
      if (!navigator.share || menu.open) return;
      event.preventDefault();
      try {
        await navigator.share({ title: document.title, url: address });
      } catch (error) {
        if (error.name !== "AbortError") menu.open = true;
      }
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      summary.focus();
    });
    menu.querySelector("[data-action=copy-link]").addEventListener("click", async () => {
      await copy();
      menu.open = false;
      summary.focus();
    });
  }

  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });

  addEventListener("beforeprint", () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    // As acts print dates: a zero before days below ten and before the months 1 and 2.
    const month = now.getMonth() < 2 ? two(now.getMonth() + 1) : now.getMonth() + 1;
    for (const place of document.querySelectorAll(".print-day")) {
      place.textContent = `; in ngày ${two(now.getDate())}/${month}/${now.getFullYear()}`;
    }
  });
})();
