// Les pièces d’un fichier : déposées, vérifiées par le paquet lui-même, nommées comme il faut, gardées avec le brouillon, citées dans le texte.

import { garderPiece, lirePieces, retirerPiece } from "./atelier-brouillons.js";
import { bouton, element } from "./atelier-elements.js";
import { nomDePartie } from "./atelier-noms.js";

const IMAGE = /\.(png|jpe?g)$/;
const LIEUX = [
  [/\.pdf$/, "document_signe/fichier", "Convention signée"],
  [/\.pdf$/, "avenants/*/document_signe/fichier", "Avenant signé"],
  [/\.pdf$/, "convention/annexes/*/fichier", "Annexe"],
  [/\.pdf$/, "avenants/*/annexes/*/fichier", "Annexe de l’avenant"],
  [/\.pdf$/, "avenants/*/modifie/annexes/*/fichier", "Annexe changée par l’avenant"],
  [/\.pdf$/, "convention/renouvellement/expres/accords/*/fichier", "Accord de renouvellement"],
  [/\.pdf$/, "fin/*/fichier", "Fin de la convention"],
  [/\.pdf$/, "suivi/reunions/*/compte_rendu", "Compte rendu"],
  [IMAGE, "convention/signataires/*/logo", "Logo"],
  [IMAGE, "avenants/*/modifie/signataires/*/logo", "Logo changé par l’avenant"],
  [/\.md$/, "texte", "Texte de la convention"],
  [/\.md$/, "avenants/*/texte", "Texte après l’avenant"],
];
/** Où une pièce d’un type peut être citée. « * » vaut pour chaque entrée du fichier. */

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
  return LIEUX.filter(([type]) => type.test(nom)).flatMap(([, motif, phrase]) => ouvertes(motif).map((chemin) => {
    const noms = nommer(motif, chemin);
    return { chemin, libelle: noms.length ? `${phrase}\u00a0: ${noms.join(", ")}` : phrase, valeur: lu.valeur(chemin) };
  }));
}

/** Le texte où la pièce est citée à cette place, et nulle part ailleurs ; l’empreinte suit un document signé. */
export function citer({ lire, poser }, texte, nom, sha256, place) {
  let ecrit = texte;
  const mettre = (chemin, valeur) => {
    ecrit = poser(ecrit, chemin, valeur);
    if (chemin.at(-2) === "document_signe") ecrit = poser(ecrit, [...chemin.slice(0, -1), "sha256"], valeur && sha256);
  };
  const egal = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  for (const { chemin, valeur } of places(lire(texte), nom)) if (valeur === nom && !egal(chemin, place)) mettre(chemin, null);
  if (place) mettre(place, nom);
  return ecrit;
}

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

  async function deposer(fichiers) {
    const refuses = [];
    const venues = [];
    for (const fichier of fichiers) {
      if (fichier.size > limite) { refuses.push(`${fichier.name} pèse ${poids(fichier.size)}\u00a0: c’est trop.`); continue; }
      const octets = new Uint8Array(await fichier.arrayBuffer());
      const nom = await demander("nommer", departement(), fichier.name);
      pieces.set(nom, { octets, sha256: await empreinte(octets), fautes: [] });
      venues.push(nom);
      await garderPiece(brouillon, nom, octets).catch(() => refuses.push("Ce navigateur ne garde pas les pièces\u00a0: téléchargez l’archive avant de partir."));
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
  for (const geste of ["dragenter", "dragover"]) zone.addEventListener(geste, (evenement) => { evenement.preventDefault(); zone.classList.add("survol"); });
  for (const geste of ["dragleave", "drop"]) zone.addEventListener(geste, () => zone.classList.remove("survol"));
  zone.addEventListener("drop", (evenement) => { evenement.preventDefault(); deposer([...evenement.dataTransfer.files]); });

  return {
    actualiser,
    toutes: () => [...pieces].map(([nom, { octets }]) => [nom, octets]),
    /** Reprend les pièces gardées avec ce brouillon ; celles qui viennent avec un document importé s’y ajoutent. */
    async ouvrir(nom, noms, venues = {}) {
      connus = noms;
      edition ??= await import("./atelier-edition.js");
      brouillon = nom;
      const gardees = await lirePieces(nom).catch(() => []);
      for (const [piece, ecrite] of Object.entries(venues)) {
        const octets = new TextEncoder().encode(ecrite);
        gardees.push({ nom: piece, octets });
        await garderPiece(nom, piece, octets).catch(() => {});
      }
      pieces = new Map(await Promise.all(gardees.map(async ({ nom: piece, octets }) => [piece, { octets, sha256: await empreinte(octets), fautes: [] }])));
      await verifier();
      actualiser();
    },
  };
}
