# What the tours share: the program, a home of its own, and how a step is told. Sourced with the path of `atelier`, if any.
atelier=$(realpath -s "$(command -v "${1:-atelier}")") || {
    echo "${0##*/}: no atelier at '${1:-atelier}'; run 'make build' first" >&2
    exit 69
}
export ATELIER_HOME=${ATELIER_HOME:-$HOME/.local/share/atelier-quickstart}

bold=$(tput bold 2>/dev/null || true) dim=$(tput dim 2>/dev/null || true) plain=$(tput sgr0 2>/dev/null || true)
[[ -t 1 && -z ${NO_COLOR:-} ]] || bold="" dim="" plain=""
chapter() { # chapter TITLE [REMARK]
    printf '\n%s%s%s\n' "$bold" "$1" "$plain"
    [[ $# == 1 ]] || remark "$2"
}
remark() { printf '%s\n' "$*"; }
tell() { printf '%s$ atelier %s%s\n' "$dim" "$*" "$plain"; }
run() {
    tell "$@"
    "$atelier" "$@"
}
quietly() {
    tell "$@"
    "$atelier" "$@" -o none
}

endpoint() { # endpoint NAME   of endpoint.yml, unless an earlier tour made it
    "$atelier" online-endpoint show --name "$1" -o none 2>/dev/null || quietly online-endpoint create --file endpoint.yml
}
deploy() { # deploy ENDPOINT COLOUR MODEL   without traffic; one that an earlier tour left is given the new model
    local verb=create
    ! "$atelier" online-deployment show --endpoint-name "$1" --name "$2" -o none 2>/dev/null || verb=update
    quietly online-deployment $verb --file "$2.yml" --set "model=$3"
}
