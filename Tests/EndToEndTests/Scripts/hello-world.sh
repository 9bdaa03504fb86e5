#!/bin/bash
# A job that says hello, watched as continuous integration does it.
set -e
source functions/expect.sh

# <install_ml>
az extension remove -n azure-cli-ml
az extension remove -n ml
az extension add -n ml -y
az version -o table
# </install_ml>

# <defaults>
az account set -s "$(az account show --query id -o tsv)"
az group create -n hello-group -l westeurope -o none
az ml workspace create -n hello -g hello-group -o none
az configure --defaults group=hello-group workspace=hello location=westeurope
# </defaults>

# <create>
run_id=$(az ml job create -f jobs/hello-world.yml --query name -o tsv)
# </create>

if [[ -z "$run_id" ]]; then
    echo "Job creation failed"
    exit 3
fi

job_uri=$(az ml job show -n $run_id --query services.Studio.endpoint -o tsv)
echo "$job_uri"
if [[ -z "$job_uri" ]]; then
    echo "There is no studio for the job"
    exit 4
fi

# <poll>
running=("NotStarted" "Queued" "Starting" "Provisioning" "Preparing" "Running" "Finalizing")
status=$(az ml job show -n $run_id --query status -o tsv)
while [[ ${running[*]} =~ $status ]]; do
    sleep 0.5
    status=$(az ml job show -n $run_id --query status -o tsv)
    echo "$status"
done
# </poll>

if [[ $status == "Completed" ]]; then
    echo "Job completed"
elif [[ $status == "Failed" ]]; then
    echo "Job failed"
    exit 1
else
    echo "Job not completed or failed. Status is $status"
    exit 2
fi

# <stream>
log=$(az ml job stream -n $run_id)
# </stream>
expect_part "the job's log" "$log" "hello world"

expect "the job's kind" "$(az ml job show -n $run_id --query type -o tsv)" command
expect "the experiment, which is the folder" "$(az ml job show -n $run_id --query experiment_name -o tsv)" jobs
expect_part "the job's id" "$(az ml job show -n $run_id --query id -o tsv)" \
    "/resourceGroups/hello-group/providers/Microsoft.MachineLearningServices/workspaces/hello/jobs/$run_id"
expect "the jobs of the workspace" "$(az ml job list --query "[].name" -o tsv)" $run_id
