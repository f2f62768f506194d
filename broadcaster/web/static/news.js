// The inbox: each file goes by itself with its progress; files are dropped or pasted too. Without it the form sends them all.
"use strict";
const form = document.getElementById("gui"), box = document.getElementById("tien-do");
const field = document.getElementById("tep");
const AT_ONCE = 2;
if (form && box && field) {
  const words = box.dataset, state = box.querySelector(".upload-state"), list = box.querySelector(".uploads");
  const results = box.querySelector(".scroll"), rows = results.querySelector("tbody");
  const waiting = [];
  let busy = 0, done = 0, begun = 0;
  results.hidden = true;

  const part = (kind, text, name) => {
    const made = document.createElement(kind);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  };
  const told = () => {
    state.textContent = busy || waiting.length ? `${done} / ${begun}` : done ? words.done.replace("#", done) : "";
  };
  const refused = (line, sentence, again) => {
    line.row.classList.add("bad");
    line.said.textContent = sentence;
    line.bar.remove();
    if (line.counted) begun--;
    if (!again) return;
    const button = part("button", words.again, "button quiet small");
    button.type = "button";
    button.setAttribute("aria-label", `${words.again}: ${line.file.name}`);
    button.addEventListener("click", () => { line.row.remove(); add(line.file); next(); });
    line.row.append(button);
    if (!document.activeElement || document.activeElement === document.body) button.focus();
  };
  const arrived = (line, text) => {
    line.row.remove();
    const fresh = document.createElement("template");
    fresh.innerHTML = text;  // our own server's rows, in which data is escaped
    rows.append(...fresh.content.children);
    results.hidden = false;
    done++;
  };
  const send = line => {
    busy++;
    const body = new FormData(), asking = new XMLHttpRequest();
    body.append("tep", line.file, line.file.name);
    asking.open("POST", words.to);
    asking.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
    asking.upload.onprogress = event => {
      if (!event.lengthComputable) return;
      line.bar.max = event.total;
      line.bar.value = event.loaded;
      line.said.textContent = event.loaded < event.total ? words.sends : words.reads;
      if (event.loaded >= event.total) line.bar.removeAttribute("value");
    };
    asking.onload = () => {
      const out = asking.responseURL && !new URL(asking.responseURL).pathname.startsWith(words.to);
      if (out) refused(line, words.out, true);
      else if (asking.status === 200) arrived(line, asking.responseText);
      else if (asking.status === 413) refused(line, words.large, false);
      else refused(line, words.failed.replace("#", asking.status), true);
    };
    asking.onerror = asking.ontimeout = () => refused(line, words.lost, true);
    asking.onloadend = () => { busy--; told(); next(); };
    line.said.textContent = words.sends;
    asking.send(body);
  };
  const next = () => { while (busy < AT_ONCE && waiting.length) send(waiting.shift()); told(); };
  const add = file => {
    const row = part("div", "", "upload"), bar = part("progress"), said = part("span", words.waits);
    row.setAttribute("role", "listitem");
    bar.setAttribute("aria-label", file.name);
    row.append(part("b", file.name), bar, said);
    list.append(row);
    box.hidden = false;
    const line = { file, row, bar, said };
    if (file.size > Number(words.bytes)) refused(line, words.large, false);
    else if (!file.size) refused(line, words.empty, false);
    else { line.counted = true; begun++; bar.max = 1; bar.value = 0; waiting.push(line); }
  };
  const take = files => {
    const chosen = [...files], most = Number(words.most);
    for (const file of chosen.slice(0, most)) add(file);
    for (const file of chosen.slice(most)) {
      add({ name: file.name, size: 0 });
      list.lastElementChild.querySelector("span").textContent = words.many;
    }
    if (chosen.length) box.scrollIntoView({ block: "nearest" });
    next();
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    event.stopPropagation();
    take(field.files);
    field.value = "";
  });
  const root = document.body, holds = event => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  let depth = 0;
  root.dataset.drop = words.drop;
  addEventListener("dragenter", event => { if (holds(event)) { depth++; root.classList.add("dropping"); } });
  addEventListener("dragleave", event => { if (holds(event) && --depth <= 0) { depth = 0; root.classList.remove("dropping"); } });
  addEventListener("dragover", event => { if (holds(event)) event.preventDefault(); });
  addEventListener("drop", event => {
    if (!holds(event)) return;
    event.preventDefault();
    depth = 0;
    root.classList.remove("dropping");
    take(event.dataTransfer.files);
  });
  addEventListener("paste", event => {
    const files = event.clipboardData && event.clipboardData.files;
    if (files && files.length) { event.preventDefault(); take(files); }
  });
  addEventListener("beforeunload", event => { if (busy || waiting.length) event.preventDefault(); });
}
