#!/bin/bash
# What a script of continuous integration does on every run: what is there already is no mistake.
set -e
source functions/expect.sh

setup() {
    az group create -n ci -l westeurope -o none
    az ml workspace show -n ci -g ci -o none 2>/dev/null || az ml workspace create -n ci -g ci -o none
    az configure --defaults group=ci workspace=ci
    az ml compute create -n cpu-cluster --type amlcompute --min-instances 0 --max-instances "$1" --size Standard_DS1_v2 -o none
    az ml environment create -f environments/from-image.yml -o none
    az ml data create -f data/people.yml --version 1 --set tags.round="$1" -o none
    az ml model create -f assets/line.yml --set tags.round="$1" -o none
    az ml component create -f components/train.yml -o none
    az ml datastore create --file data/store.yml -o none
    endpoint_exists=$(az ml online-endpoint list --query "[?name=='ci-endpoint'] | length(@)" -o tsv)
    if [[ $endpoint_exists == 0 ]]; then
        az ml online-endpoint create -n ci-endpoint -f endpoints/endpoint.yml -o none
    fi
    az ml online-endpoint show -n ci-endpoint -o none
}

setup 1
setup 2

expect "the clusters" "$(az ml compute list --type amlcompute --query "length(@)" -o tsv)" 1
expect "what the cluster may have by now" "$(az ml compute show -n cpu-cluster --query max_instances -o tsv)" 2
expect "the versions of the environment" "$(az ml environment list -n from-image --query "length(@)" -o tsv)" 1
expect "the versions of the data" "$(az ml data list -n people --query "length(@)" -o tsv)" 1
expect "the tag of the data" "$(az ml data show -n people -v 1 --query tags.round -o tsv)" 2
expect "the versions of the model" "$(az ml model list -n line --query "length(@)" -o tsv)" 1
expect "the tag of the model" "$(az ml model show -n line -v 1 --query tags.round -o tsv)" 2
expect "the versions of the component" "$(az ml component list -n train_line --query "length(@)" -o tsv)" 1
expect "the endpoints" "$(az ml online-endpoint list --query "length(@)" -o tsv)" 1

# Content under the same version never changes.
echo '{"slope": 9, "offset": 9}' > assets/line/line.json
said=$(expect_failure 1 az ml model create -f assets/line.yml)
expect_part "the error" "$said" "line"
