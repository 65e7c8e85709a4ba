// A commune touched on the map does what its button in the lists beside does.

document.addEventListener("click", (event) => {
  const shape = event.target.closest?.(".carte-territoire g[id]");
  if (!shape || !document.querySelector("form[data-maillage-carte]")) return;
  const code = shape.id.replace(/^.*-/, "");
  const buttons = document.querySelectorAll("form[data-maillage-carte] button[value]");
  for (const button of buttons) if (button.value === code) { button.click(); return; }
});

// Without this script the map is only looked at: what says that it may be touched stays hidden.
if (document.querySelector("form[data-maillage-carte]")) {
  for (const said of document.querySelectorAll("[data-maillage-touche]")) said.hidden = false;
  for (const map of document.querySelectorAll(".carte-territoire")) map.classList.add("vive");
}
