#!/bin/bash
# Environment variables of a job: of its file, changed on the command line, and those that every job finds.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

job=$(az ml job create -f jobs/env-vars.yml --query name -o tsv)
log=$(az ml job stream --name $job)
expect_part "the log" "$log" "greeting=good morning"
expect_part "the log" "$log" "level=3"
expect_part "the log" "$log" "flag=True"
expect_part "the log" "$log" "input=ada"
expect_part "the log" "$log" "AZUREML_RUN_ID=$job"
expect_part "the log" "$log" "MLFLOW_RUN_ID=$job"
expect_part "the log" "$log" "AZUREML_ARM_WORKSPACE_NAME=default"
expect_part "the log" "$log" "AZUREML_ARM_RESOURCEGROUP=default"
expect_part "the log" "$log" "code is here: True"

job=$(az ml job create -f jobs/env-vars.yml \
    --set environment_variables.GREETING="good night" environment_variables.LEVEL=4 inputs.name=grace \
    --query name -o tsv)
log=$(az ml job stream --name $job)
expect_part "the log" "$log" "greeting=good night"
expect_part "the log" "$log" "level=4"
expect_part "the log" "$log" "flag=True"
expect_part "the log" "$log" "input=grace"
expect "what is shown" "$(az ml job show -n $job --query environment_variables.GREETING -o tsv)" "good night"
