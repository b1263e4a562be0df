// Comment le formulaire nomme ce qu’il montre : une partie, une action, une personne ; et la clé qu’il donne à ce qu’on ajoute.

const NATURES = {
  prefet: "Le préfet", cour: "La cour d’appel", caf: "La Caf", msa: "La MSA", collectivite: "Le département (collectivité)",
  commune: "Une commune", epci: "Une intercommunalité (EPCI)", association: "Une association", autre: "Un autre signataire",
};

/** Un identifiant : minuscules sans accent, chiffres et tirets. */
export const identifiant = (mots) => mots.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[œ]/g, "oe").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");

export const nature = (cle) => cle.split("-")[0];
export const nomDeNature = (cle) => NATURES[cle] ?? cle;

/** Une clé qui n’est pas encore prise. */
export function libre(cle, prises) {
  if (!prises.includes(cle)) return cle;
  let rang = 2;
  while (prises.includes(`${cle}-${rang}`)) rang += 1;
  return `${cle}-${rang}`;
}

/** Le nom d’une partie : celui que donne le fichier, celui que le site connaît, sinon sa nature. */
export function nomDePartie(etat, cle) {
  const avenants = Object.keys(etat.valeur(["avenants"]) ?? {}).map((numero) => ["avenants", numero, "modifie"]);
  const ecrit = [["convention"], ...avenants].map((ou) => etat.valeur([...ou, "signataires", cle, "nom"])).find(Boolean);
  return ecrit || etat.connus[cle] || NATURES[cle] || cle;
}

/** Les parties que nomme le fichier, puis celles que la trame attend. */
export function parties(etat) {
  const avenants = Object.values(etat.valeur(["avenants"]) ?? {}).map((un) => un?.modifie?.signataires ?? {});
  const nommees = [etat.valeur(["convention", "signataires"]) ?? {}, ...avenants].flatMap((un) => Object.keys(un));
  return [...new Set([...nommees, ...Object.keys(etat.connus)])];
}

/** Le nom d’une entrée d’une table ou d’une liste. */
export function nomDEntree(etat, champ, chemin) {
  const { cles, unite, nom, de } = champ.dataset;
  const cle = chemin.at(-1);
  const dit = etat.valeur(chemin);
  if (cles === "partie") return nomDePartie(etat, cle);
  const personne = dit && typeof dit === "object" ? [dit.prenom, dit.nom].filter(Boolean).join(" ") : "";
  const sien = personne || (nom && dit?.[nom]) || "";
  if (de === "objectif") return sien ? `Objectif ${cle}\u00a0: ${sien}` : etat.objectifs.get(cle) ?? `Objectif ${cle}`;
  const numero = typeof cle === "number" ? ` ${cle + 1}` : /^([0-9]+|[a-z])$/.test(cle) ? ` ${cle}` : "";
  if (!sien) return numero ? `${unite}${numero}` : `${unite} «\u00a0${cle}\u00a0»`;
  return typeof cle === "number" || !numero ? sien : `${unite}${numero}\u00a0: ${sien}`;
}
