#!/bin/bash
# A table as an input: from a folder, and registered.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

job=$(az ml job create -f jobs/input-mltable.yml --query name -o tsv)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "a table: True"
expect_part "the log" "$log" "oldest: grace"

az ml data create -f data/table.yml -o none
expect "the type" "$(az ml data show -n people-table -v 1 --query type -o tsv)" mltable

job=$(az ml job create -f jobs/input-mltable.yml --query name -o tsv \
    --set inputs.table.path=azureml:people-table:1 inputs.table.mode=eval_mount)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "oldest: grace"

# A folder without MLTable is none.
said=$(expect_failure 65 az ml data create -n no-table -t mltable -p data/people)
expect_part "the error" "$said" "MLTable"
