# Shared by scripts/test and scripts/run: finds the repository and installs what is missing.
# shellcheck shell=bash
# shellcheck disable=SC2034 # used by the scripts that source this file

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# A command, and the Debian or Ubuntu packages that bring it. Later: Xvfb, openbox, xdotool, mesa.
build_needs=("cc: gcc libc6-dev")
test_needs=("strace: strace")

# The commands that stay missing because this account may not install packages.
missing=()

# A password is asked for only where somebody can answer.
sudo=(sudo)
[[ -t 0 && -z ${CI:-} ]] || sudo+=(-n)
[[ $(id -u) != 0 ]] || sudo=()

have() { command -v "$1" >/dev/null 2>&1; }
say() { printf '\n== %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
may_install() { have apt-get && { [[ ${#sudo[@]} == 0 ]] || { have sudo && "${sudo[@]}" true; }; }; }

# Installs what brings each command: set_up "cc: gcc libc6-dev" "strace: strace"
set_up() {
    local need words packages=()
    PATH="$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin"
    have cargo || die "Rust is missing: install it from https://rustup.rs, then run this again"
    for need in "$@"; do
        have "${need%%:*}" && continue
        missing+=("${need%%:*}")
        read -ra words <<<"${need#*:}"
        packages+=("${words[@]}")
    done
    [[ ${#packages[@]} -gt 0 ]] || return 0

    say "installing ${packages[*]}"
    if ! may_install; then
        have cc || die "no C compiler, and nothing may be installed here; ask for: ${packages[*]}"
        printf 'nothing may be installed here; the tests that need %s are skipped\n' "${missing[*]}"
        return 0
    fi
    "${sudo[@]}" apt-get update -qq </dev/null || printf 'trying with the old package lists\n'
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq \
        --no-install-recommends "${packages[@]}" </dev/null || die "could not install ${packages[*]}"
    missing=()
}
