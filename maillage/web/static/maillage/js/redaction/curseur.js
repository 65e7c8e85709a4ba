// Put another text into the field, and leave the caret on the words where it was.

const REPERE = 24; // characters before the caret that tell where it stands

const debutCommun = (a, b) => {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
};

const finCommune = (a, b, debut) => {
  let n = 0;
  const most = Math.min(a.length, b.length) - debut;
  while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1;
  return n;
};

// Where a position of the old text stands in the new one.
export const deplacer = (ancien, nouveau, place) => {
  const debut = debutCommun(ancien, nouveau);
  if (place <= debut) return place;
  const fin = finCommune(ancien, nouveau, debut);
  if (place >= ancien.length - fin) return place + nouveau.length - ancien.length;
  const avant = ancien.slice(Math.max(0, place - REPERE), place);
  const trouve = nouveau.indexOf(avant, Math.max(0, debut - REPERE));
  return trouve < 0 ? nouveau.length - fin : trouve + avant.length;
};

export const remplacer = (field, nouveau) => {
  const ancien = field.value;
  const { selectionStart, selectionEnd, selectionDirection } = field;
  const hauteur = field.scrollTop;
  field.value = nouveau;
  const [debut, fin] = [selectionStart, selectionEnd].map((place) => deplacer(ancien, nouveau, place));
  // Setting the selection of a field that has not the focus would move the page to it.
  if (document.activeElement === field) field.setSelectionRange(debut, fin, selectionDirection);
  field.scrollTop = hauteur;
  field.dispatchEvent(new CustomEvent("maillage:texte"));
};
