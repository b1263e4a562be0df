// Les gabarits du formulaire, faits du schéma à la construction du site : ce que demande chaque endroit d’un fichier.

/** Le même repère pour un même chemin. */
export const repere = (chemin) => JSON.stringify(chemin);

export async function chargerGabarits(adresse) {
  const reponse = await fetch(adresse);
  if (!reponse.ok) throw new Error(`formulaire : ${reponse.status}`);
  const boite = document.createElement("template");
  boite.innerHTML = await reponse.text();
  const modeles = (attribut) => new Map([...boite.content.querySelectorAll(`template[data-${attribut}]`)].map((un) => [un.dataset[attribut], un]));
  const types = modeles("type");
  const champs = (type) => [...types.get(type).content.children];
  const champ = (type, cle) => champs(type).find((un) => un.dataset.cle === cle);
  /** Ce que demande un chemin : son type s’il contient d’autres champs, et le champ où il est écrit. */
  const demande = (chemin) => {
    let type = "";
    let ici = null;
    for (const cle of chemin) {
      const rangs = ici && ["table", "liste"].includes(ici.dataset.genre) ? ici : typeof cle === "number" ? champ(type, "[]") : null;
      ici = rangs ? null : champ(type, String(cle));
      if (!rangs && !ici) return null;
      type = (rangs ?? ici).dataset.de ?? "";
    }
    return { type, champ: ici, rangs: Boolean(ici) && ["table", "liste"].includes(ici.dataset.genre) };
  };
  return {
    champs,
    demande,
    sections: [...modeles("section").values()].map(({ dataset: { section, titre, phrase }, content }) => (
      { id: section, titre, phrase, chemins: [...content.children].map((un) => un.dataset.chemin.split(".")) }
    )),
    clauses: modeles("clauses"),
    choix: (nom) => [...modeles("choix").get(nom).content.children],
    /** L’ordre des clés à un endroit : celui du schéma. */
    ordre: (chemin) => {
      const trouve = demande(chemin);
      return !trouve || trouve.rangs ? [] : champs(trouve.type).map((un) => un.dataset.cle).filter((cle) => cle && cle !== "[]");
    },
  };
}
