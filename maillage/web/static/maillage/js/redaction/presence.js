// Who else writes here, and whether the text has a newer version: asked now and then, never in a hidden tab.
import { envoyer } from "./envoi.js";

const RYTHME = 15000;
const ECRIT = 60000; // how long after a key one is still said to write

export const presence = (form, field, dit, sauvegarde) => {
  const phrase = form.querySelector("[data-maillage-presents]");
  let touche = 0, demande = 0;

  const demander = async () => {
    if (document.hidden) return;
    demande = Date.now();
    const corps = new URLSearchParams({
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
      ecrit: Date.now() - touche < ECRIT ? "oui" : "",
    });
    const reponse = await envoyer(form.dataset.suivre, corps);
    if (reponse.issue !== "bien") return;
    if (phrase.textContent !== reponse.presents) phrase.textContent = reponse.presents;
    const newer = reponse.derniere > Number(form.elements.version.value);
    if (!newer || sauvegarde.change()) return; // what is being written will meet it when it is saved
    const avant = field.value;
    await sauvegarde.envoie(true);
    if (field.value !== avant) dit.nouvelle(reponse.par);
  };

  field.addEventListener("input", () => {
    const first = Date.now() - touche > ECRIT;
    touche = Date.now();
    if (first && touche - demande > 2000) demander();
  });
  setInterval(demander, RYTHME);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) demander(); });
};
