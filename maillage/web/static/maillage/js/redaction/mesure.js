// The number of words, and a field as tall as its text.

const compter = (texte) => {
  const mots = texte.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  return `${mots.toLocaleString("fr-FR")} ${mots < 2 ? "mot" : "mots"}`;
};

export const mesure = (form, field) => {
  const place = form.querySelector("[data-maillage-mots]");
  const grandit = !CSS.supports("field-sizing", "content");
  let demande = 0;
  const mesurer = () => {
    demande = 0;
    place.textContent = compter(field.value);
    if (grandit && field.scrollHeight > field.clientHeight) field.style.height = `${field.scrollHeight + 4}px`;
  };
  const bientot = () => { demande ||= requestAnimationFrame(mesurer); };
  field.addEventListener("input", bientot);
  field.addEventListener("maillage:texte", bientot);
  mesurer();
};
