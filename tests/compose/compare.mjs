// Lit des paires de textes (JSON) sur l’entrée, écrit ce que le navigateur en dirait.
import { readFileSync } from "node:fs";
import { aligner, comparerTextes, different, mots } from "../../overrides/components/assets/javascripts/differences.js";

const { paires, alignements } = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify({
  paires: paires.map(([avant, apres]) => ({ different: different(avant, apres), mots: mots(avant), morceaux: comparerTextes(avant, apres) })),
  alignements: alignements.map(([avant, apres]) => aligner(avant, apres)),
}));
