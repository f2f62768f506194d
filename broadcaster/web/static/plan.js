// A story may also be dragged to another session of the week: the page of its consequences opens, nothing is kept yet.
"use strict";
const told = document.querySelector(".drag-told");
if (told) told.hidden = false;
for (const way of document.querySelectorAll(".session .move")) {
  const story = way.closest("li");
  story.draggable = true;
  story.addEventListener("dragstart", event => {
    event.dataTransfer.setData("text/x-broadcaster-move", way.href);
    event.dataTransfer.effectAllowed = "move";
    document.body.classList.add("dragging");
  });
  story.addEventListener("dragend", () => document.body.classList.remove("dragging"));
}
for (const session of document.querySelectorAll(".session[data-to]")) {
  const ours = event => event.dataTransfer.types.includes("text/x-broadcaster-move");
  session.addEventListener("dragover", event => {
    if (ours(event)) { event.preventDefault(); session.classList.add("over"); }
  });
  session.addEventListener("dragleave", event => { if (!session.contains(event.relatedTarget)) session.classList.remove("over"); });
  session.addEventListener("drop", event => {
    if (!ours(event)) return;
    event.preventDefault();
    const to = new URL(event.dataTransfer.getData("text/x-broadcaster-move"));
    to.pathname += "/xem";
    to.searchParams.set("toi", session.dataset.to);
    const onto = event.target.closest("li");
    const stories = onto ? [...session.querySelectorAll("li:has(.move)")] : [];
    to.searchParams.set("vi_tri", Math.max(1, stories.indexOf(onto) + 1));
    location.assign(to);
  });
}
