"""How easy a French text is to read: the formula of Kandel and Moles (1958), which adapts Flesch's to French.

    207 - 1.015 × (words a sentence) - 73.6 × (syllables a word)

Over 60, a pupil of secondary school reads it with ease; under 50 it asks for an effort; legal texts are around 20 to 40.
Syllables are counted as spoken: groups of vowels, less the final e that nobody says.
"""

from __future__ import annotations

import re

VOYELLES = "aeiouyàâäéèêëîïôöùûüœæ"
MUETTE = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])(?:es|e)$")


def phrases(texte: str) -> list[str]:
    """The sentences: each ends with a stop, a question, an exclamation, a colon or a line."""
    return [part for part in re.split(r"[.!?:…]+(?=\s|$)|\n+", texte) if re.search(r"\w", part)]


def mots(phrase: str) -> list[str]:
    """The words, an elision counted with what follows: « l’Aripa » is one word. Numbers are not words."""
    return [word.lower() for word in re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", phrase)]


def syllabes(mot: str) -> int:
    """At least one; « vivent » and « familles » lose their silent ending."""
    return (
        sum(
            max(1, len(re.findall(f"[{VOYELLES}]+", MUETTE.sub("", part) if len(part) > 3 else part)))
            for part in re.split(r"[’'-]", mot)
            if re.search(f"[{VOYELLES}]", part)
        )
        or 1
    )


def kandel_moles(texte: str) -> float:
    """The score, higher for easier; 0 for a text without words."""
    sentences = [mots(p) for p in phrases(texte)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 207 - 1.015 * len(words) / len(sentences) - 73.6 * sum(map(syllabes, words)) / len(words)
