#!/bin/bash
# What a file says, said otherwise on the command line.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

az ml job create -f jobs/hello-world.yml --name renamed-1 --set \
    display_name="said otherwise" experiment_name=settings description="not in the file" \
    tags.origin=command-line tags.round=1 command='echo "round one"' -o none
log=$(az ml job stream -n renamed-1)
expect_part "the log" "$log" "round one"
expect "the names" \
    "$(az ml job show -n renamed-1 --query "[name, display_name, experiment_name, description] | join('|', @)" -o tsv)" \
    "renamed-1|said otherwise|settings|not in the file"
expect "the tags" "$(az ml job show -n renamed-1 --query "tags.[origin, round] | join(' ', @)" -o tsv)" "command-line 1"

# A whole object in place of what the file says.
job=$(az ml job create -f jobs/env-vars.yml --query name -o tsv \
    --set environment='{"image": "python:3.11"}' environment_variables='{"GREETING": "servus"}' command='echo "$GREETING|$LEVEL|"')
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "servus||"
expect "the image" "$(az ml job show -n $job --query environment.image -o tsv)" "python:3.11"

# An environment that is registered, and the compute.
az ml environment create -n bare --image library/python:latest -o none
az ml compute create -n small --type amlcompute --min-instances 0 --max-instances 1 --size Standard_DS1_v2 -o none
job=$(az ml job create -f jobs/hello-world.yml --query name -o tsv --set environment=azureml:bare@latest compute=azureml:small)
expect_completed $job
expect "the compute" "$(az ml job show -n $job --query compute -o tsv)" azureml:small
expect "the environment" "$(az ml job show -n $job --query environment -o tsv)" azureml:bare:1

# Streamed at once; what the job was is written to a file that can be submitted again.
job=$(az ml job create -f jobs/literals.yml --set inputs.epochs=12 --save-as saved.yml --stream --query name -o tsv 2>/dev/null)
expect "the status" "$(az ml job show -n $job --query status -o tsv)" Completed
grep -q "epochs: 12" saved.yml
again=$(az ml job create -f saved.yml --set name=from-the-saved-one --query name -o tsv)
expect "the name" "$again" from-the-saved-one
log=$(az ml job stream -n $again)
expect_part "the log" "$log" '"epochs": 12'

# A name is taken once.
said=$(expect_failure 1 az ml job create -f jobs/hello-world.yml --name renamed-1)
expect_part "the error" "$said" "renamed-1"
# A field that no job has.
said=$(expect_failure 65 az ml job create -f jobs/hello-world.yml --set comand=echo)
expect_part "the error" "$said" "comand"
