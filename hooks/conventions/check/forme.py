"""The help of what is found before the rules run: form, format, files of the folder."""

from __future__ import annotations

from conventions.check.rule import Rule
from conventions.model.problem import PROGRAMME

FORME = (
    Rule("yaml-syntaxe", "La syntaxe", "Le site ne comprend pas la ligne. Le message dit le remède : le plus souvent, mettre toute la valeur entre guillemets droits, fermer un guillemet, ou aligner la ligne sur ses voisines. La cause est parfois à la ligne d’avant."),
    Rule("yaml-structure", "La structure", "Un fichier contient des clés et des valeurs, rien d’autre. Sont refusés : plusieurs documents séparés par « --- », les directives, les ancres (&nom), les alias (*nom), les étiquettes (!nom), la clé de fusion « << », et plus de douze niveaux de retrait. Une valeur qui commence par &, * ou ! se met entre guillemets."),
    Rule("deux-versions", "Deux versions du même passage", "Deux personnes ont changé les mêmes lignes, et git a gardé les deux versions, entre des lignes de repère : « <<<<<<< », « ======= » et « >>>>>>> ». La première version va du premier repère au deuxième, la seconde du deuxième au dernier. Gardez celle qui est juste (ou faites-en une seule des deux), effacez l’autre, puis effacez les lignes de repère. En cas de doute, demandez à la personne qui a écrit l’autre version : son nom est dans l’historique du fichier."),
    Rule("cle-double", "Une clé écrite deux fois", "Le message donne la ligne de la première. Gardez-en une seule."),
    Rule("encodage", "L’encodage", "Le fichier doit être enregistré en UTF-8. C’est le réglage de départ de presque tous les éditeurs."),
    Rule("caracteres", "Un caractère invisible", "Le fichier contient un caractère que personne ne voit et qui peut changer le sens du texte (largeur nulle, sens de lecture, contrôle). Il vient souvent d’un copier-coller. Effacez-le, ou retapez la ligne au clavier."),
    Rule("accents", "Des accents en deux signes", "Les lettres accentuées sont écrites en deux signes, ce que font certains logiciels. La page est juste, mais une recherche dans le fichier peut échouer. Retapez le texte au clavier.", avertit=True),
    Rule("commentaire", "Un dièse dans une valeur", "Ce qui suit une espace et un dièse est un commentaire : aucune page ne le montre. Si le dièse fait partie du texte, mettez toute la valeur entre guillemets. Si c’est bien un commentaire, écrivez-le sur sa propre ligne, ou laissez deux espaces devant.", avertit=True),
    Rule(PROGRAMME, "Une erreur du programme", "Le programme s’est arrêté sur ce fichier sans pouvoir dire ce qui ne va pas : c’est lui qu’il faut corriger. Signalez le message entier aux mainteneurs, avec le fichier. Les autres fichiers sont vérifiés comme d’habitude."),
    Rule("taille", "La taille", "Le fichier est trop lourd. Un texte si long va plutôt dans une pièce jointe."),
    Rule("volume", "Trop d’avenants à un long texte", "Le site redonne le texte entier à la date de chaque avenant. Des avenants par dizaines à une très longue convention feraient trop de pages. Réunissez ceux qui ont pris effet en un seul, ou mettez les longs textes dans une annexe en PDF."),
    Rule("format", "Le format", "Une clé ou une valeur ne suit pas le format. Le message donne ce qui est attendu et, quand il peut être deviné, ce qu’il faut écrire. Chaque champ est expliqué, avec un exemple, sur la page « Le format, champ par champ »."),
)  # fmt: skip

DOSSIER = (
    Rule("lien-symbolique", "Un lien symbolique", "Un lien qui mène à un autre fichier ou à un autre dossier est refusé. Remplacez-le par le fichier lui-même."),
    Rule("nom-inattendu", "Un fichier qui n’a pas sa place", "Le dossier ne contient que les fichiers des départements (69-rhone.yml), leurs pièces (pieces/69/convention.pdf) et les archives. Renommez le fichier comme le message le dit, ou retirez-le."),
    Rule("noms-semblables", "Deux noms que seules les majuscules distinguent", "Sur beaucoup d’ordinateurs, « Plan.pdf » et « plan.pdf » sont le même fichier : l’un cacherait l’autre, à la relecture comme sur le site. Renommez l’un des deux, et corrigez son nom là où il est cité."),
    Rule("periode-en-double", "Deux conventions pour la même période", "Les archives gardent les conventions des périodes closes. Une convention y a la même période que celle d’aujourd’hui : leurs pages auraient la même adresse. Gardez une seule des deux, ou corrigez « trame »."),
    Rule("fichier-de-travail", "Un fichier laissé par un programme", "Les éditeurs de texte, Word, Windows et macOS laissent des fichiers à eux à côté de ceux sur lesquels on travaille (.swp, ~, ~$…, .bak, Thumbs.db, .DS_Store). Effacez-le. L’aperçu de « make serve » n’en dit rien, puisque vous êtes en train d’écrire."),
    Rule("piece-taille", "Une pièce trop lourde", "La limite est de 10 Mo pour un document, de 2 Mo pour un logo, de 512 Ko et de 10 000 lignes pour un texte. Réduisez la résolution des images, puis exportez de nouveau ; mettez les longues listes dans une annexe en PDF."),
    Rule("piece-type", "Une pièce d’un autre type que son nom", "Le contenu du fichier ne correspond pas à son extension, ou il est abîmé. Ouvrez-le et exportez-le de nouveau en PDF, PNG ou JPEG : changer l’extension ne suffit pas."),
    Rule("pdf-actif", "Un PDF qui n’est pas un simple document", "Un PDF publié ne fait que montrer des pages et, s’il est signé, ses signatures numériques. Sont refusés : un script, une action autre qu’aller à une page ou à une adresse en https, un renvoi à un autre fichier, un fichier joint, un formulaire qui envoie des données, un contenu animé, un mot de passe, un fichier qui en contient un autre ou qu’on ne peut pas ouvrir. Réimprimez-le en PDF simple : « Imprimer », puis « Enregistrer en PDF ». S’il porte des signatures numériques, que cela effacerait, demandez à qui l’a produit une copie sans cela."),
    Rule("pdf-vide", "Un PDF vide", "Le fichier commence et finit comme un PDF, mais ne contient rien. Déposez le document lui-même.", avertit=True),
    Rule("piece-inutile", "Une pièce que rien ne cite", "Le fichier est dans le dossier des pièces, mais le fichier du département ne le cite pas : il ne sera pas publié. Citez-le ou retirez-le.", avertit=True),
)  # fmt: skip
