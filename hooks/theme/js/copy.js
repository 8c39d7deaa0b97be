// Buttons that copy an address; without a clipboard the address is shown to be copied by hand.
(() => {
  "use strict";
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const live = document.querySelector(".live");
    const address = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(address);
      live.textContent = `Đã chép ${address}`;
    } catch {
      live.textContent = `Địa chỉ: ${address}`;
    }
    setTimeout(() => { live.textContent = ""; }, 6000);
  });
})();
