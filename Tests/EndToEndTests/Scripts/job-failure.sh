#!/bin/bash
# Jobs that fail, and how a script learns of it.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

job=$(az ml job create -f jobs/failing.yml --query name -o tsv)
if log=$(az ml job stream -n $job); then
    echo "the stream of a job that failed ended well" >&2
    exit 1
fi
expect_part "the log" "$log" "about to fail"
expect_part "the log" "$log" "ValueError: the data has no column 'kind'"
expect "the status" "$(az ml job show -n $job --query status -o tsv)" Failed

# What it wrote before is kept.
az ml job download -n $job -p failed
expect "what was written" "$(cat failed/artifacts/outputs/before.txt)" "what was there before"

# Streamed at once, a failure is the command's.
code=0
az ml job create -f jobs/failing.yml --stream -o none || code=$?
expect "the exit code" $code 1

# The exit code of the command is not the end of the script.
az ml job create -f jobs/hello-world.yml --set command='exit 3' --stream -o none || true
expect_part "the reason" "$(az ml job list --query "[0].reason" -o tsv)" "exit code 3"

# A module that is not there.
job=$(az ml job create -f jobs/hello-world.yml --set command='python -c "import not_installed_here"' --query name -o tsv)
log=$(az ml job stream -n $job) || true
expect_part "the log" "$log" "No module named 'not_installed_here'"

# A limit of time.
job=$(az ml job create -f jobs/sleep.yml --set limits.timeout=1 --query name -o tsv)
az ml job stream -n $job >log.txt || true
expect "the status" "$(az ml job show -n $job --query status -o tsv)" Failed
expect_part "the reason" "$(az ml job show -n $job --query reason -o tsv)" "1 s"

# No output of a failed job is registered.
job=$(az ml job create -f jobs/make-data.yml --set inputs.rows=none --query name -o tsv)
az ml job stream -n $job >log.txt || true
expect "the data" "$(az ml data list --query "[?name=='numbers'] | length(@)" -o tsv)" 0

expect "the failed jobs" "$(az ml job list --query "[?status=='Failed'] | length(@)" -o tsv)" 6
