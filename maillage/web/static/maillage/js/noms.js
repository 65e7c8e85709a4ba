// « @ » in the margin offers the names of the team; without this, they are ticked below the text.

const SHOWN = 6;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const boxesOf = (field) => [...field.form.querySelectorAll("input[name=prevenir]")];
const nameOf = (box) => box.closest("label").textContent.trim();

/** What is typed after the last « @ » before the cursor, or null. */
const asked = (field) => {
  const found = /(?:^|\s)@([^@\n]{0,40})$/u.exec(field.value.slice(0, field.selectionStart));
  return found ? found[1] : null;
};

const listOf = (field) => document.getElementById(field.getAttribute("aria-controls") ?? "");

const close = (field) => {
  listOf(field)?.remove();
  for (const name of ["aria-controls", "aria-activedescendant", "aria-autocomplete"]) field.removeAttribute(name);
};

const choose = (field, box) => {
  const start = field.selectionStart - asked(field).length;
  const name = `${nameOf(box)} `;
  field.setRangeText(name, start, field.selectionStart, "end");
  box.checked = true;
  close(field);
  field.focus();
};

const select = (field, list, rank) => {
  [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === rank)));
  field.setAttribute("aria-activedescendant", list.children[rank].id);
  list.children[rank].scrollIntoView({ block: "nearest" });
};

const open = (field) => {
  const typed = asked(field);
  const boxes = typed === null ? [] : boxesOf(field).filter((box) => plain(nameOf(box)).split(" ").some((word) => word.startsWith(plain(typed))) || plain(nameOf(box)).startsWith(plain(typed)));
  close(field);
  if (!boxes.length || (boxes.length === 1 && plain(nameOf(boxes[0])) === plain(typed.trim()))) return;
  const list = document.createElement("ul");
  list.id = `${field.id}-noms`;
  list.className = "noms";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Personnes à prévenir");
  boxes.slice(0, SHOWN).forEach((box, rank) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${rank}`;
    item.setAttribute("role", "option");
    item.textContent = nameOf(box);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(field, box); });
    item.maillageBox = box;
    list.append(item);
  });
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  select(field, list, 0);
};

const move = (event) => {
  const field = event.target;
  const list = field.matches?.("[data-maillage-mentions]") ? listOf(field) : null;
  if (!list) return;
  const rank = [...list.children].findIndex((item) => item.getAttribute("aria-selected") === "true");
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) select(field, list, (rank + steps[event.key] + list.children.length) % list.children.length);
  else if (event.key === "Enter" || event.key === "Tab") choose(field, list.children[rank].maillageBox);
  else if (event.key === "Escape") close(field);
  else return;
  event.preventDefault();
  event.stopPropagation();
};

document.addEventListener("input", (event) => { if (event.target.matches("[data-maillage-mentions]")) open(event.target); });
document.addEventListener("keydown", move, true);
document.addEventListener("focusout", (event) => { if (event.target.matches?.("[data-maillage-mentions]")) close(event.target); });
