// The prompter with a script: it scrolls by itself; keys: space, arrows, plus and minus.
"use strict";
const page = document.getElementById("noi-dung"), run = document.getElementById("chay"), full = document.getElementById("day-man");
let speed = Number(page.dataset.speed), size = Number(page.dataset.size), running = false, last = 0, place = 0;

const show = () => {
  document.getElementById("toc").textContent = speed;
  document.getElementById("co").textContent = size;
  page.className = page.className.replace(/size-\d/, `size-${size}`);
  const here = new URL(location.href);
  here.searchParams.set("toc", speed);
  here.searchParams.set("co", size);
  here.searchParams.set("lat", page.classList.contains("mirrored") ? 1 : 0);
  history.replaceState(null, "", here);
};
const faster = by => { speed = Math.min(9, Math.max(1, speed + by)); show(); };
const larger = by => { size = Math.min(8, Math.max(1, size + by)); show(); };
const step = at => {
  if (!running) return;
  const letter = parseFloat(getComputedStyle(page).fontSize);
  place += (at - last) / 1000 * letter * speed * 0.12;  // a tenth of a letter's height a second for each step
  last = at;
  scrollTo({ top: place, behavior: "instant" });
  if (innerHeight + place >= document.documentElement.scrollHeight - 1) return toggle();
  requestAnimationFrame(step);
};
const toggle = () => {
  running = !running;
  run.textContent = running ? run.dataset.halt : run.dataset.run;
  run.setAttribute("aria-pressed", running);
  if (running) { place = scrollY; last = performance.now(); requestAnimationFrame(step); }
};
addEventListener("wheel", () => { place = scrollY; }, { passive: true });
addEventListener("touchend", () => { place = scrollY; }, { passive: true });
run.hidden = false;
run.addEventListener("click", toggle);
if (document.documentElement.requestFullscreen) {
  full.hidden = false;
  full.addEventListener("click", () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
}
document.addEventListener("click", event => {
  const link = event.target.closest("[data-speed], [data-size], [data-mirror]");
  if (!link || link === page) return;
  event.preventDefault();
  if (link.dataset.speed) faster(Number(link.dataset.speed));
  else if (link.dataset.size) larger(Number(link.dataset.size));
  else { page.classList.toggle("mirrored"); show(); }
});
addEventListener("keydown", event => {
  if (event.target.closest("a, button") && event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const act = { " ": toggle, ArrowUp: () => faster(1), ArrowDown: () => faster(-1), "+": () => larger(1), "-": () => larger(-1) }[event.key];
  if (act) { event.preventDefault(); act(); }
});
