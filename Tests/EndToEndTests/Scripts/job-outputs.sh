#!/bin/bash
# Outputs of every type, each registered under a name when the job completes.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

job=$(az ml job create -f jobs/outputs.yml --query name -o tsv)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "all written"
expect "the status" "$(az ml job show -n $job --query status -o tsv)" Completed

expect "the outputs" "$(az ml job show -n $job --query "keys(outputs) | sort(@) | join(' ', @)" -o tsv)" \
    "default file folder mlflow_model plain_model table triton_model unnamed"

expect "the folder's type" "$(az ml data show -n made-folder -v 1 --query type -o tsv)" uri_folder
expect "the file's type" "$(az ml data show -n made-file -v 7 --query type -o tsv)" uri_file
expect "the table's type" "$(az ml data show -n made-table --label latest --query type -o tsv)" mltable
expect "the model's type" "$(az ml model show -n made-model -v 1 --query type -o tsv)" custom_model
expect "the MLflow model's type" "$(az ml model show -n made-mlflow-model -v 1 --query type -o tsv)" mlflow_model
expect "the Triton model's type" "$(az ml model show -n made-triton-model -v 1 --query type -o tsv)" triton_model
expect "the model's job" "$(az ml model show -n made-model -v 1 --query job_name -o tsv)" $job

# Once more: the next version of each, where none is written.
second=$(az ml job create -f jobs/outputs.yml --query name -o tsv --set outputs.file.version=8 outputs.file.name=made-file)
expect_completed $second
expect "the versions of the folder" "$(az ml data list -n made-folder --query "length(@)" -o tsv)" 2
expect "the versions of the file" "$(az ml data list -n made-file --query "[].version | sort(@) | join(' ', @)" -o tsv)" "7 8"
expect "the newest model" "$(az ml model list -n made-model --query "[0].version" -o tsv)" 2

# What they hold.
az ml model download -n made-model -v 1 -p models >/dev/null
expect "the weights" "$(cat models/made-model/*/weights.json)" '{"slope": 3, "offset": 1}'
az ml job download -n $job --output-name folder -p results
expect "the answer" "$(cat results/named-outputs/folder/answer.txt)" 42
