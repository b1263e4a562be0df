// Qui s’engage à quoi : quatre filtres sur les tableaux des régions. Une page de région les a ; celle du pays va les chercher à la
// première demande. Sans script, tout se lit : le pays en nombres, chaque région en entier. Le choix est dans l’adresse.

const filtres = document.querySelector(".filtrer-engagements");
const champs = [...filtres.querySelectorAll("select")];
const compte = filtres.querySelector("[role=status]");
const place = document.getElementById("engagements-trouves");
const apercu = document.querySelector(".compte-engagements");
const pages = new Map();

/** Le tableau d’une région, lu une fois ; ses liens mènent où ils menaient. */
function lire(region) {
  if (!pages.has(region)) {
    pages.set(region, (async () => {
      const adresse = new URL(`${region}/`, location.origin + location.pathname);
      const page = new DOMParser().parseFromString(await (await fetch(adresse)).text(), "text/html");
      const tableau = document.adoptNode(page.querySelector(".matrice"));
      for (const lien of tableau.querySelectorAll("a")) lien.href = new URL(lien.getAttribute("href"), adresse);
      return { tableau, groupes: [...tableau.querySelectorAll("tbody")] };
    })());
  }
  return pages.get(region);
}

/** Un seul tableau des régions lues, dans l’ordre des départements. */
function assembler(lues) {
  if (!lues.length) return [];
  const [{ tableau }] = lues;
  const groupes = lues.flatMap((lue) => lue.groupes).sort((a, b) => a.id.localeCompare(b.id, "fr", { numeric: true }));
  for (const ancien of tableau.querySelectorAll("tbody")) ancien.remove();
  tableau.querySelector("table").append(...groupes);
  return [tableau];
}

/** Ne laisse voir d’un tableau que ce qui est demandé ; rend ce qu’il en reste. */
function filtrer(tableau, { institution, objectif, axe }) {
  const colonnes = [...tableau.querySelectorAll("thead th")];
  const montree = colonnes.map((colonne) => !objectif || !colonne.dataset.objectif || colonne.dataset.objectif === objectif);
  colonnes.forEach((colonne, rang) => { colonne.hidden = !montree[rang]; });
  let actions = 0;
  let departements = 0;
  for (const groupe of tableau.querySelectorAll("tbody")) {
    let vues = 0;
    let ensemble = false;
    groupe.rows[0].cells[0].colSpan = montree.filter(Boolean).length;
    for (const ligne of [...groupe.rows].slice(1)) {
      const tous = ligne.matches(".ensemble");
      let gardees = 0;
      [...ligne.cells].forEach((cellule, rang) => {
        cellule.hidden = !montree[rang];
        if (tous) return;
        for (const action of cellule.querySelectorAll("li")) {
          action.hidden = Boolean(axe) && !(action.dataset.axe ?? "").split(" ").includes(axe);
          if (!action.hidden && !cellule.hidden) gardees += 1;
        }
      });
      const demandee = tous ? !axe && (!objectif || objectif === "locaux") : gardees && (!institution || ligne.dataset.institution === institution);
      ligne.hidden = !demandee;
      if (!demandee) continue;
      if (tous) ensemble = true; else vues += gardees;
    }
    groupe.hidden = !vues && !ensemble;
    actions += vues;
    departements += vues ? 1 : 0;
  }
  tableau.hidden = [...tableau.querySelectorAll("tbody")].every((groupe) => groupe.hidden);
  return { actions, departements };
}

const dire = (nombre, mot) => `${nombre}\u00a0${mot}${nombre > 1 ? "s" : ""}`;

const choisir = () => champs.map(({ name, value }) => [name, value]);

let demande = 0;
async function appliquer() {
  const choix = Object.fromEntries(choisir());
  const actif = Object.values(choix).some(Boolean);
  const celle = ++demande;
  const regions = place ? place.dataset.regions.trim().split(" ") : [];
  let tableaux = place ? [] : [document.querySelector(".matrice")];
  if (place && actif) {
    compte.textContent = "Recherche…";
    try {
      const lues = await Promise.all(regions.filter((nom) => !choix.region || nom === choix.region).map(lire));
      if (celle !== demande) return; // Un choix plus récent a le tableau : il n’est plus à celui-ci.
      tableaux = assembler(lues);
    } catch {
      compte.textContent = "La liste n’a pas pu être lue. Les pages des régions, plus bas, la donnent.";
      return;
    }
  }
  if (place) {
    place.replaceChildren(...tableaux);
    apercu.hidden = actif;
  }
  const bilans = tableaux.map((tableau) => filtrer(tableau, choix));
  const [actions, departements] = ["actions", "departements"].map((nom) => bilans.reduce((somme, bilan) => somme + bilan[nom], 0));
  compte.textContent = !actif ? "" : actions ? `${dire(actions, "action")}, dans ${dire(departements, "département")}` : "Aucune action publiée ne répond à ces choix.";
}

/** L’adresse dit le choix : on la partage, et les retours du navigateur la suivent. */
function ecrire() {
  const choisis = choisir().filter(([, valeur]) => valeur);
  history.replaceState(null, "", choisis.length ? `?${new URLSearchParams(choisis)}` : location.pathname);
}

function lireAdresse() {
  const demandes = new URLSearchParams(location.search);
  for (const champ of champs) {
    champ.value = demandes.get(champ.name) ?? "";
    if (champ.selectedIndex < 0) champ.value = "";
  }
}

for (const cellule of document.querySelectorAll("[data-choix]")) {
  const lien = document.createElement("a");
  lien.href = `?${cellule.dataset.choix}`;
  lien.append(...cellule.childNodes);
  cellule.append(lien);
}
filtres.addEventListener("change", () => { ecrire(); appliquer(); });
filtres.querySelector("button").addEventListener("click", () => {
  for (const champ of champs) champ.value = "";
  champs[0].focus(); // Le bouton disparaît : sans rien à effacer, il ne sert pas.
  ecrire();
  appliquer();
});
lireAdresse();
if (location.search) appliquer();
