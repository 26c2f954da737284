#!/bin/bash
# setup.sh - everything that a fresh Debian or Ubuntu needs, then the command asked for.
#
# Installs the missing packages (apt-get, by sudo when not root), the pinned npm packages
# (when their lock file changed) and builds. Run again, it only runs the command. Whoever
# has the tools can use `make demo`, `make test` directly.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
    cat <<END
usage: ./setup.sh demo     show what asynclint does, on the examples in docs/examples/
       ./setup.sh test     run all tests
       ./setup.sh build    build build/asynclint
       ./setup.sh check    run the style and static checks (\`make check\`)
       ./setup.sh fuzz     run the fuzzers, each for FUZZ_SECONDS (60)
END
}

say() {
    echo "setup: $*" >&2
}

has() {
    command -v "$1" >/dev/null 2>&1
}

has_library() {
    has pkg-config && pkg-config --exists "$1"
}

has_lisp() {
    emacs --batch --eval "(progn (package-activate-all) (kill-emacs (if (locate-library \"$1\") 0 1)))" >/dev/null 2>&1
}

has_fuzzer() {
    echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' | clang -x c - -fsanitize=fuzzer -o /dev/null 2>/dev/null
}

# libFuzzer is in a package of its own, for each version of clang.
fuzzer_package() {
    apt-cache show clang >/dev/null 2>&1 || as_root apt-get update -qq >"$log" 2>&1
    apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/libclang-rt-\1-dev/p'
}

# Prints the Debian packages that are missing for the command.
missing_packages() {
    has make || echo make
    has "${CC%% *}" || echo gcc
    [ -e /usr/include/stdio.h ] || echo libc6-dev
    has pkg-config || echo pkg-config
    has_library jansson || echo libjansson-dev
    has node || echo nodejs
    has npm || echo npm
    case $1 in
    test)
        has_library cmocka || echo libcmocka-dev
        has git || echo git         # discovery asks git for the files
        has python3 || echo python3 # fixes are proven by running the fixed programs
        has patch || echo patch     # the patches of --diff are applied
        has nvim || echo neovim
        has emacs || echo emacs-nox
        has_lisp eglot || echo elpa-eglot
        has_lisp lsp-mode || echo elpa-lsp-mode
        has chromium || echo chromium
        has rg || echo ripgrep
        ;;
    check)
        has clang-format || echo clang-format
        has clang-tidy || echo clang-tidy
        has cppcheck || echo cppcheck
        ;;
    fuzz)
        has clang || echo clang
        has_fuzzer || fuzzer_package
        ;;
    esac
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o Dpkg::Use-Pty=0 "$@" >"$log" 2>&1
}

install_packages() {
    local packages
    mapfile -t packages < <(missing_packages "$1")
    [ ${#packages[@]} -gt 0 ] || return 0
    if ! has apt-get; then
        say "these are missing (by their Debian names): ${packages[*]}"
        exit 1
    fi
    if [ "$(id -u)" != 0 ] && ! has sudo; then
        say "neither root nor sudo; as root: apt-get install ${packages[*]}"
        exit 1
    fi
    say "installing ${packages[*]}"
    # The lists are fetched only when apt knows too little.
    apt_install "${packages[@]}" && return
    as_root apt-get update -qq >"$log" 2>&1 && apt_install "${packages[@]}" && return
    cat "$log" >&2
    say "apt-get could not install ${packages[*]}"
    exit 1
}

check_node() {
    local major
    major=$(node -p 'process.versions.node.split(".")[0]')
    [ "$major" -ge 18 ] && return
    say "Node.js 18 or later is needed, and this is $(node --version)"
    exit 1
}

# The packages of FOLDER as its lock file pins them, unless they are there already.
install_npm() {
    local folder=$1
    cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock" && return
    say "installing the npm packages of $folder/"
    tests/packages "$folder" >"$log" 2>&1 || {
        cat "$log" >&2
        say "npm could not install the packages of $folder/"
        exit 1
    }
}

command=${1:-}
case $command in
demo | test | build | check | fuzz) ;;
-h | --help) usage && exit ;;
*) usage >&2 && exit 2 ;;
esac

CC=${CC:-cc}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

install_packages "$command"
check_node
install_npm grammars
if [ "$command" = test ]; then
    for lock in tests/*/package-lock.json; do
        folder=$(dirname "$lock")
        ! ls "$folder"/*.test.mjs >/dev/null 2>&1 || install_npm "$folder"
    done
    # Without one of the editors its tests are left out, and said to be.
    tests/editors/install || say "not all editors could be installed"
fi
say "building"
[ "$command" = fuzz ] || make -s -j"$(nproc)"
[ "$command" = build ] || make -s "$command"
