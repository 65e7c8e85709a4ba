// What the page says of the text: always in words, and for those who listen to it too.

const TONS = ["neutre", "bien", "voir", "bloque"];
export const GARDE = "votre texte est gardé dans ce navigateur";

export const etats = (form) => {
  const label = form.querySelector("[data-maillage-etat]");
  const oreille = form.querySelector("[data-maillage-oreille]");
  const voix = form.querySelector("[data-maillage-dit]");

  const montrer = (phrase, ton) => {
    label.textContent = phrase;
    for (const one of TONS) label.classList.toggle(`etat-${one}`, one === ton);
  };
  // A sentence said twice is not read aloud again: the element does not change.
  const dire = (phrase, lien) => {
    if (voix.dataset.phrase === phrase + (lien?.href ?? "")) return;
    voix.dataset.phrase = phrase + (lien?.href ?? "");
    voix.replaceChildren(phrase);
    if (!lien) return;
    const a = document.createElement("a");
    a.href = lien.href;
    a.textContent = lien.nom;
    if (lien.comparer) a.dataset.maillageComparer = "";
    if (lien.ailleurs) { a.target = "_blank"; a.rel = "noopener"; }
    voix.append(" ", a);
  };

  return {
    pasEncore: () => montrer("Pas encore enregistré", "neutre"),
    enCours: () => montrer("Enregistrement…", "neutre"),
    enregistre: (phrase) => {
      const [court] = phrase.split(",");
      montrer(court, "bien");
      // Read aloud once a minute at most, since the sentence holds the time.
      if (oreille.textContent !== court) oreille.textContent = court;
      dire(phrase === court ? "" : `${phrase}.`);
    },
    nouvelle: (qui) => dire(`${qui} a enregistré une nouvelle version : elle est maintenant dans la zone de texte.`),
    coupe: (secondes) => {
      montrer("Hors ligne", "voir");
      dire(`Hors ligne : ${GARDE}, nouvel essai dans ${secondes} s.`);
    },
    panne: (secondes, pourquoi = "Maillage ne répond pas comme il faut") => {
      montrer("Pas enregistré", "voir");
      dire(`${pourquoi} : ${GARDE}, nouvel essai dans ${secondes} s.`);
    },
    deconnecte: (adresse) => {
      montrer("Pas enregistré", "voir");
      dire(
        `Votre session a pris fin : ${GARDE}. Reconnectez-vous dans un autre onglet, puis revenez ici.`,
        { href: adresse, nom: "Se reconnecter", ailleurs: true },
      );
    },
    interdit: () => {
      montrer("Pas enregistré", "bloque");
      dire(`Vous ne pouvez plus écrire dans ce dossier : ${GARDE}. Copiez-le, puis demandez l’accès à la personne qui porte le dossier.`);
    },
    refuse: (phrase) => { montrer("Pas enregistré", "bloque"); dire(phrase ?? `Ce texte est refusé : ${GARDE}.`); },
    conflit: (phrase, adresse) => {
      montrer("Mis de côté", "voir");
      dire(phrase, { href: adresse, nom: "Comparer et choisir", comparer: true });
    },
  };
};
