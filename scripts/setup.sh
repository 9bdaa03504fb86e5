#!/usr/bin/env bash
# Installs the system packages Atelier needs on Debian and its kin, when they are not there yet.
set -euo pipefail

missing=()
need() { # need PACKAGE COMMAND...   the package is missing when the command fails
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}
need libncursesw5-dev test -e /usr/include/ncursesw/ncurses.h -o -e /usr/include/ncurses.h
need libsqlite3-dev test -e /usr/include/sqlite3.h
need python3 command -v python3
need python3-venv python3 -c 'import ensurepip, venv'
need curl command -v curl
need ca-certificates test -e /etc/ssl/certs/ca-certificates.crt
need tzdata test -e /usr/share/zoneinfo/Europe/Berlin
# zsh and fish (8 MB to fetch, 37 MB on disk) are not needed: where they are, their completions are tried too.
# What the toolchain itself wants of Debian.
need git command -v git
need libc6-dev test -e /usr/include/stdio.h
need libstdc++-12-dev test -d /usr/include/c++
need binutils command -v ld.gold
need libxml2 compgen -G '/usr/lib/*/libxml2.so.2'

command -v swift >/dev/null || {
    echo "setup: no 'swift' on PATH; install a Swift 6.2 or newer toolchain from swift.org" >&2
    exit 69
}
((${#missing[@]} == 0)) && exit 0

command -v apt-get >/dev/null || {
    echo "setup: there is no apt-get here; install what stands for ${missing[*]}" >&2
    exit 69
}
echo "setup: installing ${missing[*]}"
sudo=""
if [[ $(id -u) != 0 ]]; then
    sudo=$(command -v sudo) || {
        echo "setup: run as root: apt-get install ${missing[*]}" >&2
        exit 77
    }
fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get install -y -qq "${missing[@]}" >/dev/null
