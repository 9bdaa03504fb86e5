#!/usr/bin/env bash
# All benchmarks in one run, each side in turn with its peer; prints Markdown tables.
#   run.sh FOLDER-OF-THE-PROGRAMS [NAME...]     (names: programs jobs tracking scoring steady studio; default: all of these; rollout)
set -euo pipefail
programs=$(readlink -f "$1")
shift
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
for name in "${@:-programs jobs tracking scoring steady studio}"; do
    for one in $name; do
        python3 "$one.py" "$programs"
    done
done
