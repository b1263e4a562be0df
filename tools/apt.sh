# shellcheck shell=sh
# Sourced by the other scripts. What PyPI does not have comes from apt, if we may; otherwise we say exactly what to install.

# install_or_explain REASON PACKAGE…
install_or_explain() {
  as_root=
  if [ "$(id -u)" -ne 0 ]; then as_root="sudo -n"; fi
  if ! command -v apt-get >/dev/null || ! $as_root true 2>/dev/null; then explain "$@"; fi
  reason=$1
  shift
  echo "$reason Installation par apt : $*…" >&2
  $as_root apt-get update -qq >/dev/null || true # an old list of packages may still do
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    explain "$reason" "$@"
}

# explain REASON PACKAGE…
explain() {
  reason=$1
  shift
  cat >&2 <<TEXT

$reason
Il n’a pas pu être installé ici. Sur Debian ou Ubuntu, avec les droits d’administration :
    sudo apt-get install $*
Sur un autre système, installez les logiciels équivalents. Puis recommencez.
TEXT
  exit 1
}
