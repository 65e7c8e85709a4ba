// A copy of the text in this browser, until the server has it; offered back when the page is opened again.

const PLACES = 5; // copies that may wait, each from a visit that was cut short

export const copieLocale = (form, field) => {
  const cle = form.dataset.maillageRedaction;
  const note = form.querySelector("[data-maillage-copie]");
  const { version, ecartee } = form.elements;
  const cles = Array.from({ length: PLACES }, (_, rang) => (rang ? `${cle}:${rang + 1}` : cle));

  const lire = (une) => {
    try { return JSON.parse(localStorage.getItem(une)); } catch { return null; }
  };
  const oublier = (une) => {
    try { localStorage.removeItem(une); } catch { /* nothing was kept */ }
  };
  // What waits from an earlier visit keeps its place: this visit writes in another.
  for (const une of cles) if (lire(une)?.texte === field.value) oublier(une);
  const attend = cles.find((une) => typeof lire(une)?.texte === "string");
  const ici = cles.find((une) => !lire(une)) ?? cles[PLACES - 1];

  // No room, or storage forbidden: the page goes on without a copy.
  const ecrire = () => {
    const copie = { texte: field.value, version: version.value, ecartee: ecartee.value };
    try { localStorage.setItem(ici, JSON.stringify(copie)); } catch { /* see above */ }
  };

  const proposer = () => {
    if (!attend) return;
    note.hidden = false;
    note.addEventListener("click", (event) => {
      const choix = event.target.closest("[data-copie]")?.dataset.copie;
      if (!choix) return;
      const copie = lire(attend);
      oublier(attend);
      note.hidden = true;
      field.focus();
      if (choix !== "reprendre" || !copie) return;
      field.value = copie.texte;
      version.value = copie.version;
      ecartee.value = copie.ecartee;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };

  return { ecrire, proposer, effacer: () => oublier(ici) };
};
