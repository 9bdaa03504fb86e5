#!/bin/bash
# Everything of a kind at once, in loops over what a list says, as it is cleaned up after a workshop.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

for i in 1 2; do
    az ml online-endpoint create -n workshop-$i --set tags.owner=team-$i -o none
    az ml compute create -n workshop-cluster-$i --type amlcompute --min-instances 0 --max-instances 1 --size Standard_DS1_v2 -o none
    az ml job create -f jobs/hello-world.yml -n workshop-job-$i --set experiment_name=workshop -o none
    az ml model create -n workshop-model-$i -p assets/line -o none
    az ml data create -n workshop-data-$i -p data/people.csv -t uri_file -o none
done
az ml job stream -n workshop-job-1 >/dev/null
az ml job stream -n workshop-job-2 >/dev/null

# <endpoints>
ENDPOINT_LIST=$(az ml online-endpoint list --query "[*].[name]" -o tsv)
echo $ENDPOINT_LIST
for i in $ENDPOINT_LIST; do
    az ml online-endpoint delete --name $i --yes --no-wait && echo "deletion of $i is under way"
done
# </endpoints>

# <computes>
for i in $(az ml compute list --query "[?starts_with(name, 'workshop')].name" -o tsv); do
    az ml compute delete -n $i -y
done
# </computes>

# <archives>
for i in $(az ml job list --query "[?experiment_name=='workshop'].name" -o tsv); do az ml job archive -n $i; done
for i in $(az ml model list --query "[].name" -o tsv); do az ml model archive -n $i; done
for i in $(az ml data list --query "[?starts_with(name, 'workshop')].[name]" -o tsv); do az ml data archive -n $i; done
# </archives>

while [[ $(az ml online-endpoint list --query "length(@)" -o tsv) != 0 ]]; do sleep 0.2; done
expect "the clusters" "$(az ml compute list --type amlcompute --query "length(@)" -o tsv)" 0
for kind in job model data; do
    expect "what is left of each $kind" "$(az ml $kind list --query "length(@)" -o tsv)" 0
    expect "what is put away of each $kind" "$(az ml $kind list --archived-only --query "length(@)" -o tsv)" 2
done
