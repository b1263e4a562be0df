#!/bin/sh
# Writes beside each text file of a folder its compressed copy, which a host may serve as it is: FILE.gz, and FILE.br where the
# command « brotli » is installed. Usage: tools/compresser.sh DOSSIER
#
# The same files give the same copies, byte for byte, whenever they are made: no name and no date is written in them.
set -eu
folder=${1:?usage : tools/compresser.sh DOSSIER}

# texts COMMAND… : runs the command on the texts of the folder, and on what a browser runs. Pictures, PDF, Word and zip files are
# compressed already.
texts() {
  find "$folder" -type f \( -name '*.html' -o -name '*.css' -o -name '*.js' -o -name '*.json' -o -name '*.csv' -o -name '*.svg' \
    -o -name '*.xml' -o -name '*.txt' -o -name '*.ics' -o -name '*.yml' -o -name '*.mjs' -o -name '*.wasm' \) -exec "$@" {} +
}

texts gzip -9 -n -f -k
if command -v brotli >/dev/null; then
  texts brotli -q 11 -f -k
else
  echo "« brotli » n’est pas installé : seules les copies .gz sont écrites" >&2
fi
