// Ce qui est replié s’ouvre quand l’adresse y mène, et pour l’impression, là où le navigateur ne le fait pas de lui-même.

function ouvrir() {
  const passage = document.getElementById(location.hash.slice(1));
  const pli = passage?.closest(".pli > details:not([open])");
  if (!pli) return;
  pli.open = true;
  passage.scrollIntoView();
}

addEventListener("hashchange", ouvrir);
addEventListener("beforeprint", () => {
  for (const pli of document.querySelectorAll(".pli > details")) pli.open = true;
});
ouvrir();
