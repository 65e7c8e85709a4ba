// The link that prints is of no use without JavaScript: it is shown here only.

for (const place of document.querySelectorAll("[data-maillage-imprimer]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
}
