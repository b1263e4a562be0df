#!/bin/sh
# Prints the path of the browser that the tests drive, after installing one if there is none. CHROMIUM names another.
set -eu
cd "$(dirname "$0")/.."
. tools/apt.sh

if [ -n "${CHROMIUM:-}" ]; then
  command -v "$CHROMIUM" || {
    echo "La variable CHROMIUM désigne « $CHROMIUM », qui n’est pas un programme : corrigez-la ou retirez-la." >&2
    exit 1
  }
  exit
fi

find_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

find_browser || {
  install_or_explain "Il faut le navigateur Chromium pour les tests." chromium fonts-dejavu-core fonts-liberation
  find_browser
}
