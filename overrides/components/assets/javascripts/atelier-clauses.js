// Le texte, clause par clause : les mots de la trame, leurs blancs dans la phrase, et à côté ce que le département écrit autrement.

import { champSimple } from "./atelier-champs.js";
import { bouton, element } from "./atelier-elements.js";
import { champ } from "./atelier-objet.js";
import { enToutesLettres } from "./atelier-trame.js";

const CONVENTION = ["convention"];
const LOCALE = [...CONVENTION, "redaction"];

const dit = (etat, clause) => etat.valeur([...LOCALE, clause, "supprime"]) === "oui" ? "Supprimé" : etat.valeur([...LOCALE, clause, "remplace"]) ? "Rédigé autrement" : "Changer";
const chemin = (place) => place.dataset.blanc.split(".");
const places = (racine) => [...racine.querySelectorAll("[data-blanc]")];
/** Un blanc que sa clause, réécrite ou supprimée, ne montre plus. */
const sansObjet = (etat, place) => place.textContent && !etat.valeur(chemin(place)) && dit(etat, place.closest("[data-clause]").dataset.clause) !== "Changer";
/** Les blancs qui attendent leurs mots, ou les ont. */
export const blancsDe = (etat, racine) => places(racine).filter((place) => !sansObjet(etat, place)).map(chemin);

/** Un blanc est un champ au milieu de sa phrase. */
function blanc(etat, chemin) {
  const fait = champSimple(etat, etat.gabarits.demande(chemin).champ, chemin);
  if (fait.localName !== "p" || !fait.dataset.chemin) return fait;
  const dedans = element("span", { class: "champ" }, ...fait.childNodes);
  Object.assign(dedans.dataset, fait.dataset);
  dedans.querySelector("label").classList.add("visuellement-cache");
  dedans.querySelector("textarea")?.setAttribute("rows", "2");
  return dedans;
}

const champsDe = (etat, cle, lesquels) => etat.gabarits.champs("redaction").filter(({ dataset }) => lesquels.includes(dataset.cle) || etat.existe([...LOCALE, cle, dataset.cle]))
  .map((modele) => champ(etat, modele, [...LOCALE, cle, modele.dataset.cle]));

function geste(etat, mots, nom, faire, apres) {
  const fait = bouton(mots, "lien-bouton", nom);
  fait.addEventListener("click", () => { if (etat.geste(faire)) etat.dessiner(apres); });
  return fait;
}

const retirer = (etat, mots, nom, cle) => geste(etat, mots, nom, (texte) => etat.edition.supprimer(texte, [...LOCALE, cle]), LOCALE);
const inserer = (etat, mots, nom, cle) => geste(etat, mots, nom, (texte) => etat.edition.ajouter(texte, LOCALE, cle, { ajoute: null, motif: null }, etat.gabarits.ordre), [...LOCALE, cle, "ajoute"]);

/** Le champ part des mots de la trame : ceux d’un blanc y passent, et sa place dans le fichier ne servirait plus. */
function partir(etat, clause, nom, texte) {
  const ici = [...LOCALE, clause, "remplace"];
  const fait = bouton("Partir des mots de la trame", "lien-bouton", nom);
  fait.addEventListener("click", () => {
    const morceaux = [...texte.childNodes].map((un) => un.dataset ? { place: un.textContent, valeur: un.textContent && etat.valeur(chemin(un)) } : { mots: un.textContent });
    const remplis = places(texte).filter((un) => un.textContent && etat.valeur(chemin(un))).map(chemin);
    const reussi = etat.geste((avant) => remplis.reduce((fini, un) => etat.edition.supprimer(fini, un), etat.edition.poser(avant, ici, enToutesLettres(morceaux), etat.gabarits.ordre)));
    if (!reussi) return;
    etat.dessiner(ici);
    document.activeElement.setSelectionRange?.(0, 0);
  });
  return fait;
}

/** Ce que le département fait d’une clause de la trame : il la réécrit, la retire, ou en ajoute une après. */
function changement(etat, section, texte, suites, locales) {
  const { clause } = section.dataset;
  const nom = section.getAttribute("aria-label");
  const suivante = suites.map((suite) => `${clause}-${suite}`).find((cle) => !locales.includes(cle));
  const ici = [...LOCALE, clause];
  const pli = etat.pli(ici, locales.includes(clause), () => {
    const [partie, reprise] = [partir(etat, clause, nom, texte), retirer(etat, "Reprendre les mots de la trame", nom, clause)];
    const gestes = element("p", { class: "gestes vif" }, partie, reprise, inserer(etat, "Ajouter une clause après", nom, suivante));
    gestes.redire = () => {
      partie.hidden = dit(etat, clause) !== "Changer";
      reprise.hidden = !etat.existe(ici);
    };
    gestes.redire();
    return [...champsDe(etat, clause, ["remplace", "supprime", "motif"]), gestes];
  });
  pli.classList.add("changer");
  pli.prepend(element("summary", {}, etat.vif("dit", (fait) => { fait.textContent = dit(etat, clause); }), element("span", { class: "visuellement-cache" }, `\u00a0: ${nom}`), " ", etat.compte([ici])));
  return pli;
}

function ajoutee(etat, cle) {
  return element("section", { class: "clause ajoutee", "aria-label": `Clause ajoutée ${cle}` },
    element("p", { class: "clause-nom" }, `Clause ajoutée\u00a0: ${cle}`),
    element("div", {}, ...champsDe(etat, cle, ["ajoute", "motif"]), element("p", { class: "gestes" }, retirer(etat, "Retirer cette clause", cle, cle))));
}

/** Les articles ajoutés à la fin, et les clauses que le formulaire ne place pas. */
function autres(etat, cles, dernier) {
  const articles = [...new Set(cles.map((cle) => cle.match(/^art-(\d+)/)?.[1]).filter((n) => n > dernier))];
  const suivant = `art-${Math.max(dernier, ...articles.map(Number)) + 1}`;
  const alineas = articles.map((n) => {
    const prochain = Math.max(0, ...cles.map((cle) => Number(cle.match(new RegExp(`^art-${n}-al-(\\d+)$`))?.[1] ?? 0))) + 1;
    return inserer(etat, `Ajouter un alinéa à l’article ${n}`, "", `art-${n}-al-${prochain}`);
  });
  const pli = etat.pli([...LOCALE, "…"], false, () => [
    ...cles.map((cle) => ajoutee(etat, cle)),
    element("p", { class: "gestes" }, ...alineas, inserer(etat, "Ajouter un article", "", suivant)),
  ]);
  pli.classList.add("groupe");
  pli.prepend(element("summary", {}, "Articles ajoutés et autres clauses", " ", etat.compte(cles.map((cle) => [...LOCALE, cle]))));
  return pli;
}

export function clauses(etat) {
  const modele = etat.gabarits.clauses.get(etat.valeur(["trame"]));
  const locales = etat.entrees(LOCALE);
  const generaux = ["introduction", "instance", "redaction"];
  const dela = (cle) => champ(etat, etat.gabarits.champs("convention").find(({ dataset }) => dataset.cle === cle), [...CONVENTION, cle]);
  if (!modele) return [element("p", {}, "Cette convention ne suit pas la trame que ce site montre\u00a0: ses clauses ne sont pas ici."), ...generaux.map(dela)];
  const suites = modele.dataset.suites.split(" ");
  const copie = modele.content.cloneNode(true);
  const placees = new Set();
  const remplis = new Set();
  const parties = [...copie.children].map((partie) => {
    const sections = [...partie.querySelectorAll("section")];
    const siennes = (section) => suites.map((suite) => `${section.dataset.clause}-${suite}`).filter((cle) => locales.includes(cle));
    const chemins = sections.flatMap((section) => [section.dataset.clause, ...siennes(section)].map((cle) => { placees.add(cle); return [...LOCALE, cle]; }));
    places(partie).forEach((un) => remplis.add(un.dataset.blanc));
    const blancs = blancsDe(etat, partie);
    const pli = etat.pli(["…", partie.dataset.partie], blancs.some((un) => etat.valeur(un) === null), () => sections.flatMap((section) => {
      const texte = section.querySelector(".clause-texte").cloneNode(true);
      for (const place of places(section)) if (!sansObjet(etat, place)) place.replaceWith(blanc(etat, chemin(place)));
      section.append(changement(etat, section, texte, suites, locales));
      return [section, ...siennes(section).map((cle) => ajoutee(etat, cle))];
    }));
    pli.classList.add("groupe");
    pli.prepend(element("summary", {}, partie.querySelector("summary").textContent, " ", etat.compte([...chemins, ...blancs], () => blancs)));
    return pli;
  });
  const dernier = Math.max(...[...placees].map((cle) => Number(cle.match(/^art-(\d+)/)?.[1] ?? 0)));
  const reste = etat.gabarits.champs("instance").filter(({ dataset }) => !remplis.has(`convention.instance.${dataset.cle}`));
  return [...parties, autres(etat, locales.filter((cle) => !placees.has(cle)), dernier), ...reste.map((un) => champ(etat, un, [...CONVENTION, "instance", un.dataset.cle]))];
}
