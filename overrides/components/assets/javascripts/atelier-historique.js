// Ce qui a été écrit, pour l’annuler et le rétablir : des textes entiers, du plus ancien au plus récent.

const AU_PLUS = 200;

export function historique() {
  let avant = [];
  let apres = [];
  let suite = "";
  const passer = (de, vers) => (actuel) => {
    if (!de().length) return null;
    vers().push(actuel);
    suite = "";
    return de().pop();
  };
  return {
    /** Avant un geste. Deux gestes qui se suivent sous le même nom n’en font qu’un. */
    noter(texte, nom = "") {
      if (nom && nom === suite) return;
      avant = [...avant, texte].slice(-AU_PLUS);
      apres = [];
      suite = nom;
    },
    annuler: passer(() => avant, () => apres),
    retablir: passer(() => apres, () => avant),
    vider() { [avant, apres, suite] = [[], [], ""]; },
    get possible() { return { annuler: avant.length > 0, retablir: apres.length > 0 }; },
  };
}
