#!/usr/bin/env bash
# Runs every test that is built, shows what fails and the sum, and keeps the whole log.
set -uo pipefail
cd "$(dirname "$0")/.."

# A thousand tests at once would wait for each other until their own time limits are over.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(($(nproc) * 4))

log=.build/test.log
swift test --skip-build "$@" 2>&1 | tee "$log" | awk '
    /Testing Library Version|Target Platform/ { next }
    /^✘|^↳|^error:|[Ff]atal error|unexpected signal|Test run with/ { print; fflush() }'
code=${PIPESTATUS[0]}
if [[ $code != 0 ]]; then
    echo "test: FAILED (exit $code); the whole log is $log" >&2
    exit "$code"
fi
echo "test: passed; the whole log is $log"
