// Les tableaux que l’on trie et que l’on filtre. Sans script, le tableau est complet, dans l’ordre des codes, et sa légende le dit.

const ordre = new Intl.Collator("fr", { numeric: true, sensitivity: "base" });

/** Le texte sans accents, sans majuscules, sans ponctuation : « Côte-d’Or » se trouve en tapant « cote d or ». */
const reduire = (texte) => texte.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

/** Ce qui range une case : sa date si elle en porte une, sinon son texte. Les cases vides viennent en dernier. */
function cle(ligne, colonne) {
  const cellule = ligne.cells[colonne];
  const texte = cellule.querySelector("time")?.dateTime ?? cellule.textContent.trim();
  return texte === "—" ? "" : texte;
}

function trier(table, entete) {
  const sens = entete.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const autre of entete.parentElement.cells) autre.removeAttribute("aria-sort");
  entete.setAttribute("aria-sort", sens);
  const signe = sens === "ascending" ? 1 : -1;
  const corps = table.tBodies[0];
  const rangees = [...corps.rows].map((ligne) => [cle(ligne, entete.cellIndex), ligne]);
  rangees.sort(([a], [b]) => (a === "" || b === "" ? (a === "") - (b === "") : signe * ordre.compare(a, b)));
  corps.append(...rangees.map(([, ligne]) => ligne));
  const dit = table.caption.querySelector(".ordre");
  if (dit) dit.textContent = `par ${entete.textContent.toLowerCase()}${signe > 0 ? "" : ", dans l’ordre inverse"}`;
}

function rendreTriable(table) {
  for (const entete of table.tHead.rows[0].cells) {
    const bouton = document.createElement("button");
    bouton.type = "button";
    bouton.append(...entete.childNodes);
    bouton.addEventListener("click", () => trier(table, entete));
    entete.append(bouton);
  }
  table.tHead.rows[0].cells[0].setAttribute("aria-sort", "ascending");
}

/** Ceux dont la première case est le code d’un département : les départements d’un code postal ou d’une commune, avec le nom de celle-ci. */
function chercheurDeLieux(recherche) {
  let pret;
  const charger = () => Promise.all([import("./recherche-resultats.js"), import("./recherche-lieux.js")]).then(async ([{ ouvrir }, lieux]) => {
    const { index } = ouvrir(recherche);
    return { ...lieux, index, annuaire: await index.annuaire() };
  });
  return async (q, seuls) => {
    pret ??= charger();
    const { index, annuaire, duPostal, deLaCommune, quiCommencent, communesProches } = await pret;
    const postal = /^\d{2} ?\d{3}$/.exec(q.trim());
    let tetes = postal ? duPostal(annuaire, postal[0].replace(" ", "")) : await deLaCommune(index, annuaire, q, Infinity);
    if (!tetes.length && seuls) tetes = await quiCommencent(index, annuaire, q, Infinity);
    if (!tetes.length && seuls) tetes = await communesProches(index, annuaire, q);
    return new Map(tetes.map(({ rang, commune }) => [annuaire.departements[rang][0], commune ?? ""]));
  };
}

function rendreFiltrable(bloc) {
  const table = document.getElementById(bloc.dataset.table);
  const champ = bloc.querySelector("input");
  const compte = bloc.querySelector("[role=status]");
  const lieux = bloc.dataset.lieux && chercheurDeLieux(bloc.dataset.lieux);
  // Dans toutes les colonnes, ou dans les premières. Case par case : mis bout à bout, « 21 » et « Côte-d’Or » ne feraient qu’un mot.
  const contenu = (ligne) => [...ligne.cells].slice(0, bloc.dataset.colonnes).map((cellule) => cellule.textContent).join(" ");
  const lignes = [...table.tBodies[0].rows].map((ligne) => [ligne, reduire(contenu(ligne))]);
  // Une région n’est pas cherchée parmi les communes : « Bretagne » en est aussi une, dans l’Indre.
  const regions = new Set([...table.querySelectorAll("[data-titre=Région]")].map((cellule) => reduire(cellule.textContent)));
  const montrer = (mots, lus) => {
    let visibles = 0;
    for (const [ligne, texte] of lignes) {
      const commune = lus.get(ligne.cells[0].textContent);
      ligne.hidden = commune === undefined && !mots.every((mot) => ` ${texte}`.includes(` ${mot}`));
      visibles += ligne.hidden ? 0 : 1;
      ligne.querySelector(".lieu")?.remove();
      if (!commune || ` ${texte} `.includes(` ${reduire(commune)} `)) continue;
      const dit = document.createElement("span");
      dit.className = "lieu";
      dit.textContent = ` ${commune}`;
      ligne.cells[1].append(dit);
    }
    compte.textContent = mots.length ? `${visibles} sur ${lignes.length}` : "";
    return visibles;
  };
  let tour = 0;
  champ.addEventListener("input", async () => {
    const celui = ++tour;
    const mots = reduire(champ.value).split(" ").filter(Boolean);
    const visibles = montrer(mots, new Map());
    if (!lieux || regions.has(mots.join(" ")) || !/\p{L}{2}|\d{2} ?\d{3}/u.test(champ.value)) return;
    const lus = await lieux(champ.value, !visibles).catch(() => new Map());
    if (celui === tour) montrer(mots, lus);
  });
  bloc.hidden = false;
}

document.querySelectorAll("table.triable").forEach(rendreTriable);
document.querySelectorAll(".filtre-table").forEach(rendreFiltrable);
