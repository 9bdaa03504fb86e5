#!/bin/bash
# The same answer in all forms that scripts ask for, and nothing but the answer on standard output.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

job=$(az ml job create -f jobs/literals.yml --set tags.a=1 tags.b="two words" --query name -o tsv)
expect_completed $job

expect "as tsv" "$(az ml job show -n $job --query "[name, status]" -o tsv | paste -sd' ')" "$job Completed"
expect "as json" "$(az ml job show -n $job --query name)" "\"$job\""
expect "by jq" "$(az ml job show -n $job -o json | jq -r .tags.b)" "two words"
expect "as yaml" "$(az ml job show -n $job --query tags -o yaml)" "a: '1'
b: two words"
expect "nothing" "$(az ml job show -n $job -o none)" ""
expect "a table's columns" "$(az ml job list --query "[].{Name:name, Status:status}" -o table | head -1 | xargs)" "Name Status"
expect "a column of lists" "$(az ml job list --query "[].[name, tags.a]" -o tsv)" "$(printf '%s\t1' $job)"
expect "what is not there" "$(az ml job show -n $job --query description_of_nothing -o tsv)" ""
expect "a number" "$(az ml job show -n $job --query inputs.epochs -o tsv)" 7
expect "a truth value" "$(az ml job show -n $job --query inputs.shuffle -o tsv)" true
expect "a count" "$(az ml job list --query "[?name=='$job'] | length(@)" -o tsv)" 1
expect "words, abbreviated" "$(az ml job show --name $job --out tsv --query display_name)" literal-inputs
expect "only errors" "$(az ml job show -n $job --query status -o tsv --only-show-errors 2>&1)" Completed
export AZURE_SUBSCRIPTION_ID=$(az account show --query id --output tsv)
expect "with all that may be said" "$(az ml job show -n $job -g default -w default --subscription $AZURE_SUBSCRIPTION_ID --query status -o tsv)" Completed
