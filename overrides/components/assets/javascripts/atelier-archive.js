// Une archive ZIP, sans compression : le fichier et ses pièces, à déplier sur le dossier « departments ». Rien que le format de 1989.

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let reste = n;
  for (let bit = 0; bit < 8; bit++) reste = reste & 1 ? 0xedb88320 ^ (reste >>> 1) : reste >>> 1;
  return reste;
});

function somme(octets) {
  let reste = 0xffffffff;
  for (const octet of octets) reste = TABLE[(reste ^ octet) & 255] ^ (reste >>> 8);
  return (reste ^ 0xffffffff) >>> 0;
}

/** Des nombres d’un format, petit bout d’abord : [valeur, octets]. */
function nombres(...valeurs) {
  const fait = new Uint8Array(valeurs.reduce((total, [, taille]) => total + taille, 0));
  const vue = new DataView(fait.buffer);
  let place = 0;
  for (const [valeur, taille] of valeurs) {
    if (taille === 2) vue.setUint16(place, valeur, true); else vue.setUint32(place, valeur, true);
    place += taille;
  }
  return fait;
}

/** L’archive de ces fichiers : [nom, octets], dans cet ordre. */
export function archive(fichiers, le = new Date()) {
  const heure = (le.getHours() << 11) | (le.getMinutes() << 5) | (le.getSeconds() >> 1);
  const jour = (Math.max(le.getFullYear() - 1980, 0) << 9) | ((le.getMonth() + 1) << 5) | le.getDate();
  const corps = [];
  const index = [];
  let place = 0;
  for (const [nom, octets] of fichiers) {
    const ecrit = new TextEncoder().encode(nom);
    const commun = [[20, 2], [0x800, 2], [0, 2], [heure, 2], [jour, 2], [somme(octets), 4], [octets.length, 4], [octets.length, 4], [ecrit.length, 2], [0, 2]];
    const entete = nombres([0x04034b50, 4], ...commun);
    index.push(nombres([0x02014b50, 4], [0x314, 2], ...commun, [0, 2], [0, 2], [0, 2], [0o100644 * 0x10000, 4], [place, 4]), ecrit);
    corps.push(entete, ecrit, octets);
    place += entete.length + ecrit.length + octets.length;
  }
  const taille = index.reduce((total, { length }) => total + length, 0);
  const fin = nombres([0x06054b50, 4], [0, 2], [0, 2], [fichiers.length, 2], [fichiers.length, 2], [taille, 4], [place, 4], [0, 2]);
  return new Blob([...corps, ...index, fin], { type: "application/zip" });
}
