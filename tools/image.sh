#!/bin/sh
# Fixes the image of GitLab's pipeline by its digest, which the registry gives: it cannot change under its name from then on.
# Usage: sh tools/image.sh (needs « skopeo », and a way to the registry). To be run again to take a newer one.
set -eu
cd "$(dirname "$0")/.."
. tools/apt.sh
pipeline=.gitlab-ci.yml
name=$(sed -n 's/^  image: \([^@]*\).*$/\1/p' "$pipeline")

command -v skopeo >/dev/null || install_or_explain "L’empreinte d’une image se demande par la commande « skopeo »." skopeo
digest=$(skopeo inspect --format '{{.Digest}}' "docker://$name") || {
  echo "Le registre n’a pas donné l’empreinte de « $name » : $pipeline n’a pas changé." >&2
  exit 1
}
expr "$digest" : 'sha256:[0-9a-f]\{64\}$' >/dev/null || { echo "« $digest » n’est pas une empreinte." >&2; exit 1; }
sed -i "s|^  image: .*|  image: $name@$digest|" "$pipeline"
echo "$pipeline : $name@$digest"
