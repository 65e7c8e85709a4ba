// A sentence drawn from the data goes to the end of the text, without leaving the page.
export const phrases = (field) => {
  for (const form of document.querySelectorAll("form[data-maillage-phrase]")) {
    const bouton = form.querySelector("button");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const phrase = form.dataset.maillagePhrase;
      if (!field.value.includes(phrase)) {
        const debut = field.value.trimEnd().length;
        field.setRangeText(debut ? `\n\n${phrase}` : phrase, debut, field.value.length, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      bouton.setAttribute("aria-disabled", "true");
      bouton.textContent = "Ajouté à votre texte";
    });
  }
};
