#!/bin/bash
# Datastores: those that every workspace has, a folder of this box, and the kinds that only the cloud has.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <list>
az ml datastore list -o table
# </list>
expect "the default one" "$(az ml datastore list --query "[?is_default].name | [0]" -o tsv)" workspaceblobstore
expect "how many there are" "$(az ml datastore list --query "length(@)" -o tsv)" 4

# <local>
mkdir lake
cp data/people.csv lake
cat > lake.yml <<YAML
name: lake
type: local_file
description: A folder of this box.
path: $PWD/lake
YAML
az ml datastore create -f lake.yml -o none
# </local>
expect "the type" "$(az ml datastore show -n lake --query type -o tsv)" local_file

job=$(az ml job create -f jobs/input-file.yml --query name -o tsv \
    --set inputs.people.path=azureml://datastores/lake/paths/people.csv)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "lines: 4"

job=$(az ml job create -f jobs/to-datastore.yml --query name -o tsv \
    --set outputs.place.path=azureml://datastores/lake/paths/from-a-job)
expect_completed $job
expect "what the job left in the folder" "$(cat lake/from-a-job/deep/note.txt)" deep

az ml datastore update -n lake --set description="Where the fish are." tags.depth=3 -o none
expect "the description" "$(az ml datastore show --name lake --query description -o tsv)" "Where the fish are."

# <cloud>
az ml datastore create --file data/store.yml -o none
az ml datastore create --file data/store.yml --name cloud_sas \
    --set credentials='{"sas_token": "not-a-token"}' -o none
# </cloud>
for kind in azure_file azure_data_lake_gen2 azure_data_lake_gen1 one_lake; do
    az ml datastore create -f data/$kind.yml -o none
    expect "the type" "$(az ml datastore show -n cloud_$kind --query type -o tsv)" $kind
done
expect "the type" "$(az ml datastore show -n cloud_blob --query type -o tsv)" azure_blob
expect "the account" "$(az ml datastore show -n cloud_blob --query account_name -o tsv)" mytestblobstore
if az ml datastore show -n cloud_blob -o yaml | grep not-a-key; then
    echo "the key is shown" >&2
    exit 1
fi
expect "the names" "$(az ml datastore list --query "[?type=='azure_blob' && starts_with(name, 'cloud')].name | sort(@) | join(' ', @)" -o tsv)" \
    "cloud_blob cloud_sas"
said=$(expect_failure 69 az ml data create -n far -t uri_file -p azureml://datastores/cloud_blob/paths/far.csv)
expect_part "the error" "$said" cloud_blob

# <delete>
az ml datastore delete -n cloud_blob
az ml datastore delete -n cloud_sas
for kind in azure_file azure_data_lake_gen2 azure_data_lake_gen1 one_lake; do
    az ml datastore delete -n cloud_$kind
done
az ml datastore delete --name lake
# </delete>
expect "how many there are" "$(az ml datastore list --query "length(@)" -o tsv)" 4
expect "the folder, which stays" "$(cat lake/people.csv | wc -l)" 4
