#!/bin/sh
# Prints the path of the browser that the tests drive, after installing one if there is none. CHROMIUM names another.
set -eu
cd "$(dirname "$0")/.."
. tools/apt.sh

find_browser() {
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" || {
      echo "La variable CHROMIUM désigne « $CHROMIUM », qui n’est pas un programme : corrigez-la ou retirez-la." >&2
      exit 1
    }
  else
    command -v chromium || command -v chromium-browser || command -v google-chrome
  fi
}

# PDF are made with Pango. Without it the tests that make them say that they were not run.
.venv/bin/python -c 'import weasyprint' >/dev/null 2>&1 ||
  (install_or_explain "Des essais font des PDF." libpango-1.0-0 libpangoft2-1.0-0) >&2 || true

missing=
# A minimal Debian lacks a library that playwright's own driver is linked with.
.venv/bin/playwright --version >/dev/null 2>&1 || missing="libatomic1"
find_browser >/dev/null || missing="$missing chromium fonts-dejavu-core fonts-liberation"
if [ -n "$missing" ]; then
  # Several packages in one variable:
  # shellcheck disable=SC2086
  install_or_explain "Les tests ont besoin d’un navigateur." $missing
fi
find_browser
