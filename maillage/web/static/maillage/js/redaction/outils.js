// The buttons that shape the text, and their keys. They write the same signs as one would by hand.

// `execCommand` keeps the undo of the browser; the other way is for those that lack it.
const ecrire = (field, debut, fin, texte) => {
  field.focus();
  field.setSelectionRange(debut, fin);
  if (!document.execCommand("insertText", false, texte)) {
    field.setRangeText(texte, debut, fin, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

const entourer = (field, signe) => {
  const { selectionStart: debut, selectionEnd: fin, value } = field;
  const choisi = value.slice(debut, fin);
  const [, avant, mots, apres] = choisi.match(/^(\s*)([^]*?)(\s*)$/);
  const dehors = value.slice(debut - signe.length, debut) === signe && value.slice(fin, fin + signe.length) === signe;
  const seul = signe.length > 1 || value[debut - 2] !== "*" || value[debut - 3] === "*";
  if (dehors && seul) {
    ecrire(field, debut - signe.length, fin + signe.length, choisi);
    field.setSelectionRange(debut - signe.length, fin - signe.length);
    return;
  }
  ecrire(field, debut, fin, avant + signe + mots + signe + apres);
  const place = debut + avant.length + signe.length;
  field.setSelectionRange(place, place + mots.length);
};

const MARQUE = /^(?:[-*] |\d+[.)] |#{1,6} )/;

const lignes = (field, marque) => {
  const { selectionStart, selectionEnd, value } = field;
  const debut = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const suite = value.indexOf("\n", Math.max(debut, selectionEnd - (selectionEnd > selectionStart ? 1 : 0)));
  const fin = suite < 0 ? value.length : suite;
  const liste = value.slice(debut, fin).split("\n");
  const ecrites = liste.filter((ligne) => ligne.trim());
  const deja = ecrites.length > 0 && ecrites.every((ligne, rang) => ligne.startsWith(marque(rang)));
  let rang = -1;
  const neuves = liste.map((ligne) => {
    if (!ligne.trim() && liste.length > 1) return ligne;
    rang += 1;
    return (deja ? "" : marque(rang)) + ligne.replace(MARQUE, "");
  });
  ecrire(field, debut, fin, neuves.join("\n"));
};

const OUTILS = {
  gras: (field) => entourer(field, "**"),
  italique: (field) => entourer(field, "*"),
  liste: (field) => lignes(field, () => "- "),
  numeros: (field) => lignes(field, (rang) => `${rang + 1}. `),
  titre: (field) => lignes(field, () => "# "),
  sous_titre: (field) => lignes(field, () => "## "),
};
const TOUCHES = { b: "gras", i: "italique" };

export const outils = (form, field, enregistrer) => {
  const barre = form.querySelector("[data-maillage-outils]");
  barre.classList.remove("en-attente");
  barre.addEventListener("click", (event) => {
    const nom = event.target.closest("[data-outil]")?.dataset.outil;
    if (nom) OUTILS[nom](field);
  });
  field.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const touche = event.key.toLowerCase();
    if (!(touche in TOUCHES) && touche !== "s") return;
    event.preventDefault();
    if (touche === "s") enregistrer(); else OUTILS[TOUCHES[touche]](field);
  });
};
