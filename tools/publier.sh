#!/bin/sh
# Publishes site/ on any static host that serves a folder through a symbolic link, at once: a reader sees the old site or the
# new one, never a half, whatever stops this script. Usage: tools/publier.sh DOSSIER [GARDER], or SERVEUR:DOSSIER by rsync over
# ssh (RSYNC_RSH names another ssh).
#
# DOSSIER/versions/DATE holds each version; DOSSIER/actuel points to the one that is served. To go back, point it elsewhere.
set -eu
umask 022

# served DOSSIER GARDER : on the machine that serves the site, gives a folder to fill, then makes of it the version in service.
# It prints the folder, and waits on its input for « fini »: anything else, or the end of it, and what was laid is forgotten.
served() {
  target=$1 keep=$2
  command -v flock >/dev/null || { echo "La commande « flock » (paquet util-linux) manque là où le site est servi." >&2; exit 1; }
  mkdir -p "$target/versions"
  exec 9>"$target/.verrou"
  flock -w 600 9 || { echo "Une autre publication est en cours depuis plus de dix minutes dans « $target »." >&2; exit 1; }

  # No other run is at work from here on: what lies aside is what a killed one has left.
  rm -rf "$target"/versions/.[!.]* "$target"/.actuel.*
  version=$(date -u +%Y%m%dT%H%M%SZ)-$$
  while [ -e "$target/versions/$version" ]; do version=$version-; done
  aside=$target/versions/.$version
  trap 'rm -rf "$aside"' EXIT
  trap 'exit 1' HUP INT TERM
  mkdir "$aside"
  echo "$aside"
  read -r word || word=
  if [ "$word" != fini ] || [ ! -s "$aside/index.html" ]; then exit 1; fi

  sync -f "$aside" # whole on the disk before anyone is sent there
  mv "$aside" "$target/versions/$version"
  previous=$(readlink "$target/actuel" || :)
  # A link is made aside, then moved over the old one: `mv` replaces it in a single step.
  ln -s "versions/$version" "$target/.actuel.$$"
  mv -T "$target/.actuel.$$" "$target/actuel"
  echo "$target/versions/$version"
  forget "versions/$version" "$previous"
}

# forget CURRENT PREVIOUS : keeps these two, then those of the latest names: a clock that was set back loses nothing.
forget() {
  {
    [ -z "$2" ] || echo "$2"
    find "$target/versions" -mindepth 1 -maxdepth 1 -name '[!.]*' -printf 'versions/%f\n' | sort -r | grep -vxF -e "$1" -e "$2"
  } | tail -n "+$keep" | while read -r old; do
    rm -rf "${target:?}/${old:?}" || echo "« $target/$old » n’a pas pu être effacé." >&2
  done
}

if [ "${1:-}" = --servir ]; then
  served "$2" "$3"
  exit
fi

cd "$(dirname "$0")/.."
usage="usage : tools/publier.sh [SERVEUR:]DOSSIER [NOMBRE DE VERSIONS À GARDER, 5 si rien n’est dit]"
target=${1:-}
keep=${2:-5}
case $target in "" | -*) echo "$usage" >&2; exit 2 ;; esac
case $keep in "" | 0* | *[!0-9]*) echo "« $keep » n’est pas un nombre de versions à garder (1 au moins) ; $usage" >&2; exit 2 ;; esac
[ -s site/index.html ] || { echo "site/index.html manque : lancez d’abord « make site »" >&2; exit 1; }

# As for rsync: a colon before any slash names a server.
server=
case ${target%%/*} in *:*) server=${target%%:*} target=${target#*:} ;; esac

work=$(mktemp -d)
ended() {
  status=$?
  rm -rf "$work"
  [ "$status" -eq 0 ] ||
    echo "La publication a échoué : l’ancien site reste en ligne, entier. Vérifiez la place sur le disque et les droits du dossier, puis recommencez." >&2
}
trap ended EXIT
trap 'exit 1' HUP INT TERM PIPE

# quoted WORD : as one word for the shell of the server.
quoted() { printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")"; }

# serving : runs the function `served` of this script where the site is served.
serving() {
  if [ -n "$server" ]; then
    ${RSYNC_RSH:-ssh} "$server" "exec sh -c $(quoted "$(cat tools/publier.sh)") publier.sh --servir $(quoted "$target") $keep"
  else
    sh tools/publier.sh --servir "$target" "$keep"
  fi
}

# ready FOLDER : lays there the site as it will be served, compressed copies included, readable by all.
ready() {
  before=$(stat -c %i site)
  cp -R site/. "$1"
  [ "$(stat -c %i site)" = "$before" ] || { echo "site/ vient d’être refait." >&2; return 1; }
  sh tools/compresser.sh "$1"
  find "$1" \( -type d -exec chmod 755 {} + \) -o \( -type f -exec chmod 644 {} + \)
}

mkfifo "$work/vers" "$work/depuis"
serving <"$work/vers" >"$work/depuis" &
exec 3>"$work/vers" 4<"$work/depuis"
read -r aside <&4
if [ -n "$server" ]; then
  mkdir "$work/site"
  ready "$work/site"
  # What the version in service has already is neither sent nor stored twice.
  rsync --recursive --checksum --perms --secluded-args --link-dest=../../actuel "$work/site/" "$server:$aside/"
else
  ready "$aside"
fi
echo fini >&3
read -r place <&4
wait
echo "publié : ${server:+$server:}$place"
