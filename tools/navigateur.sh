#!/bin/sh
# Makes sure that the browser tests have a browser. CHROMIUM names one; otherwise Chromium or Chrome is found or installed.
set -eu
cd "$(dirname "$0")/.."
. tools/apt.sh

if [ -n "${CHROMIUM:-}" ]; then
  command -v "$CHROMIUM" >/dev/null || {
    echo "CHROMIUM désigne « $CHROMIUM », qui n’est pas un programme : corrigez cette variable ou retirez-la." >&2
    exit 1
  }
  exit 0
fi
for browser in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$browser" >/dev/null; then exit 0; fi
done
install_or_explain "Aucun navigateur Chromium pour les tests." chromium fonts-dejavu-core fonts-liberation
