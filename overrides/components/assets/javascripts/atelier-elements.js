// De quoi faire ce que montre l’atelier : un élément, un bouton, une page dans son cadre.

export const element = (genre, attributs = {}, ...dedans) => {
  const fait = document.createElement(genre);
  for (const [nom, valeur] of Object.entries(attributs)) {
    if (valeur !== undefined && valeur !== false) fait.setAttribute(nom, valeur === true ? "" : valeur);
  }
  fait.append(...dedans.filter((un) => un !== null && un !== undefined && un !== false));
  return fait;
};

export const bouton = (mots, classe, suite = "") => {
  const fait = element("button", { type: "button", class: classe }, mots);
  if (suite) fait.append(element("span", { class: "visuellement-cache" }, ` ${suite}`));
  return fait;
};

/** Une page ou un rapport, avec les feuilles du site, dans un cadre qui ne peut rien faire. Ses liens partent de `base`, s’il y en a une. */
export function cadre(titre, classe, html, base = "") {
  const feuilles = [...document.querySelectorAll("link[rel=stylesheet]")].map(({ href }) => `<link rel="stylesheet" href="${href}">`);
  const main = `<main class="${document.getElementById("atelier").parentElement.className} ${classe}">${html}</main>`;
  const srcdoc = `<!doctype html><html lang="fr"><head><meta charset="utf-8">${base && `<base href="${base}">`}<title>Atelier</title>${feuilles.join("")}</head><body>${main}</body></html>`;
  return element("iframe", { sandbox: "", title: titre, class: "atelier-page", srcdoc });
}
