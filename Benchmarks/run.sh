#!/usr/bin/env bash
# All benchmarks in one run, each side in turn with its peer; prints Markdown tables.
#   run.sh FOLDER-OF-THE-PROGRAMS [NAME...]     (names: programs jobs tracking scoring steady studio; default: all of these; rollout;
#                                        training logistic csv automl beside, or learning for these five)
set -euo pipefail
programs=$(readlink -f "$1")
shift
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"

# Our side of training, logistic and csv, in a folder of its own, so that the usual build does not know of it.
learning_bench() {
    [ -z "${LEARNING_BENCH:-}" ] || return 0
    local build="$here/../.build/bench"
    ATELIER_BENCH=1 swift build -c release --package-path "$here/.." --scratch-path "$build" --product learning-bench >&2
    export LEARNING_BENCH="$build/release/learning-bench"
}

for name in "${@:-programs jobs tracking scoring steady studio}"; do
    for one in ${name/#learning/training logistic csv automl beside}; do
        case $one in
            training | logistic | csv) learning_bench ;;
        esac
        # csv.py would hide Python's own module.
        python3 "${one/#csv/reading}.py" "$programs"
    done
done
