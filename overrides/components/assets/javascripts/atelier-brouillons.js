// Les brouillons de l’atelier, sur cet ordinateur : un par fichier, avec ses pièces, effacé au bout de 90 jours sans changement.

const DUREE = 90 * 24 * 60 * 60 * 1000;

/** Attend une demande faite à la base. */
const faite = (demande) => new Promise((oui, non) => {
  demande.onsuccess = () => oui(demande.result);
  demande.onerror = () => non(demande.error);
});

let base;

async function magasin(nom, mode) {
  base ??= (() => {
    const ouverture = indexedDB.open("atelier", 2);
    ouverture.onupgradeneeded = () => {
      const la = ouverture.result;
      if (!la.objectStoreNames.contains("brouillons")) la.createObjectStore("brouillons", { keyPath: "nom" });
      la.createObjectStore("pieces", { keyPath: ["brouillon", "nom"] });
    };
    return faite(ouverture);
  })();
  return (await base).transaction(nom, mode).objectStore(nom);
}

const siennes = (brouillon) => IDBKeyRange.bound([brouillon], [brouillon, []]);

/** Garde un brouillon, et rend son moment ; rien, s’il n’est plus celui de `connu`, le moment où il a été lu ou gardé ici. */
export async function garder(nom, texte, publie, connu) {
  const la = await magasin("brouillons", "readwrite");
  if ((await faite(la.get(nom)))?.le !== connu) return null;
  const le = Math.max(Date.now(), (connu ?? 0) + 1);
  await faite(la.put({ nom, texte, publie, le }));
  return le;
}
/** Les brouillons de cet ordinateur, du plus récent au plus ancien. */
export const tous = async () => (await faite((await magasin("brouillons", "readonly")).getAll())).sort((a, b) => b.le - a.le);
export const lire = async (nom) => faite((await magasin("brouillons", "readonly")).get(nom));
export const effacer = async (nom) => {
  await faite((await magasin("pieces", "readwrite")).delete(siennes(nom)));
  return faite((await magasin("brouillons", "readwrite")).delete(nom));
};

export const garderPiece = async (brouillon, nom, octets) => faite((await magasin("pieces", "readwrite")).put({ brouillon, nom, octets }));
export const retirerPiece = async (brouillon, nom) => faite((await magasin("pieces", "readwrite")).delete([brouillon, nom]));
export const lirePieces = async (brouillon) => faite((await magasin("pieces", "readonly")).getAll(siennes(brouillon)));

export async function perimer(maintenant = Date.now()) {
  for (const { nom, le } of await tous()) if (maintenant - le > DUREE) await effacer(nom);
}
