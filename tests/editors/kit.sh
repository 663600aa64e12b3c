#!/usr/bin/env bash
# Brings the real editors for the tests: kit.sh FOLDER PART…
#
# A part is made once and kept in FOLDER: `trixie` and `sid` are small Debian trees with Neovim,
# Helix and (trixie) Emacs, unpacked beside the machine's own system and never mixed with it;
# `bookworm` is one in which the Debian package is installed and removed;
# `vscode` is VS Code as a web server (code-server, from npm) and what packs extensions. Programs of the trees are copied to
# FOLDER/TREE/run and told to load their own tree's libraries, so that no chroot is needed.
set -euo pipefail

code_server=4.100.3 # the newest that Node 20 runs; VS Code 1.100
vsce=3.6.0          # packs the extension

folder=$(mkdir -p "$1" && cd "$1" && pwd)
shift

mirror() { # the one that the machine's own sources name
    sed -n -E 's/^(URIs: |deb (\[[^]]*\] )?)(https?:[^ ]*debian\/?)( .*)?$/\3/p' \
        /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -v security | head -n 1
}

make_tree() { # SUITE PACKAGE,PACKAGE…
    mmdebstrap --quiet --variant=apt --aptopt='Acquire::Check-Valid-Until "false"' \
        --include="$2" "$1" "$folder/$1.new" "$(mirror)"
}

# adopt TREE PROGRAM: a copy that finds the tree's loader and libraries. The old kind of run path
# counts for the libraries' own libraries too.
adopt() {
    local tree=$1
    local program=$tree/usr/bin/$2 copy=$tree/run/$2
    mkdir -p "$tree/run"
    cp -L "$program" "$copy"
    patchelf --set-interpreter "$tree$(patchelf --print-interpreter "$program")" \
        --force-rpath --set-rpath "$tree/usr/lib/$(uname -m)-linux-gnu:$tree/usr/lib" "$copy"
}

finish_tree() { # SUITE PROGRAM…
    local tree=$folder/$1 program
    mv "$tree.new" "$tree"
    rm -rf "$tree"/var/cache/apt/* "$tree"/var/lib/apt/lists/*
    shift
    for program; do adopt "$tree" "$program"; done
    touch "$tree/ready"
}

make_trixie() {
    make_tree trixie neovim,hx,emacs-nox,python3-minimal
    finish_tree trixie nvim hx emacs-nox
}

make_sid() {
    make_tree sid neovim,hx,python3-minimal
    finish_tree sid nvim hx
}

# For the test of the Debian package: with apt and its lists, and used by chroot.
make_bookworm() {
    make_tree bookworm ca-certificates
    mv "$folder/bookworm.new" "$folder/bookworm"
    touch "$folder/bookworm/ready"
}

# code-server without the install scripts that download: its native modules are built one by one.
make_vscode() {
    local top=$folder/vscode
    mkdir -p "$top"
    cd "$top"
    [ -e package.json ] || echo '{"private": true}' >package.json
    npm install --ignore-scripts --no-audit --no-fund --loglevel=error "code-server@$code_server" \
        "@vscode/vsce@$vsce"
    cd node_modules/code-server/lib/vscode
    npm install --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error
    # node-pty's last step fails where its module is built already.
    npm rebuild --loglevel=silent @vscode/spdlog native-watchdog node-pty || true
    ln -sfn node_modules node_modules.asar
    cd "$top"
    npm rebuild --loglevel=error argon2
    touch "$top/ready"
}

for part; do
    [ ! -e "$folder/$part/ready" ] || continue
    echo "making $folder/$part" >&2
    rm -rf "${folder:?}/$part" "${folder:?}/$part.new"
    "make_$part" >"$folder/$part.log" 2>&1 || {
        tail -n 30 "$folder/$part.log" >&2
        echo "$part could not be made; the whole log: $folder/$part.log" >&2
        exit 3
    }
done
