// Save by itself: after a pause, when the field is left; one sending at a time, again when it fails.
import { envoyer, reprendreJeton } from "./envoi.js";
import { remplacer } from "./curseur.js";

const PAUSE = 1500;
const LONGTEMPS = 10000; // without a pause, and between two texts put aside
const ESSAIS = [2, 5, 10, 20, 30]; // seconds

export const enregistrement = (form, field, dit, copie) => {
  const { version, ecartee } = form.elements;
  let acquis = field.value; // what the server has
  let minuteur = 0, depuis = 0, echecs = 0, vol = null, jetonRepris = false, deCote = false;

  const change = () => field.value !== acquis;
  const dans = (attente, force) => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => envoie(force), attente);
  };
  const encore = (dire) => {
    const secondes = ESSAIS[Math.min(echecs, ESSAIS.length - 1)];
    echecs += 1;
    dire(secondes);
    dans(secondes * 1000);
  };
  const partirDe = (numero, cote) => { version.value = numero; ecartee.value = cote ?? ""; };

  const enSurete = () => {
    copie.effacer();
    form.dataset.maillageModifie = "";
  };

  const recu = (reponse, envoye) => {
    acquis = envoye;
    echecs = 0;
    deCote = jetonRepris = false;
    partirDe(reponse.version, reponse.ecartee);
    if (reponse.contenu !== null && field.value === envoye) {
      remplacer(field, reponse.contenu);
      acquis = field.value;
      partirDe(reponse.derniere);
    }
    if (change()) { copie.ecrire(); dans(PAUSE); return; }
    enSurete();
    dit.enregistre(reponse.phrase);
  };

  const traiter = {
    bien: recu,
    conflit: (reponse, envoye) => {
      acquis = envoye;
      deCote = true;
      dit.conflit(reponse.phrase, reponse.comparer);
      if (change()) dans(LONGTEMPS); else enSurete();
    },
    coupe: () => encore(dit.coupe),
    panne: (reponse) => encore((secondes) => dit.panne(secondes, reponse.phrase)),
    deconnecte: () => encore(() => dit.deconnecte(form.dataset.connexion)),
    refuse: (reponse) => dit.refuse(reponse.phrase),
    interdit: async () => {
      const repris = !jetonRepris && (await reprendreJeton(form));
      jetonRepris = true;
      if (repris) dans(0); else dit.interdit();
    },
  };

  // Even when nothing changed (`force`): the answer then brings what someone else wrote.
  const envoie = async (force = false, options = {}) => {
    clearTimeout(minuteur);
    while (vol) await vol;
    if (!change() && !force) return undefined;
    depuis = 0;
    const envoye = field.value;
    if (change()) dit.enCours();
    vol = envoyer(form.dataset.enregistrer, new URLSearchParams(new FormData(form)), options);
    const reponse = await vol;
    vol = null;
    await traiter[reponse.issue](reponse, envoye);
    return reponse;
  };

  const tape = () => {
    copie.ecrire();
    if (!change() || echecs) return; // after a failure, the next try has its time
    depuis ||= Date.now();
    if (!deCote) dit.pasEncore();
    const pause = deCote ? LONGTEMPS : PAUSE;
    dans(Math.max(0, Math.min(pause, depuis + Math.max(pause, LONGTEMPS) - Date.now())));
  };

  field.addEventListener("input", tape);
  field.addEventListener("blur", () => envoie());
  window.addEventListener("online", () => envoie());
  window.addEventListener("focus", () => { if (echecs || form.dataset.maillageModifie) envoie(); });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) envoie(false, { keepalive: field.value.length < 12000 });
  });
  return { envoie, tape, change };
};
