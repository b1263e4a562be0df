// Les brouillons de l’atelier, sur cet ordinateur : un par fichier, effacé au bout de 90 jours sans changement.

const DUREE = 90 * 24 * 60 * 60 * 1000;

/** Attend une demande faite à la base. */
const faite = (demande) => new Promise((oui, non) => {
  demande.onsuccess = () => oui(demande.result);
  demande.onerror = () => non(demande.error);
});

async function magasin(mode) {
  const ouverture = indexedDB.open("atelier", 1);
  ouverture.onupgradeneeded = () => ouverture.result.createObjectStore("brouillons", { keyPath: "nom" });
  return (await faite(ouverture)).transaction("brouillons", mode).objectStore("brouillons");
}

export const garder = async (nom, texte, publie) =>
  faite((await magasin("readwrite")).put({ nom, texte, publie, le: Date.now() }));
export const lire = async (nom) => faite((await magasin("readonly")).get(nom));
export const effacer = async (nom) => faite((await magasin("readwrite")).delete(nom));

export async function perimer(maintenant = Date.now()) {
  const tous = await faite((await magasin("readonly")).getAll());
  for (const { nom, le } of tous) if (maintenant - le > DUREE) await effacer(nom);
}
