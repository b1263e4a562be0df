// Deux textes chargés → ce qu’en montre la page de comparaison : un article après l’autre, les parties et leurs adresses
// repliées. Lu seulement quand deux textes sont choisis.

import { apparier, comparerTextes } from "./differences.js";
import { annoncer } from "./site.js";

const TETES = /^(?:preambule|annexes|signatures|art-[^-]+|obj-[^-]+|section-(?!.*-al-).*)$/u;

/** Un élément, ses attributs, son contenu : jamais de HTML écrit à la main. */
function element(nom, attributs = {}, ...contenu) {
  const noeud = document.createElement(nom);
  for (const [cle, valeur] of Object.entries(attributs)) noeud.setAttribute(cle, valeur);
  noeud.append(...contenu);
  return noeud;
}

/** Ce que dit la page de ces deux textes : { bilan, noeuds }. « a » et « b » ont l’adresse de leur page. */
export function presenter(a, b, { vue, clauses, racine }) {
  const [avant, apres] = [a, b].map((texte) => Object.fromEntries(texte.clauses.map(({ id, texte: mots }) => [id, mots])));
  const officielles = [a, b].map((texte) => texte.clauses.filter(deLaTrame).map(({ id }) => id));
  const paires = apparier(avant, apres, new Set(officielles[0].filter((id) => officielles[1].includes(id))));
  const differentes = paires.filter(({ nature }) => nature !== "egale");
  const montrees = clauses === "toutes" ? paires : differentes;
  const ensemble = { a, b, vue, racine, signes: signes(a, b), connues: new Map([...b.clauses, ...a.clauses].map((c) => [c.id, c])) };
  const articles = decouper(paires, ensemble).map((article) => ({ ...article, paires: article.paires.filter((p) => montrees.includes(p)) }))
    .filter((article) => article.paires.length);
  const bilan = annonce(differentes.length, paires.length, a, b);
  return { bilan, noeuds: articles.length ? dessiner(articles, ensemble) : [] };
}

/** Les mots de la trame, à une coquille corrigée près. */
function deLaTrame({ conformite }) {
  return conformite === "verbatim" || conformite === "corrigee";
}

function annonce(nombre, total, a, b) {
  if (a === b) return `C’est deux fois le même texte\u00a0: ${a.nom}.`;
  if (!nombre) return `Les ${total} clauses disent la même chose\u00a0: ${a.nom} et ${b.nom}.`;
  return `${nombre} ${nombre > 1 ? "clauses diffèrent" : "clause diffère"} sur ${total}\u00a0: ${a.nom} et ${b.nom}.`;
}

/**
 * Comment se marque ce qui n’est que dans l’un. Deux conventions sont égales : aucune n’ajoute ni ne retire à l’autre.
 * On ajoute et on retire à la trame, et à la version d’avant d’une même convention.
 */
function signes(a, b) {
  const memeConvention = a.departement === b.departement && a.periode === b.periode;
  if (a.departement && b.departement && !memeConvention) return { retire: ["mark", "seul"], ajoute: ["mark", "seul seul-b"] };
  const origine = !b.departement && a.departement ? b : a;
  return origine === a ? { retire: ["del", ""], ajoute: ["ins", ""] } : { retire: ["ins", ""], ajoute: ["del", ""] };
}

/** Les articles, dans l’ordre : ce qui précède le premier titre est l’en-tête et les parties. */
function decouper(paires, { connues }) {
  const articles = [];
  for (const paire of paires) {
    const { nom } = connues.get(paire.id);
    if (!articles.length || TETES.test(paire.id)) {
      const tete = TETES.test(paire.id);
      const entier = paire.nature === "modifiee" ? nom : paire.apres || paire.avant;
      articles.push({ id: tete ? paire.id : "en-tete", court: tete ? nom : "Parties", titre: tete ? entier : "Parties et adresses", paires: [] });
    }
    articles.at(-1).paires.push(paire);
  }
  return articles;
}

function dessiner(articles, ensemble) {
  const { a, b, signes: { retire, ajoute } } = ensemble;
  const liste = element("ol", {}, ...articles.map(({ id, court, paires }) =>
    element("li", {}, element("a", { href: `#${id}` }, court), ` (${paires.length})`)));
  const corps = element("div", { class: "comparaison-articles" },
    element("nav", { class: "articles", "aria-label": "Articles" }, liste),
    element("div", {}, ...articles.map((article) => dessinerArticle(article, ensemble))));
  const legende = element("p", { class: "legende-differences" }, marque(retire, "Ces mots"), `\u00a0: seulement ${a.lieu}. `,
    marque(ajoute, "Ces mots"), `\u00a0: seulement ${b.lieu}.`);
  const gestes = element("p", { class: "boutons" }, bouton("Imprimer", () => print()), bouton("Copier", () => copier(articles, ensemble)));
  return [element("div", { class: "comparaison-gestes" }, legende, gestes), corps];
}

/** Un article : son titre, sa table. Les parties, qui diffèrent toujours, sont repliées. */
function dessinerArticle(article, ensemble) {
  const nombre = article.paires.length;
  const titre = element("h2", { id: article.id }, article.titre);
  const table = tableau(article, ensemble);
  if (!article.paires.some(({ id }) => id.startsWith("partie-"))) return element("section", { "aria-labelledby": article.id }, titre, table);
  const resume = element("summary", {}, titre, ` (${nombre} clause${nombre > 1 ? "s" : ""})`);
  return element("div", { class: "pli", role: "group", "aria-labelledby": article.id }, element("details", {}, resume, table));
}

function tableau({ paires, titre, id }, ensemble) {
  const { a, b, vue } = ensemble;
  const entetes = vue === "colonnes" ? [lien(a), lien(b)] : [element("span", {}, marque(ensemble.signes.retire, a.nom), " ", marque(ensemble.signes.ajoute, b.nom))];
  return element("table", { class: `comparaison${vue === "colonnes" ? " colonnes" : ""}` },
    element("caption", { class: "visuellement-cache" }, `${titre}\u00a0: ${a.nom} et ${b.nom}`),
    element("thead", {}, element("tr", {}, ...["Clause", ...entetes].map((tete) => element("th", { scope: "col" }, tete)))),
    element("tbody", {}, ...paires.map((paire) => ligne(paire, paire.id === id, ensemble))));
}

/** Une clause : son nom mène à sa place dans le texte ; le signe, à la même clause dans tous les départements. */
function ligne(paire, tete, ensemble) {
  const { a, b, vue, signes: { retire, ajoute } } = ensemble;
  const morceaux = comparerTextes(paire.avant, paire.apres);
  const cote = (texte, lequel, signe) => cellule(texte, paire[lequel], morceaux.filter((m) => m[lequel]).map((m) => morceau(m, m[lequel], signe, texte)));
  const cases = vue === "colonnes"
    ? [cote(a, "avant", retire), cote(b, "apres", ajoute)]
    : [cellule(null, "oui", morceaux.map((m) => morceau(m, m.apres || m.avant, m.nature === "retire" ? retire : ajoute, m.nature === "retire" ? a : b)))];
  return element("tr", tete ? {} : { id: paire.id }, intitule(paire, ensemble), ...cases);
}

function intitule(paire, { a, b, racine, connues }) {
  const { nom, trame } = connues.get(paire.id);
  const texte = paire.avant ? a : b;
  const contenu = [element("a", { href: `${texte.adresse}#${paire.id}` }, nom)];
  const periode = a.periode || b.periode;
  if (trame && periode) {
    contenu.push(element("a", { class: "partout", href: `${racine}clauses/${periode}/${trame}/`, "aria-label": `${nom}\u00a0: tous les départements` }, "Tous les départements"));
  }
  return element("th", { scope: "row" }, ...contenu);
}

function lien(texte) {
  return element("a", { href: texte.adresse }, texte.nom);
}

function cellule(texte, mots, contenu) {
  const vide = element("span", { class: "absent" }, "Pas dans ce texte");
  return element("td", texte ? { "data-titre": texte.nom } : {}, ...(mots ? contenu : [vide]));
}

function marque([balise, classe], ...contenu) {
  return element(balise, classe ? { class: classe } : {}, ...contenu);
}

/** Un morceau : les espaces qui l’entourent restent hors de la marque, et un mot dit ce que la couleur montre. */
function morceau({ nature }, texte, signe, { lieu }) {
  if (nature === "egal") return document.createTextNode(texte);
  const [, debut, coeur, fin] = /^(\s*)(.*?)(\s*)$/su.exec(texte);
  const ensemble = document.createDocumentFragment();
  ensemble.append(debut, marque(signe, element("span", { class: "visuellement-cache" }, `seulement ${lieu}\u00a0: `), coeur), fin);
  return ensemble;
}

function bouton(nom, geste) {
  const fait = element("button", { type: "button", class: "bouton bouton-second" }, nom);
  fait.addEventListener("click", geste);
  return fait;
}

/** La comparaison montrée, en texte seul : chaque clause, ce qu’en dit chacun, puis l’adresse. */
async function copier(articles, { a, b, connues }) {
  const dit = (texte, mots) => `${texte.nom}\u00a0: ${mots || "(pas dans ce texte)"}`;
  const clauses = articles.flatMap(({ paires }) => paires.map(({ id, avant, apres }) =>
    [connues.get(id).nom, dit(a, avant), dit(b, apres)].join("\n")));
  try {
    await navigator.clipboard.writeText([`${a.nom} et ${b.nom}, clause par clause`, ...clauses, location.href].join("\n\n"));
    annoncer("Comparaison copiée.");
  } catch {
    annoncer("Le navigateur refuse le presse-papiers\u00a0: sélectionnez le texte pour le copier.");
  }
}
