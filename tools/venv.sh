#!/bin/sh
# Creates .venv, or completes it, from a lock file. Usage: tools/venv.sh requirements/site.txt
# PYTHON names the interpreter to use; otherwise python3.11, or any python3 that is recent enough.
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
  explain "Il faut Python 3.11 ou plus récent." python3.11 python3.11-venv
}

# An environment that was left half made does not start: make it anew.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  python=$(find_python)
  # Debian keeps what venv needs in a package of its own.
  "$python" -c 'import ensurepip' 2>/dev/null ||
    install_or_explain "Il manque à Python son module « venv »." python3-venv
  rm -rf .venv
  "$python" -m venv .venv
fi

echo "Installation des dépendances (${lock})…"
# Exact versions, checked by their hash; wheels only, so that no package runs code or needs a compiler here.
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r "$lock" || {
  echo "L’installation de $lock a échoué : vérifiez l’accès au dépôt de paquets Python, puis recommencez." >&2
  exit 1
}
if [ "$lock" = requirements/dev.txt ]; then
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --no-build-isolation \
    -r requirements/minify.txt
fi
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
