// What the page gains when JavaScript is there; it works without.

const once = (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  if (form.dataset.maillageEnvoye) { event.preventDefault(); return; }
  form.dataset.maillageEnvoye = "1";
  form.dataset.maillageModifie = "";
  // A download leaves the page where it is: the form may be sent again a moment later.
  setTimeout(() => { delete form.dataset.maillageEnvoye; }, 4000);
};

const guardText = (event) => {
  const form = event.target.closest?.("form[data-maillage-garde]");
  if (form) form.dataset.maillageModifie = "1";
};

const warn = (event) => {
  if (document.querySelector("form[data-maillage-modifie='1']")) event.preventDefault();
};

const openForWide = (query) => {
  for (const aside of document.querySelectorAll("details[data-maillage-large]")) aside.open = query.matches;
};

document.addEventListener("submit", once);
document.addEventListener("input", guardText);
window.addEventListener("beforeunload", warn);
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-maillage-envoye]")) delete form.dataset.maillageEnvoye;
});

const wide = window.matchMedia("(min-width: 51.26em)");
wide.addEventListener("change", openForWide);
openForWide(wide);

document.querySelector("[data-maillage-focus]")?.focus();
