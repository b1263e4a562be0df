# Sourced by the other scripts. What PyPI does not have comes from apt, if we may; otherwise we say exactly what to install.

# install_or_explain REASON PACKAGE…
install_or_explain() {
  reason=$1
  shift
  if command -v apt-get >/dev/null; then
    if [ "$(id -u)" -eq 0 ]; then
      as_root=
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=sudo
    else
      explain "$reason" "$@"
    fi
    echo "$reason Installation par apt : $*"
    $as_root apt-get update -q >/dev/null || explain "$reason" "$@"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null ||
      explain "$reason" "$@"
  else
    explain "$reason" "$@"
  fi
}

explain() {
  reason=$1
  shift
  cat >&2 <<TEXT

$reason
Il manque les droits d’administration, ou apt ; à installer puis recommencer :
    sudo apt-get install $*
(sur un autre système : les logiciels équivalents)
TEXT
  exit 1
}
