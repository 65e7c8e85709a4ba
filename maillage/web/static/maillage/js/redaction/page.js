// The page where a text is written gains its tools; it works without them.
import { collage } from "./collage.js";
import { copieLocale } from "./copie.js";
import { enregistrement } from "./enregistrement.js";
import { etats } from "./etats.js";
import { mesure } from "./mesure.js";
import { outils } from "./outils.js";
import { phrases } from "./phrases.js";
import { presence } from "./presence.js";

const form = document.querySelector("form[data-maillage-redaction]");
const field = form?.elements.contenu;

if (field) {
  const dit = etats(form);
  const copie = copieLocale(form, field);
  const sauvegarde = enregistrement(form, field, dit, copie);
  const enregistrer = async () => {
    const reponse = await sauvegarde.envoie(true);
    if (reponse?.issue === "conflit") location.assign(reponse.comparer);
  };
  // The button saves without leaving the page, so that a cut network never loses what is in the field.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    enregistrer();
  });
  // What was typed since the text was put aside goes with it.
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-maillage-comparer]")) return;
    event.preventDefault();
    enregistrer();
  });
  outils(form, field, enregistrer);
  collage(field);
  mesure(form, field);
  phrases(field);
  presence(form, field, dit, sauvegarde);
  copie.proposer();
}
