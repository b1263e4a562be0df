// L’atelier ne se charge que quand on l’ouvre ; les brouillons trop vieux sont effacés dès qu’on vient sur sa page, et les autres montrés.

import { perimer, tous } from "./atelier-brouillons.js";

const $ = (id) => document.getElementById(`atelier-${id}`);

async function ouvrir(brouillon) {
  try {
    await (await import("./atelier-travail.js")).ouvrir(brouillon);
  } catch (erreur) {
    console.warn(erreur);
    $("etat").textContent = "L’atelier n’a pas pu être chargé\u00a0: le réseau ne répond pas. Le guide dit comment faire sans lui.";
  }
}

function ligne({ nom, le }) {
  const bouton = document.createElement("button");
  Object.assign(bouton, { type: "button", className: "lien-bouton", textContent: `Reprendre ${nom}` });
  bouton.addEventListener("click", () => ouvrir(nom));
  const fait = document.createElement("li");
  fait.append(bouton, `, changé le ${new Date(le).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" })}`);
  return fait;
}

$("ouvrir").addEventListener("click", () => ouvrir());
$("departement").addEventListener("change", () => { $("fichier").value = ""; }); // le dernier choisi est celui qu’on ouvre
perimer().then(tous).then((gardes) => {
  $("brouillons").hidden = !gardes.length;
  $("brouillons").querySelector("ul").replaceChildren(...gardes.map(ligne));
}).catch(() => {});
