"""The words by which a text renews a convention, and those by which it does not."""

from __future__ import annotations

import pytest

from conventions.compose.reconduction import parle_de_renouvellement

OUI = """\
Elle est conclue pour un an, renouvelable trois fois par tacite reconduction.
Elle est reconduite tacitement pour des périodes d’un an.
Conclue pour un an, elle est renouvelable par reconduction expresse.
Les conventions sont renouvelables tacitement.
Elle se renouvelle chaque année, sauf opposition d’une partie.
Elle est prorogée par tacite reconduction.
Sa durée est d’un an, reconductible deux fois.
Elle est reconduite d’année en année.
Elle se reconduit d’elle-même à chaque terme.
Elle pourra être renouvelée pour la même durée.
La convention est renouvelée de plein droit.
Si aucune partie ne s’y oppose elle est reconduite pour un an.
Si aucune des parties ne la dénonce, elle se renouvelle.
À défaut de dénonciation, la convention est prolongée tacitement d’une année.
Sans dénonciation deux mois avant le terme, elle est reconduite.
Sans opposition des parties elle est tacitement renouvelée.
Elle ne peut être renouvelée plus de trois fois.
Elle n’est renouvelable que deux fois.
Elle ne peut être reconduite qu’une fois.
Elle n’est pas renouvelable plus de deux fois.
Elle ne peut être reconduite au-delà de trois périodes.
Elle n’est pas reconduite tacitement, mais peut être renouvelée par accord des parties.
Elle ne prend fin que si une partie s’oppose à sa reconduction.
Son renouvellement est tacite.
La reconduction est tacite et annuelle.
Le renouvellement intervient chaque année au 1er janvier.
Elle est renouvelée automatiquement, sans formalité.
RENOUVELABLE UNE FOIS POUR DEUX ANS.
La durée est d’un an (renouvelable).
Elle se poursuit par périodes d’un an par tacite reconduction.
Tacitement reconductible, elle dure un an.
Les parties peuvent convenir par écrit de la reconduire pour un an.
La convention peut faire l’objet d’une reconduction expresse.
Elle peut être prorogée d’un an par accord des parties.
La partie qui ne souhaite pas poursuivre le dit deux mois avant chaque renouvellement.
Elle sera prolongée d’un an, sauf avis contraire.
"""
NON = """\
Elle dure jusqu’au 31 décembre 2028.
La convention n’est pas renouvelable.
Elle n’est pas reconductible.
Elle ne fait l’objet d’aucune reconduction.
Aucune reconduction n’est prévue.
Elle est conclue pour trois ans, sans reconduction possible.
Elle est conclue pour un an sans possibilité de renouvellement.
Elle prend fin à son terme, sans tacite reconduction.
Elle ne peut être reconduite que par une nouvelle convention.
Elle ne peut être renouvelée que par accord exprès des parties.
Elle ne peut être reconduite que par avenant.
Les parties peuvent convenir expressément de la renouveler par la signature d’une nouvelle convention.
Son renouvellement donne lieu à une nouvelle convention.
Elle ne sera pas renouvelée.
Elle ne se renouvelle pas.
Elle ne peut pas être reconduite tacitement.
Elle ne peut en aucun cas être renouvelée.
Elle ne peut faire l’objet d’une reconduction que si les parties signent.
Elle n’est ni reconductible ni renouvelable.
Elle ne peut être ni reconduite, ni renouvelée.
Conclue pour trois ans, non renouvelable.
Trois ans, non reconductibles.
La tacite reconduction est exclue.
Toute reconduction tacite est interdite.
Elle exclut toute reconduction.
À l’exclusion de toute tacite reconduction, elle dure un an.
Elle n’est pas susceptible de reconduction.
Elle n’est renouvelée ni tacitement ni expressément.
Elle n’emporte pas reconduction.
Elle n’est jamais prorogée.
Elle ne pourra plus être renouvelée.
Il n’y a pas de reconduction.
Elle n’est pas renouvelable par tacite reconduction.
Elle peut être prolongée par avenant, avant son terme.
Elle est effective jusqu’au renouvellement de la convention-cadre nationale.
Le renouvellement des membres a lieu tous les deux ans.
La reconduction de la présente convention n’est pas prévue.
Elle cesse de produire effet sans pouvoir être renouvelée.
Aucune clause de tacite reconduction ne s’applique.
Nulle prorogation tacite n’est possible.
"""


@pytest.mark.parametrize("phrase", OUI.splitlines())
def test_these_words_renew(phrase: str) -> None:
    assert parle_de_renouvellement(phrase)


@pytest.mark.parametrize("phrase", NON.splitlines())
def test_these_words_do_not(phrase: str) -> None:
    assert not parle_de_renouvellement(phrase)
