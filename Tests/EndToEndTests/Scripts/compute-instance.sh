#!/bin/bash
# A compute instance: stopped, started, restarted, and what becomes of jobs for it meanwhile.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

az ml compute create -f compute/instance.yml -o none
expect "the state" "$(az ml compute show -n my-instance --query state -o tsv)" Running
expect "the type" "$(az ml compute show -n my-instance --query type -o tsv)" computeinstance

job=$(az ml job create -f jobs/hello-world.yml --set compute=azureml:my-instance --query name -o tsv)
expect_completed $job

# <stop>
az ml compute stop -n my-instance
# </stop>
expect "the state" "$(az ml compute show -n my-instance --query state -o tsv)" Stopped
job=$(az ml job create -f jobs/hello-world.yml --set compute=azureml:my-instance --query name -o tsv)
expect "the job, which waits" "$(az ml job show -n $job --query status -o tsv)" Queued

# <start>
az ml compute start -n my-instance --no-wait
state=$(az ml compute show -n my-instance --query state -o tsv)
while [[ $state != "Running" && $state != "JobRunning" ]]; do
    sleep 0.2
    state=$(az ml compute show -n my-instance --query state -o tsv)
done
# </start>
expect_completed $job

# <restart>
az ml compute restart -n my-instance
# </restart>
expect "the state" "$(az ml compute show -n my-instance --query state -o tsv)" Running
az ml compute update -n my-instance --set tags.owner=grace -o none
expect "the tag" "$(az ml compute list --type computeinstance --query "[0].tags.owner" -o tsv)" grace

az ml compute delete -n my-instance --yes
expect "the instances" "$(az ml compute list --query "[?type=='computeinstance'] | length(@)" -o tsv)" 0
