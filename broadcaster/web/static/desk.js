// The desk with a script: the spoken form follows the typing, drafts keep themselves, sentences play in the page.
"use strict";
const form = document.getElementById("ban-viet"), text = document.getElementById("loi"), told = document.getElementById("da-giu");
const spoken = document.getElementById("doc"), player = document.getElementById("may-nghe");
const WAIT = 800, AGAIN = 5000;
let timer = 0, asked = 0, wanted = 0;

const later = delay => { clearTimeout(timer); timer = setTimeout(read, delay); };
async function read() {
  const mine = wanted, number = ++asked;
  try {
    const answer = await fetch(text.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const part = await answer.text();
    if (number !== asked) return;
    spoken.innerHTML = part;
    told.classList.remove("lost");
    told.textContent = `${text.dataset.kept} ${new Date().toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit" })}.`;
    if (mine === wanted) delete text.dataset.open;
  } catch {
    told.classList.add("lost");
    told.textContent = text.dataset.lost;
    later(AGAIN);
  }
}
if (text && !text.readOnly) {
  text.addEventListener("input", () => { wanted++; text.dataset.open = "1"; later(WAIT); });
  document.getElementById("khung")?.addEventListener("change", () => later(0));
  document.getElementById("doc-thu")?.addEventListener("click", event => { event.preventDefault(); later(0); });
  form.addEventListener("submit", () => { delete text.dataset.open; clearTimeout(timer); asked++; });
  addEventListener("beforeunload", event => { if (text.dataset.open) event.preventDefault(); });
}
document.addEventListener("click", event => {
  const link = event.target.closest("[data-play]");
  if (!link || !player || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  for (const each of document.querySelectorAll("[data-play][aria-busy]")) each.removeAttribute("aria-busy");
  link.setAttribute("aria-busy", "true");
  player.hidden = false;
  player.src = link.href;
  player.onplaying = player.onerror = () => link.removeAttribute("aria-busy");
  player.play().catch(() => link.removeAttribute("aria-busy"));
});
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
