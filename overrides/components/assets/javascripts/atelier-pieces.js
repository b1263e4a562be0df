// Les pièces d’un fichier : déposées, vérifiées par le paquet lui-même, nommées comme il faut, gardées avec le brouillon, citées dans le texte.

import { garderPiece, lirePieces, retirerPiece } from "./atelier-brouillons.js";
import { bouton, element } from "./atelier-elements.js";
import { nomDePartie } from "./atelier-noms.js";

/** Les sortes de pièces : leur nom, ce que la fenêtre de choix en montre, et les mots qui les demandent. */
const IMAGE = { type: /\.(png|jpe?g)$/, accept: ".png,.jpg,.jpeg", mots: "une image .png ou .jpg" };
const PDF = { type: /\.pdf$/, accept: ".pdf", mots: "un fichier .pdf" };
const TEXTE = { type: /\.md$/, accept: ".md", mots: "un fichier .md" };
const LIEUX = [
  [PDF, "document_signe/fichier", "Convention signée"],
  [PDF, "avenants/*/document_signe/fichier", "Avenant signé"],
  [PDF, "convention/annexes/*/fichier", "Annexe"],
  [PDF, "avenants/*/annexes/*/fichier", "Annexe de l’avenant"],
  [PDF, "avenants/*/modifie/annexes/*/fichier", "Annexe changée par l’avenant"],
  [PDF, "convention/renouvellement/expres/accords/*/fichier", "Accord de renouvellement"],
  [PDF, "avenants/*/modifie/renouvellement/expres/accords/*/fichier", "Accord de renouvellement de l’avenant"],
  [PDF, "fin/*/fichier", "Fin de la convention"],
  [PDF, "suivi/reunions/*/compte_rendu", "Compte rendu"],
  [IMAGE, "convention/signataires/*/logo", "Logo"],
  [IMAGE, "avenants/*/modifie/signataires/*/logo", "Logo changé par l’avenant"],
  [TEXTE, "texte", "Texte de la convention"],
  [TEXTE, "avenants/*/texte", "Texte après l’avenant"],
];
/** Où une pièce d’une sorte peut être citée. « * » vaut pour chaque entrée du fichier. */

export const poids = (octets) => octets < 1e6 ? `${Math.max(1, Math.round(octets / 1e3))}\u00a0Ko` : `${(octets / 1e6).toFixed(1).replace(".", ",")}\u00a0Mo`;

/** Les places que le fichier offre à cette pièce : { chemin, libelle, valeur }. */
export function places(lu, nom, connus = {}) {
  const ouvertes = (motif) => motif.split("/").reduce(
    (chemins, pas) => chemins.flatMap((chemin) => pas === "*" ? lu.entrees(chemin).map((cle) => [...chemin, cle]) : [[...chemin, pas]]),
    [[]],
  );
  const nommer = (motif, chemin) => {
    const dessus = chemin.slice(0, -1);
    const dit = ["nom", "titre", "le"].map((cle) => dessus.length ? lu.valeur([...dessus, cle]) : null).find(Boolean);
    const dire = (cle, dans) => typeof cle === "number" ? cle + 1 : dans === "signataires" ? nomDePartie({ valeur: (un) => lu.valeur(un) ?? null, connus }, cle) : cle;
    const cles = motif.split("/").flatMap((pas, i) => pas === "*" ? [dire(chemin[i], chemin[i - 1])] : []);
    return dit ? [...cles.slice(0, -1), dit] : cles;
  };
  return LIEUX.filter(([{ type }]) => type.test(nom)).flatMap(([, motif, phrase]) => ouvertes(motif).map((chemin) => {
    const noms = nommer(motif, chemin);
    return { chemin, libelle: noms.length ? `${phrase}\u00a0: ${noms.join(", ")}` : phrase, valeur: lu.valeur(chemin) };
  }));
}

const egal = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** La sorte de pièce qu’un champ cite ; rien, s’il n’en cite pas. */
export const sorteDe = (chemin) => LIEUX.find(([, motif]) => {
  const pas = motif.split("/");
  return pas.length === chemin.length && pas.every((un, rang) => un === "*" || un === chemin[rang]);
})?.[0];

/** Le texte où une place cite cette pièce, ou plus aucune ; l’empreinte suit un document signé. */
export function inscrire({ poser }, texte, chemin, nom, sha256, ordre) {
  const ecrit = poser(texte, chemin, nom, ordre);
  return chemin.at(-2) === "document_signe" ? poser(ecrit, [...chemin.slice(0, -1), "sha256"], nom && sha256, ordre) : ecrit;
}

/** Le texte où la pièce est citée à cette place, et nulle part ailleurs. */
export function citer(edition, texte, nom, sha256, place) {
  const ailleurs = places(edition.lire(texte), nom).filter(({ chemin, valeur }) => valeur === nom && !egal(chemin, place));
  const sans = ailleurs.reduce((ecrit, { chemin }) => inscrire(edition, ecrit, chemin, null), texte);
  return place ? inscrire(edition, sans, place, nom, sha256) : sans;
}

/** Fait d’une zone un endroit où déposer des fichiers. */
export function recevoir(zone, faire) {
  const porte = ({ dataTransfer }) => dataTransfer.types.includes("Files");
  for (const geste of ["dragenter", "dragover"]) zone.addEventListener(geste, (evenement) => { if (porte(evenement)) { evenement.preventDefault(); zone.classList.add("survol"); } });
  for (const geste of ["dragleave", "drop"]) zone.addEventListener(geste, () => zone.classList.remove("survol"));
  zone.addEventListener("drop", (evenement) => { if (porte(evenement)) { evenement.preventDefault(); faire([...evenement.dataTransfer.files]); } });
}

const octetsDe = (ecrite) => typeof ecrite === "string" ? new TextEncoder().encode(ecrite) : ecrite;
const memes = (a, b) => a.length === b.length && a.every((octet, rang) => octet === b[rang]);

const empreinte = async (octets) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", octets))].map((octet) => octet.toString(16).padStart(2, "0")).join("");

/** Le tableau des pièces de la page. `demander` parle à l’ouvrier ; `change` dit que le texte ou les pièces ont changé. */
export function creer({ demander, texte, change, dire }) {
  const zone = document.getElementById("atelier-depot");
  const choix = document.getElementById("atelier-piece");
  const liste = document.getElementById("atelier-pieces");
  const limite = Number(zone.dataset.limite);
  let brouillon = "";
  let connus = {};
  let edition;
  let pieces = new Map();
  let montre = "";

  const verifier = async () => {
    const fautes = await demander("pieces", Object.fromEntries([...pieces].map(([nom, { octets }]) => [nom, octets])));
    for (const [nom, piece] of pieces) piece.fautes = fautes[nom] ?? [];
  };
  const lu = () => { try { return edition.lire(texte.value); } catch { return null; } };
  const departement = () => lu()?.valeur(["departement"]) ?? brouillon.split("-")[0];

  const tropLourd = ({ name, size }) => `${name} pèse ${poids(size)}\u00a0: c’est trop.`;

  /** Garde une pièce ; rend ce qu’il faut en dire. */
  async function garder(nom, octets, sha256) {
    pieces.set(nom, { octets, sha256, fautes: [] });
    return garderPiece(brouillon, nom, octets).then(() => "", () => "Ce navigateur ne garde pas les pièces\u00a0: téléchargez l’archive avant de partir.");
  }

  /** Le nom d’une pièce pour une place : le sien, ou le premier qui ne prend celui d’aucune autre. Deux logos qui ne diffèrent que par leur type auraient la même adresse. */
  function nomPour(voulu, chemin, sha256) {
    const souche = (nom) => nom.replace(IMAGE.type, "");
    const citees = places(lu(), voulu).filter((place) => place.valeur && !egal(place.chemin, chemin)).map(({ valeur }) => valeur);
    const deposees = [...pieces.keys()].filter((nom) => nom !== lu().valeur(chemin));
    const autres = [...citees, ...deposees].filter((nom) => pieces.get(nom)?.sha256 !== sha256);
    const [, debut, fin] = voulu.match(/^(.*)(\.[a-z]+)$/);
    let nom = voulu;
    for (let rang = 2; autres.some((autre) => souche(autre) === souche(nom)); rang += 1) nom = `${debut}-${rang}${fin}`;
    return nom;
  }

  /** Dépose un fichier pour une place : { nom, mots }, ou rien si ce n’est pas ce qu’elle attend, ce qui est dit. */
  async function deposerPour(fichier, chemin) {
    const { type, mots } = sorteDe(chemin);
    const ouvert = brouillon;
    const voulu = await demander("nommer", departement(), fichier.name);
    const refus = fichier.size > limite ? tropLourd(fichier) : !type.test(voulu) && `${fichier.name} ne convient pas ici\u00a0: il faut ${mots}.`;
    if (refus) { dire(refus); return null; }
    const octets = new Uint8Array(await fichier.arrayBuffer());
    const sha256 = await empreinte(octets);
    if (brouillon !== ouvert || !lu()) return null;
    const nom = nomPour(voulu, chemin, sha256);
    const garde = await garder(nom, octets, sha256);
    await verifier();
    actualiser();
    return { nom, mots: [garde, ...pieces.get(nom).fautes.map((faute) => `À corriger\u00a0: ${faute}.`)].filter(Boolean).join(" ") };
  }

  async function deposer(fichiers) {
    const refuses = [];
    const venues = [];
    for (const fichier of fichiers) {
      if (fichier.size > limite) { refuses.push(tropLourd(fichier)); continue; }
      const octets = new Uint8Array(await fichier.arrayBuffer());
      const nom = await demander("nommer", departement(), fichier.name);
      venues.push(nom);
      refuses.push(await garder(nom, octets, await empreinte(octets)));
    }
    choix.value = "";
    await verifier();
    for (const nom of venues) { // un document signé remplacé : son empreinte le suit
      const la = lu() && places(lu(), nom).find(({ valeur }) => valeur === nom);
      if (la) ecrire(nom, la.chemin);
    }
    actualiser();
    change();
    const nombre = venues.length > 1 ? `${venues.length} pièces ajoutées.` : venues.length ? `${venues[0]} est ajoutée.` : "";
    dire([nombre, ...refuses].filter(Boolean).join(" "));
  }

  function ecrire(nom, place) {
    try {
      const neuf = citer(edition, texte.value, nom, pieces.get(nom).sha256, place);
      if (neuf === texte.value) return;
      texte.value = neuf;
      texte.dispatchEvent(new Event("input", { bubbles: true }));
    } catch (erreur) {
      dire(erreur.message);
    }
  }

  async function retirer(nom) {
    pieces.delete(nom);
    await retirerPiece(brouillon, nom).catch(() => {});
    await verifier();
    actualiser();
    change();
    choix.focus();
    dire(`${nom} est retirée. Si le fichier la cite encore, une faute le dit.`);
  }

  function ligne([nom, { octets, fautes }], rang) {
    const ouvertes = lu() ? places(lu(), nom, connus) : [];
    const id = `atelier-place-${rang}`;
    const select = element("select", { id }, element("option", { value: "" }, "Nulle part pour l’instant"),
      ...ouvertes.map(({ libelle, valeur }, i) => element("option", { value: i, selected: valeur === nom }, libelle)));
    select.addEventListener("change", () => ecrire(nom, ouvertes[select.value]?.chemin ?? null));
    const retrait = bouton("Retirer", "bouton bouton-second", nom);
    retrait.addEventListener("click", () => retirer(nom));
    return element("li", {},
      element("strong", {}, nom), `, ${poids(octets.length)}`,
      ...(fautes.length ? [element("ul", { class: "atelier-piece-fautes" }, ...fautes.map((faute) => element("li", {}, `À corriger\u00a0: ${faute}`)))] : []),
      element("p", { class: "champ" }, element("label", { for: id }, "Elle est citée comme"), select),
      element("p", { class: "boutons" }, retrait));
  }

  /** La liste, refaite quand ce qu’elle montre a changé, et jamais sous les doigts. */
  function actualiser() {
    const la = lu();
    const vu = JSON.stringify([...pieces].map(([nom, { fautes, sha256 }]) => [nom, fautes, sha256, la && places(la, nom, connus)]));
    if (vu === montre || liste.contains(document.activeElement?.closest("select"))) return;
    montre = vu;
    liste.replaceChildren(...[...pieces].map(ligne));
  }

  choix.addEventListener("change", () => deposer([...choix.files]));
  recevoir(zone, deposer);
  for (const geste of ["dragover", "drop"]) addEventListener(geste, (evenement) => { // à côté, le navigateur l’ouvrirait à la place de l’atelier
    if (evenement.dataTransfer.types.includes("Files") && !evenement.target.matches?.("input[type=file]")) evenement.preventDefault();
  });

  return {
    actualiser,
    deposerPour,
    inscrire: (texte, chemin, nom, ordre) => inscrire(edition, texte, chemin, nom, pieces.get(nom)?.sha256, ordre),
    /** Les noms de celles d’une sorte. */
    noms: ({ type }) => [...pieces.keys()].filter((nom) => type.test(nom)),
    toutes: () => [...pieces].map(([nom, { octets }]) => [nom, octets]),
    /** Si une pièce gardée avec ce brouillon laisserait la place à une autre du même nom. */
    async remplacees(nom, venues = {}) {
      const gardees = await lirePieces(nom);
      return gardees.some(({ nom: piece, octets }) => piece in venues && !memes(octets, octetsDe(venues[piece])));
    },
    /** Reprend les pièces gardées avec ce brouillon ; celles qui viennent avec ce qu’on ouvre s’y ajoutent. */
    async ouvrir(nom, noms, venues = {}) {
      connus = noms;
      edition ??= await import("./atelier-edition.js");
      brouillon = nom;
      const gardees = await lirePieces(nom).catch(() => []);
      for (const [piece, ecrite] of Object.entries(venues)) {
        const octets = octetsDe(ecrite);
        gardees.push({ nom: piece, octets });
        await garderPiece(nom, piece, octets).catch(() => {});
      }
      pieces = new Map(await Promise.all(gardees.map(async ({ nom: piece, octets }) => [piece, { octets, sha256: await empreinte(octets), fautes: [] }])));
      await verifier();
      actualiser();
    },
  };
}
