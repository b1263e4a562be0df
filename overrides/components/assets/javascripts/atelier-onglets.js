// Un brouillon ouvert dans deux onglets : chacun le sait, et aucun n’écrit par-dessus ce que l’autre a gardé.

import { garder } from "./atelier-brouillons.js";

const AUSSI = "est aussi ouvert dans un autre onglet\u00a0: n’écrivez que dans l’un des deux.";
const APPRIS = {
  ouvert: AUSSI,
  aussi: AUSSI,
  change: "vient d’être changé dans un autre onglet. Ce que vous écririez ici ne serait plus gardé\u00a0: ouvrez de nouveau le brouillon, ou fermez cet onglet.",
  efface: "vient d’être effacé dans un autre onglet. Ce que vous écrivez ici n’est plus gardé\u00a0: téléchargez-le.",
};

/** `dire` parle à l’écran. */
export function creer(dire) {
  const canal = new BroadcastChannel("atelier");
  let nom = "";
  let connu;
  let perdu = false;
  let suite = Promise.resolve();
  const annoncer = (fait) => canal.postMessage({ nom, fait });

  canal.onmessage = ({ data }) => {
    if (data.nom !== nom) return;
    if (data.fait === "ouvert") annoncer("aussi");
    dire(`${nom} ${APPRIS[data.fait]}`);
  };
  addEventListener("beforeunload", (evenement) => { if (perdu) evenement.preventDefault(); });

  async function tenir(texte, publie) {
    const le = await garder(nom, texte, publie, connu).catch(() => undefined);
    perdu = !le;
    if (le) {
      connu = le;
      annoncer("change");
    } else if (le === null) dire("Ce brouillon a été changé ou effacé dans un autre onglet\u00a0: ce que vous écrivez ici n’est pas gardé. Téléchargez-le, ou ouvrez de nouveau le brouillon.");
    else dire("Ce navigateur ne garde pas les brouillons\u00a0: téléchargez le fichier avant de partir.");
  }

  return {
    /** Garde ce texte, après ceux d’avant. */
    tenir: (texte, publie) => (suite = suite.then(() => tenir(texte, publie))),
    /** Ce qui est écrit ici et n’est gardé nulle part. */
    get perdu() { return perdu; },
    /** Le brouillon tenu ici, dans l’état de ce moment. */
    ouvrir(autre, moment) { [nom, connu, perdu] = [autre, moment, false]; },
    /** Aux autres onglets : le brouillon vient d’être « ouvert », ou « efface ». */
    annoncer,
  };
}
