#!/bin/bash
# Models as inputs: registered ones of two types, one from a folder, and one that a job made.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

az ml model create -f assets/line.yml -o none
az ml model create --name mlflow-line --version 3 --path assets/mlflow-line --type mlflow_model -o none

answer() { # answer SETTINGS...   what a job makes of a model
    local job
    job=$(az ml job create -f jobs/use-model.yml --query name -o tsv --set "$@")
    az ml job stream -n $job
}

log=$(answer inputs.model.path=azureml:line:1)
expect_part "the log" "$log" "answer: 25.0"
log=$(answer inputs.model.path=azureml:line@latest inputs.x=0.5 inputs.model.mode=download)
expect_part "the log" "$log" "answer: 6.0"
log=$(answer inputs.model.type=mlflow_model inputs.model.path=azureml:mlflow-line:3)
expect_part "the log" "$log" "answer: 40.0"
log=$(answer inputs.model.path=../assets/line inputs.x=1)
expect_part "the log" "$log" "answer: 7.0"
log=$(answer inputs.model.type=mlflow_model inputs.model.path=../assets/mlflow-line)
expect_part "the log" "$log" "answer: 40.0"

log=$(answer inputs.model.type=triton_model inputs.model.path=../assets inputs.model.mode=ro_mount command='ls ${{inputs.model}}/line')
expect_part "the log" "$log" "line.json"

# A job's output registered as a model by the job itself.
az ml job create -f jobs/make-data.yml --name make-the-numbers --stream >/dev/null
fit=$(az ml job create -f jobs/fit.yml --set outputs.model.name=fitted --query name -o tsv)
expect_completed $fit
expect "the model's job" "$(az ml model show -n fitted --label latest --query job_name -o tsv)" $fit
log=$(answer inputs.model.path=azureml:fitted:1 inputs.x=100)
expect_part "the log" "$log" "answer: 301.0"
