// Say that the server works, while a list is read or written.

const announce = (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.maillageAttente) return;
  let status = form.querySelector("[data-maillage-etat]");
  if (!status) {
    status = document.createElement("p");
    status.dataset.maillageEtat = "";
    status.className = "attente";
    status.setAttribute("role", "status");
    form.querySelector(".boutons").append(status);
  }
  // An empty status that fills is what a screen reader announces.
  requestAnimationFrame(() => { status.textContent = form.dataset.maillageAttente; });
};

const silence = () => {
  for (const status of document.querySelectorAll("[data-maillage-etat]")) status.textContent = "";
};

document.addEventListener("submit", announce);
window.addEventListener("pageshow", silence);
