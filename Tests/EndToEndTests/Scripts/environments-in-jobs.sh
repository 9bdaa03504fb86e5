#!/bin/bash
# A job in environments written in all ways that need nothing from elsewhere.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

version() { # version SETTINGS...   what a job says of its Python
    local job
    job=$(az ml job create -f jobs/hello-world.yml --query name -o tsv \
        --set command='python -c "import sys; print(\"python\", sys.version_info.major)"' "$@")
    az ml job stream -n $job
}

az ml environment create -n bare -v 1 --image library/python:latest -o none
az ml environment create -n bare -v 2 --image docker.io/python:latest -o none

log=$(version environment='{"image": "python"}')
expect_part "the log in place" "$log" "python 3"
log=$(version environment=azureml:bare:1)
expect_part "the log by version" "$log" "python 3"
log=$(version environment=azureml:bare@latest)
expect_part "the log by label" "$log" "python 3"
log=$(version environment="azureml:$(az ml environment show -n bare -v 1 --query id -o tsv)")
expect_part "the log by id" "$log" "python 3"

# Which version latest was stays written in the job.
job=$(az ml job create -f jobs/hello-world.yml --set environment=azureml:bare@latest --query name -o tsv)
expect_completed $job
az ml environment create -n bare -v 3 --image library/python:latest -o none
expect "the environment of the job" "$(az ml job show -n $job --query environment -o tsv)" azureml:bare:2

said=$(expect_failure 3 az ml job create -f jobs/hello-world.yml --set environment=azureml:bear@latest)
expect_part "the error" "$said" "bear"
