// Ctrl+K, or « / » when nothing has the focus, goes to the search of the dossier; Escape closes it.

const KEY = "maillage-sans-barre";
const form = document.querySelector("form[data-maillage-chercher]");
const field = form?.querySelector("input[type=search]");
const answers = document.getElementById("trouves");
const inFrame = form?.classList.contains("chercher");

const withoutSlash = () => {
  try { return localStorage.getItem(KEY) === "oui"; } catch { return false; }
};

const tell = () => {
  for (const hint of document.querySelectorAll("[data-maillage-touches]")) hint.hidden = false;
  for (const slash of document.querySelectorAll("[data-maillage-barre]")) slash.hidden = withoutSlash();
  for (const button of document.querySelectorAll("[data-maillage-sans-barre]")) {
    button.textContent = withoutSlash() ? "Utiliser aussi la touche « / »" : "Ne plus utiliser la touche « / »";
  }
};

const goToSearch = () => {
  if (field.offsetParent === null) { location.assign(form.action); return; }
  field.focus();
  field.select();
};

const asksToSearch = (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") return true;
  const idle = document.activeElement === document.body || document.activeElement === null;
  return event.key === "/" && idle && !event.ctrlKey && !event.metaKey && !event.altKey && !withoutSlash();
};

const move = (event) => {
  const links = [...answers.querySelectorAll("a")];
  const rank = links.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? rank + 1 : rank - 1;
  if (!links.length || (next < 0 && rank < 0)) return;
  event.preventDefault();
  if (next < 0) field.focus();
  else links[Math.min(next, links.length - 1)].focus();
};

if (field && answers) {
  tell();
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (asksToSearch(event)) { event.preventDefault(); goToSearch(); }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event);
    if (event.key !== "Escape" || !inFrame) return;
    field.value = "";
    answers.replaceChildren();
    field.blur();
    document.activeElement?.blur?.();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-maillage-sans-barre]")) return;
    try { localStorage.setItem(KEY, withoutSlash() ? "non" : "oui"); } catch { /* a private window keeps nothing */ }
    tell();
  });
}
