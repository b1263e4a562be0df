#!/bin/sh
# Publishes site/ on any static host that serves a folder through a symbolic link, at once: a reader sees the old site or the
# new one, never a half. Usage: tools/publier.sh DOSSIER [GARDER]
#
# DOSSIER/versions/DATE holds each version; DOSSIER/actuel points to the one that is served. To go back, point it elsewhere.
set -eu
cd "$(dirname "$0")/.."
target=${1:?usage : tools/publier.sh DOSSIER [NOMBRE DE VERSIONS À GARDER]}
keep=${2:-5}

[ -s site/index.html ] || { echo "site/index.html manque : lancez d’abord « make site »" >&2; exit 1; }

version=$(date -u +%Y%m%dT%H%M%SZ)-$$
mkdir -p "$target/versions"
cp -R site "$target/versions/.$version"
sh tools/compresser.sh "$target/versions/.$version"
mv "$target/versions/.$version" "$target/versions/$version"

# A link is made aside, then moved over the old one: `mv` replaces it in a single step.
ln -s "versions/$version" "$target/.actuel.$$"
mv -T "$target/.actuel.$$" "$target/actuel"

ls -1 "$target/versions" | sort -r | tail -n "+$((keep + 1))" | while read -r old; do
  rm -rf "${target:?}/versions/${old:?}"
done
echo "publié : $target/versions/$version"
