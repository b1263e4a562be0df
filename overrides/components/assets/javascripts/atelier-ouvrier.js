// L’ouvrier de l’atelier : le paquet lui-même, sous Pyodide, hors du fil de la page. Une question, une réponse, dans l’ordre.

import { loadPyodide } from "../atelier/pyodide.mjs";

const lieu = new URL("../atelier/", import.meta.url);

/** Python, le paquet et ce que le ministère édite. */
async function preparer(jour) {
  const archive = fetch(new URL("conventions.zip", lieu)).then((reponse) => {
    if (!reponse.ok) throw new Error(`conventions.zip : ${reponse.status}`);
    return reponse.arrayBuffer();
  });
  const env = { HOME: "/", ...(jour ? { SOURCE_DATE_EPOCH: jour } : {}) };
  const python = await loadPyodide({ indexURL: lieu.href, env });
  python.unpackArchive(await archive, "zip", { extractDir: "/atelier" });
  python.runPython("import sys; sys.path.insert(0, '/atelier/hooks')");
  return python.pyimport("conventions.atelier");
}

let pret;

onmessage = async ({ data: { rang, verbe, donnees, jour } }) => {
  try {
    pret ??= preparer(jour);
    const porte = await pret;
    postMessage({ rang, reponse: verbe ? JSON.parse(porte[verbe](...donnees)) : null });
  } catch (erreur) {
    postMessage({ rang, erreur: String(erreur) });
  }
};
