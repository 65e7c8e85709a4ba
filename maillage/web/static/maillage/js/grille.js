// The grid of quick entry, driven by the keyboard; without this it is an ordinary form.
import { plain, readBlock, readTitles } from "./collage.js";

const form = document.querySelector("form[data-maillage-grille]");
const most = Number(form.dataset.maillageGrille);
const body = form.querySelector("[data-maillage-lignes]");
const model = form.querySelector("template[data-maillage-modele]");
const status = form.querySelector("[data-maillage-annonce]");
const typed = "input:not([type=hidden], [type=checkbox]), select";

const lines = () => [...body.querySelectorAll("[data-maillage-ligne]")];
const cells = (line) => [...line.querySelectorAll(typed)];
const lineOf = (node) => node.closest("[data-maillage-ligne]");
const say = (text) => { status.textContent = text; };

const addLine = () => {
  const rank = lines().length;
  if (rank >= most) { say(`Pas plus de ${most} lignes à la fois : enregistrez, puis continuez.`); return null; }
  const html = model.innerHTML.replaceAll("__rang__", rank).replaceAll("__numero__", rank + 1);
  body.insertAdjacentHTML("beforeend", html);
  return lines().at(-1);
};

const isEmpty = (line) => cells(line).every((cell) => !cell.value.trim());

const nextLine = (line) => {
  const all = lines();
  return all[all.indexOf(line) + 1] ?? addLine();
};

const onKey = (event) => {
  const line = event.target.matches?.(typed) && lineOf(event.target);
  if (!line || event.isComposing) return;
  if (event.key === "Enter") {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) { form.requestSubmit(); return; }
    const next = nextLine(line);
    if (!next) return;
    cells(next)[0].focus();
    say(next.querySelector("legend").textContent);
  }
  const last = line === lines().at(-1) && event.target === cells(line).at(-1);
  if (event.key === "Tab" && !event.shiftKey && last && !isEmpty(line)) addLine();
};

const fill = (cell, text) => {
  if (cell.tagName !== "SELECT") { cell.value = text; return; }
  const found = [...cell.options].find((option) => option.value && plain(text).startsWith(plain(option.text)));
  if (found) cell.value = found.value;
};

const labels = () => cells(lines()[0]).map((cell) => cell.labels[0].firstChild.textContent);

const onPaste = (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const line = event.target.matches?.(typed) && lineOf(event.target);
  if (!line || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const rows = readBlock(text);
  const titles = rows.length > 1 ? readTitles(rows[0], labels()) : null;
  const first = titles ? 0 : cells(line).indexOf(event.target);
  const block = titles ? rows.slice(1) : rows;
  if (lines().indexOf(line) + block.length > most) {
    say(`Ce bloc a trop de lignes pour la grille : collez-le plus bas, dans « Coller un tableau ».`);
    document.getElementById("id_tableau").value = text;
    document.getElementById("id_tableau").closest("details").open = true;
    document.getElementById("id_tableau").focus();
    return;
  }
  let current = line;
  for (const [rank, row] of block.entries()) {
    current = rank ? nextLine(current) : line;
    row.forEach((value, place) => {
      const cell = cells(current)[titles ? titles[place] : first + place];
      if (cell) fill(cell, value);
    });
  }
  form.dataset.maillageModifie = "1";
  say(block.length > 1 ? `${block.length} lignes collées.` : "1 ligne collée.");
  cells(current)[0].focus();
};

form.addEventListener("keydown", onKey);
form.addEventListener("paste", onPaste);
form.querySelector("[data-maillage-clavier]").hidden = false;
if (!document.querySelector("[data-maillage-focus]")) cells(lines()[0])[0].focus();
