// Les suggestions sous un champ de recherche (liste déroulante ARIA) : flèches, Entrée, Échap, annonce du nombre de suggestions.

import { chercher } from "./recherche-moteur.js";
import { enDanger, ouvrir, presenter } from "./recherche-resultats.js";

const NOMBRE = 7;
const ATTENTE = 60;

/** Prépare le champ et montre les suggestions de ce qui y est déjà tapé. Sur l’accueil, les lieux viennent d’abord. */
export function preparer(champ, annuaire) {
  const suggestions = new Suggestions(champ, annuaire);
  suggestions.chercher();
  return suggestions;
}

class Suggestions {
  constructor(champ, annuaire) {
    this.champ = champ;
    this.lieuxDAbord = champ.id === "trouver";
    this.site = ouvrir(champ.form.action, annuaire);
    this.tour = 0;
    this.construire();
    champ.addEventListener("input", () => {
      clearTimeout(this.minuterie);
      this.minuterie = setTimeout(() => this.chercher(), ATTENTE);
    });
    champ.addEventListener("keydown", (evenement) => this.touche(evenement));
    champ.addEventListener("focus", () => { if (this.options.length) this.montrer(true); });
    champ.form.addEventListener("focusout", ({ relatedTarget }) => { if (!champ.form.contains(relatedTarget)) this.montrer(false); });
  }

  construire() {
    const { champ } = this;
    this.boite = champ.form.querySelector("#suggestions") ?? champ.form.appendChild(creer("div", { className: "suggestions", hidden: true }));
    this.liste = creer("ul", { id: `${champ.id}-liste` });
    this.liste.setAttribute("role", "listbox");
    this.liste.setAttribute("aria-label", "Suggestions");
    this.etat = creer("p", { className: "visuellement-cache" });
    this.etat.setAttribute("role", "status");
    this.boite.append(this.liste);
    champ.form.append(this.etat);
    this.options = [];
    const attributs = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.liste.id };
    for (const [nom, valeur] of Object.entries(attributs)) champ.setAttribute(nom, valeur);
    // Cliquer sur une suggestion ne doit pas d’abord fermer la liste en quittant le champ.
    this.boite.addEventListener("mousedown", (evenement) => evenement.preventDefault());
  }

  /** Montre les suggestions de ce qui est tapé ; une réponse dépassée par la suivante est oubliée. */
  async chercher() {
    const tour = ++this.tour;
    const q = this.champ.value.trim();
    if (!q) return this.vider("");
    try {
      const { resultats } = await chercher(this.site.index, { q, saisie: true, lieuxDAbord: this.lieuxDAbord });
      const premiers = await Promise.all(resultats.slice(0, NOMBRE).map((un) => presenter(this.site.index, un)));
      const { secours } = await this.site.index.annuaire();
      const urgence = secours.titre && enDanger({ secours }, q) ? [secours] : [];
      if (tour === this.tour) this.remplir(q, [...urgence, ...premiers].slice(0, NOMBRE), resultats);
    } catch {
      if (tour === this.tour) this.vider("La recherche n’a pas pu être chargée. Rechargez la page.");
    }
    return undefined;
  }

  remplir(q, premiers, resultats) {
    this.trouves = resultats;
    const tout = new URL(this.site.page);
    tout.searchParams.set("q", q);
    const options = premiers.map((un) => this.option(new URL(un.url, this.site.racine), un.titre, un.origine ?? "Numéros d’aide"));
    const libelle = resultats.length ? `Tous les résultats (${resultats.length})` : "Aucun résultat : voir la page de recherche";
    options.push(this.option(tout, libelle, ""));
    this.liste.replaceChildren(...options);
    this.options = options;
    this.choisir(-1);
    this.montrer(document.activeElement === this.champ);
    this.etat.textContent = resultats.length ? `${premiers.length} suggestions sur ${resultats.length} résultats` : "Aucun résultat";
  }

  option(url, titre, origine) {
    const option = creer("li", { className: "suggestion", id: `${this.champ.id}-${this.liste.id}-${url.pathname}${url.hash}`.replace(/[^\w-]/g, "-") });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(creer("span", { textContent: titre }));
    if (origine) option.append(creer("span", { className: "origine", textContent: origine }));
    option.addEventListener("click", () => location.assign(url));
    option.adresse = url;
    return option;
  }

  vider(message) {
    this.options = [];
    this.trouves = [];
    this.liste.replaceChildren();
    this.montrer(false);
    this.etat.textContent = message;
  }

  montrer(ouvert) {
    this.boite.hidden = !ouvert;
    this.champ.setAttribute("aria-expanded", String(ouvert));
    if (!ouvert) this.choisir(-1);
  }

  choisir(rang) {
    this.rang = rang;
    this.options.forEach((option, autre) => option.setAttribute("aria-selected", String(autre === rang)));
    const option = this.options[rang];
    if (option) {
      this.champ.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.champ.removeAttribute("aria-activedescendant");
  }

  touche(evenement) {
    const ouvert = !this.boite.hidden;
    const pas = { ArrowDown: 1, ArrowUp: -1 }[evenement.key];
    if (pas && this.options.length) {
      evenement.preventDefault();
      // Une réponse qui arriverait maintenant changerait la liste pendant que l’on y choisit : elle est oubliée.
      clearTimeout(this.minuterie);
      this.tour += 1;
      if (!ouvert) this.montrer(true);
      const nombre = this.options.length + 1;
      this.choisir(((this.rang + 1 + pas + nombre) % nombre) - 1);
    } else if (evenement.key === "Escape" && ouvert) {
      evenement.preventDefault();
      this.montrer(false);
    } else if (evenement.key === "Enter" && ouvert && this.rang >= 0) {
      evenement.preventDefault();
      location.assign(this.options[this.rang].adresse);
    }
  }

  /** Va au seul département que la requête nomme ; sinon, à la page de résultats. */
  async mener() {
    const tout = new URL(this.site.page);
    tout.searchParams.set("q", this.champ.value.trim());
    const { resultats } = await chercher(this.site.index, { q: this.champ.value });
    const nommes = resultats.filter((un) => un.lieu || un.exact);
    const annuaire = await this.site.index.annuaire();
    const direct = nommes.length === 1 && nommes[0] === resultats[0] && [...annuaire.fiches.values()].includes(nommes[0].numero);
    const { url } = direct ? await presenter(this.site.index, resultats[0]) : {};
    location.assign(direct ? new URL(url, this.site.racine) : tout);
  }
}

function creer(nom, proprietes) {
  return Object.assign(document.createElement(nom), proprietes);
}
