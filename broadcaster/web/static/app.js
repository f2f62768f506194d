// Adds to pages that work without it: a clock that ticks, dialogs, forms that are not sent twice, the open tab in sight.
"use strict";
for (const face of document.querySelectorAll("[data-clock]")) {
  const ahead = Date.parse(face.dateTime) - Date.now();
  const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const tick = () => {
    face.textContent = wall.format(Date.now() + ahead);
    setTimeout(tick, 1000 - (Date.now() + ahead) % 1000);
  };
  tick();
}
document.addEventListener("click", event => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) { event.preventDefault(); dialog.showModal(); }
  const closer = event.target.closest("dialog [data-close]");
  if (closer) { event.preventDefault(); closer.closest("dialog").close(); }
});
document.addEventListener("submit", event => {
  if (event.target.dataset.sent) event.preventDefault();
  else if (event.target.method === "post") event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
addEventListener("keydown", event => { if (event.key === "Escape" && location.hash === "#menu") location.hash = "noi-dung"; });
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.parentElement;
  row.scrollLeft += Math.max(0, tab.getBoundingClientRect().right - row.getBoundingClientRect().right);
}
