#!/bin/bash
# Registered data as inputs: a version, the latest, and what latest means after an archive.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

printf 'name,age\nada,36\n' > one.csv
printf 'name,age\nada,36\ngrace,85\n' > two.csv
az ml data create --name people --version 1 --type uri_file --path one.csv -o none
az ml data create --name people --version 2 --type uri_file --path two.csv -o none

lines() { # lines PATH   what a job counts in the data
    local job
    job=$(az ml job create -f jobs/input-file.yml --query name -o tsv --set inputs.people.path="$1")
    az ml job stream -n $job
}

log=$(lines azureml:people:1)
expect_part "the log of version 1" "$log" "lines: 2"
log=$(lines azureml:people@latest)
expect_part "the log of the latest" "$log" "lines: 3"

# The whole name of a version.
id=$(az ml data show --name people --version 1 --query id -o tsv)
log=$(lines "azureml:$id")
expect_part "the log by id" "$log" "lines: 2"

# What a job ran with stays written in it.
job=$(az ml job create -f jobs/input-file.yml --query name -o tsv --set inputs.people.path=azureml:people@latest)
expect_completed $job
expect_part "the input as shown" "$(az ml job show -n $job --query inputs.people.path -o tsv)" "people"

az ml data archive --name people --version 2
log=$(lines azureml:people@latest)
expect_part "the log of the latest after the archive" "$log" "lines: 2"
az ml data restore --name people --version 2
log=$(lines azureml:people@latest)
expect_part "the log of the latest after the restore" "$log" "lines: 3"

# A folder.
az ml data create -n parts -v initial -p data/people -t uri_folder -o none
job=$(az ml job create -f jobs/input-folder.yml --query name -o tsv --set inputs.people.path=azureml:parts:initial)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "first part"

said=$(expect_failure 3 az ml job create -f jobs/input-file.yml --set inputs.people.path=azureml:people:9)
expect_part "the error" "$said" "9"
