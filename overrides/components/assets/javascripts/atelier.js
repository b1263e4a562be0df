// L’atelier ne se charge que quand on l’ouvre ; les brouillons trop vieux sont effacés dès qu’on vient sur sa page.

import { perimer } from "./atelier-brouillons.js";

document.getElementById("atelier-ouvrir").addEventListener("click", async () => {
  try {
    await (await import("./atelier-travail.js")).ouvrir();
  } catch (erreur) {
    console.warn(erreur);
    document.getElementById("atelier-etat").textContent = "L’atelier n’a pas pu être chargé\u00a0: le réseau ne répond pas. Le guide dit comment faire sans lui.";
  }
});
perimer().catch(() => {});
