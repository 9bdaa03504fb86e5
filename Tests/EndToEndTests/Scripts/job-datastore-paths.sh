#!/bin/bash
# Jobs that write into the default datastore and read from there.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

job=$(az ml job create -f jobs/to-datastore.yml --query name -o tsv)
expect_completed $job

job=$(az ml job create -f jobs/from-datastore.yml --query name -o tsv)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "kept in the store"
expect_part "the log" "$log" "deep"

# One file of it.
job=$(az ml job create -f jobs/from-datastore.yml --query name -o tsv --set command='cat ${{inputs.place}}' \
    inputs.place.type=uri_file inputs.place.path=azureml://datastores/workspaceblobstore/paths/notes/today/note.txt)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "kept in the store"

# The long form of the same, and data registered from there.
subscription=$(az account show --query id -o tsv)
long=azureml://subscriptions/$subscription/resourcegroups/default/workspaces/default/datastores/workspaceblobstore/paths/notes/today/
job=$(az ml job create -f jobs/from-datastore.yml --query name -o tsv --set inputs.place.path=$long)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "kept in the store"

az ml data create -n notes -t uri_folder -p azureml://datastores/workspaceblobstore/paths/notes/today/ -o none
job=$(az ml job create -f jobs/from-datastore.yml --query name -o tsv --set inputs.place.path=azureml:notes@latest)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "kept in the store"

# Places that carry the job's name; uploaded when the command has ended.
job=$(az ml job create -f jobs/to-datastore.yml --query name -o tsv \
    --set outputs.place.path='azureml://datastores/workspaceblobstore/paths/runs/${{name}}/' outputs.place.mode=upload)
expect_completed $job
path=$(az ml job show -n $job --query outputs.place.path -o tsv)
echo "$path"
next=$(az ml job create -f jobs/from-datastore.yml --query name -o tsv \
    --set inputs.place.path=azureml://datastores/workspaceblobstore/paths/runs/$job/)
log=$(az ml job stream -n $next)
expect_part "the log" "$log" "kept in the store"
