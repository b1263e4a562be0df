#!/bin/sh
# Creates .venv, or completes it, from a lock file. Usage: tools/venv.sh requirements/site.txt
set -eu
cd "$(dirname "$0")/.."
. tools/apt.sh
lock=$1

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  for candidate in ${PYTHON:-} python3.11 python3; do
    if recent "$candidate"; then
      echo "$candidate"
      return
    fi
  done
}

if ! [ -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  python=$(find_python)
  [ -n "$python" ] || install_or_explain "Python 3.11 (ou plus récent) est introuvable." python3 python3-venv
  python=${python:-python3}
  recent "$python" || explain "Python 3.11 (ou plus récent) est nécessaire." python3.11 python3.11-venv
  # Debian keeps what venv needs in a package of its own.
  "$python" -c 'import ensurepip' 2>/dev/null ||
    install_or_explain "Le module « venv » de Python est incomplet." python3-venv
  "$python" -m venv .venv
fi

echo "Installation de $lock dans .venv…"
# Fixed versions, checked by their hash; wheels only, so that no compiler and no code of a package runs here.
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r "$lock"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
