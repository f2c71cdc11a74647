# Shared by scripts/test and scripts/run: finds the repository and installs what is missing.
# shellcheck shell=bash
# shellcheck disable=SC2034 # used by the scripts that source this file

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# A command or a library, and the Debian or Ubuntu packages that bring it.
build_needs=("cc: gcc libc6-dev")
# What a window loads when it opens: keyboard, cursor, OpenGL (in software where there is no graphics card).
window_needs=(
    "libxkbcommon-x11.so.0: libxkbcommon-x11-0"
    "libX11-xcb.so.1: libx11-xcb1"
    "libXcursor.so.1: libxcursor1"
    "libXi.so.6: libxi6"
    "libXrandr.so.2: libxrandr2"
    "libEGL.so.1: libegl1"
    "libGL.so.1: libgl1 libgl1-mesa-dri"
)
# A display where there is none, with a window manager and a keyboard.
display_needs=("Xvfb: xvfb" "openbox: openbox" "xdotool: xdotool")
# libvulkan_lvp draws the image snapshots without a graphics card; the spell checker is a wheel.
test_needs=("strace: strace" "${window_needs[@]}" "${display_needs[@]}" "libvulkan.so.1: libvulkan1 mesa-vulkan-drivers"
    "python3-venv: python3 python3-venv")

# The commands that stay missing because this account may not install packages.
missing=()

# A password is asked for only where somebody can answer.
sudo=(sudo)
[[ -t 0 && -z ${CI:-} ]] || sudo+=(-n)
[[ $(id -u) != 0 ]] || sudo=()

# A command, a library by its file name, or what Python needs for a folder of its own.
have() {
    case $1 in
        *.so*) PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -qF "$1" ;;
        python3-venv) python3 -c 'import ensurepip, venv' >/dev/null 2>&1 ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}
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

# Prints where the spell checker is: the one of this machine, or a wheel in a folder of its own.
find_typos() {
    local version=1.52.0 folder
    folder=${CARGO_TARGET_DIR:-$root/target}/typos-$version
    if have typos; then
        command -v typos
        return
    fi
    [[ -x $folder/bin/typos ]] || {
        have python3-venv && python3 -m venv "$folder" &&
            "$folder/bin/pip" install --quiet --disable-pip-version-check "typos==$version"
    } >&2 || return 1
    printf '%s\n' "$folder/bin/typos"
}

# Prints where Python is that has this package, in a folder of its own: python_with duckdb 1.4.0
python_with() {
    local folder=${CARGO_TARGET_DIR:-$root/target}/$1-$2
    [[ -e $folder/ready ]] || {
        have python3-venv && python3 -m venv "$folder" &&
            "$folder/bin/pip" install --quiet --disable-pip-version-check "$1==$2" && touch -- "$folder/ready"
    } >&2 || return 1
    printf '%s\n' "$folder/bin/python"
}

# A virtual display with a window manager, for what opens a window: virtual_display [WIDTHxHEIGHT]
virtual_display() {
    local number
    number=$(mktemp)
    Xvfb -displayfd 3 -screen 0 "${1:-1300x860}x24" -nolisten tcp -noreset 3>"$number" >/dev/null 2>&1 &
    display_server=$!
    until [[ -s $number ]]; do sleep 0.1; done
    DISPLAY=":$(tr -d '[:space:]' <"$number")"
    rm -f -- "$number"
    export DISPLAY LIBGL_ALWAYS_SOFTWARE=1
    unset WAYLAND_DISPLAY
    openbox >/dev/null 2>&1 &
    display_manager=$!
    sleep 1
}

end_display() { kill "${display_manager:-}" "${display_server:-}" 2>/dev/null || true; }
