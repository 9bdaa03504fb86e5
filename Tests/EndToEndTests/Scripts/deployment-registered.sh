#!/bin/bash
# A registered model in a registered environment; nobody waits for it but a loop.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

az ml model create -n line-model -v 1 -p endpoints/model-1/model -o none
az ml model create -n line-model -v 2 -p endpoints/model-2/model -o none
az ml environment create -n scoring-env --image library/python:latest -o none

wait_for() { # wait_for KIND ARGUMENTS...   until it is no longer on its way
    local state
    state=$(az ml $1 show "${@:2}" --query provisioning_state -o tsv)
    while [[ $state == "Creating" || $state == "Updating" || $state == "Scaling" ]]; do
        sleep 0.3
        state=$(az ml $1 show "${@:2}" --query provisioning_state -o tsv)
    done
    echo "$state"
}

az ml online-endpoint create -f endpoints/endpoint.yml --no-wait -o none
expect "the endpoint" "$(wait_for online-endpoint -n my-endpoint)" Succeeded
az ml online-deployment create -f endpoints/registered-deployment.yml --no-wait --all-traffic -o none
expect "the deployment" "$(wait_for online-deployment -n smr --endpoint my-endpoint)" Succeeded
while [[ $(az ml online-endpoint show -n my-endpoint --query traffic.smr -o tsv) != 100 ]]; do sleep 0.2; done
expect_part "the answer" "$(az ml online-endpoint invoke -n my-endpoint -r endpoints/model-1/sample-request.json)" "[2, 4, 6]"
expect "the model as shown" "$(az ml online-deployment show -n smr -e my-endpoint --query model -o tsv)" azureml:line-model:1
expect "the tag" "$(az ml online-deployment show -n smr -e my-endpoint --query tags.kind -o tsv)" registered

# <another_model>
az ml online-deployment update -n smr -e my-endpoint --set model=azureml:line-model:2 --no-wait -o none
# </another_model>
expect "the deployment" "$(wait_for online-deployment -n smr --endpoint my-endpoint)" Succeeded
expect_part "the answer" "$(az ml online-endpoint invoke -n my-endpoint -r endpoints/model-2/sample-request.json)" "[4, 7, 10]"

# <another_environment>
az ml environment create -n other-env -v 7 --image library/python:3.11 -o none
az ml online-deployment update -n smr -e my-endpoint --set environment=azureml:other-env:7 -o none
# </another_environment>
expect "the environment" "$(az ml online-deployment show -n smr -e my-endpoint --query environment -o tsv)" azureml:other-env:7
expect_part "the answer" "$(az ml online-endpoint invoke -n my-endpoint -r endpoints/model-2/sample-request.json)" "[4, 7, 10]"

# The latest by its label, beside the first.
az ml online-deployment create -f endpoints/registered-deployment.yml --name newest --set model=azureml:line-model@latest \
    environment='{"image": "library/python:latest"}' -o none
expect_part "the answer" "$(az ml online-endpoint invoke -n my-endpoint -d newest -r endpoints/model-2/sample-request.json)" "[4, 7, 10]"

said=$(expect_failure 3 az ml online-deployment create -f endpoints/registered-deployment.yml -n none --set model=azureml:line-model:9)
expect_part "the error" "$said" "line-model"

az ml online-endpoint delete -n my-endpoint -y --no-wait
