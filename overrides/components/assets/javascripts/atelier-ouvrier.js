// L’ouvrier de l’atelier : le paquet lui-même, sous Pyodide, hors du fil de la page. Une question, une réponse, dans l’ordre.

import { loadPyodide } from "../atelier/pyodide.mjs";

const lieu = new URL("../atelier/", import.meta.url);

async function octets(adresse) {
  const reponse = await fetch(adresse);
  if (!reponse.ok) throw new Error(`${adresse} : ${reponse.status}`);
  return reponse.arrayBuffer();
}

/** Python, le paquet et ce que le ministère édite. */
async function preparer(jour) {
  const archive = octets(new URL("conventions.zip", lieu));
  const env = { HOME: "/", ...(jour ? { SOURCE_DATE_EPOCH: jour } : {}) };
  const python = await loadPyodide({ indexURL: lieu.href, env });
  python.unpackArchive(await archive, "zip", { extractDir: "/atelier" });
  python.runPython("import sys; sys.path.insert(0, '/atelier/hooks')");
  return { python, porte: python.pyimport("conventions.atelier") };
}

let pret;
let documents;
let deposees = {};
const publiees = {};
let suite = Promise.resolve();

/** Ce qui lit les documents, seulement quand il y en a un à lire. */
const avecDocuments = ({ python }) => (documents ??= octets(new URL("documents.zip", lieu)).then((archive) => {
  python.unpackArchive(archive, "zip", { extractDir: "/atelier" });
  python.runPython("import importlib; importlib.invalidate_caches()");
  return python.pyimport("conventions.atelier.documents");
}).catch((erreur) => { documents = undefined; throw erreur; }));

async function deposer(atelier) {
  const pieces = { ...publiees, ...deposees };
  if (Object.keys(pieces).some((nom) => /\.pdf$/i.test(nom))) await avecDocuments(atelier);
  return atelier.porte.pieces(atelier.python.toPy(pieces));
}

/** Les textes propres que le fichier cite et que le site a : sans eux, ni toutes ses fautes, ni ses pages. */
async function completer(atelier, nom, contenu) {
  const manquants = Object.entries(JSON.parse(atelier.porte.textes(nom, contenu))).filter(([texte]) => !(texte in publiees));
  for (const [texte, adresse] of manquants) {
    publiees[texte] = new Uint8Array(await octets(new URL(`../../${adresse}`, lieu)).catch(() => 0));
    if (publiees[texte].length) await deposer(atelier);
  }
}

/** Ce que l’ouvrier sait faire ; le reste est au paquet, tel quel. */
const verbes = {
  importer: async (atelier, nom, contenu, departement) =>
    (await avecDocuments(atelier)).importer(nom, atelier.python.toPy(contenu), departement),
  nommer: (atelier, ...donnees) => atelier.porte.nommer(...donnees),
  deplier: (atelier, nom, contenu) => {
    const fait = atelier.python.pyimport("conventions.atelier.archive").deplier(nom, atelier.python.toPy(contenu));
    return fait.toJs({ dict_converter: Object.fromEntries });
  },
  pieces: (atelier, nouvelles) => {
    deposees = nouvelles;
    return deposer(atelier);
  },
};

async function repondre({ rang, verbe, donnees, jour }) {
  try {
    const atelier = await (pret ??= preparer(jour));
    if (verbe && !verbes[verbe]) await completer(atelier, ...donnees);
    const dire = verbes[verbe] ?? ((_, ...dits) => atelier.porte[verbe](...dits));
    const dit = verbe ? await dire(atelier, ...donnees) : null;
    postMessage({ rang, reponse: typeof dit === "string" ? JSON.parse(dit) : dit });
  } catch (erreur) {
    postMessage({ rang, erreur: String(erreur) });
  }
}

onmessage = ({ data }) => {
  suite = suite.then(() => repondre(data));
};
