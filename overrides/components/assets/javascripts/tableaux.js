// Les tableaux que l’on trie et que l’on filtre. Sans script, le tableau est complet, dans l’ordre des codes.

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

function rendreFiltrable(bloc) {
  const table = document.getElementById(bloc.dataset.table);
  const champ = bloc.querySelector("input");
  const compte = bloc.querySelector("[role=status]");
  // Dans toutes les colonnes, ou dans les premières. Case par case : mis bout à bout, « 21 » et « Côte-d’Or » ne feraient qu’un mot.
  const contenu = (ligne) => [...ligne.cells].slice(0, bloc.dataset.colonnes).map((cellule) => cellule.textContent).join(" ");
  const lignes = [...table.tBodies[0].rows].map((ligne) => [ligne, reduire(`${contenu(ligne)} ${ligne.dataset.mots ?? ""}`)]);
  champ.addEventListener("input", () => {
    const mots = reduire(champ.value).split(" ").filter(Boolean);
    let visibles = 0;
    for (const [ligne, texte] of lignes) {
      ligne.hidden = !mots.every((mot) => ` ${texte}`.includes(` ${mot}`));
      visibles += ligne.hidden ? 0 : 1;
    }
    compte.textContent = mots.length ? `${visibles} sur ${lignes.length}` : "";
  });
  bloc.hidden = false;
}

document.querySelectorAll("table.triable").forEach(rendreTriable);
document.querySelectorAll(".filtre-table").forEach(rendreFiltrable);
