#!/bin/bash
# The same by files: what an endpoint and its deployments are to be, said anew each time.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

az ml online-endpoint create -f endpoints/endpoint.yml -o none
az ml online-deployment create -f endpoints/blue-deployment.yml --all-traffic -o none
az ml online-deployment create -f endpoints/green-deployment.yml --set instance_count=2 -o none
expect "the deployments" "$(az ml online-deployment list -e my-endpoint --query "[].name | sort(@) | join(' ', @)" -o tsv)" "blue green"

cat endpoints/endpoint.yml - > split.yml <<YAML
description: Both serve.
tags: {stage: canary}
traffic:
  blue: 80
  green: 20
YAML
az ml online-endpoint update -f split.yml -o none
expect "the traffic" "$(az ml online-endpoint show -n my-endpoint --query "traffic.[blue, green]" -o tsv | tr '\n\t' '  ' | xargs)" "80 20"
expect "the tag" "$(az ml online-endpoint show -n my-endpoint --query tags.stage -o tsv)" canary

az ml online-endpoint update -n my-endpoint --set traffic.blue=0 traffic.green=100 description="Green serves." -o none
expect "the traffic" "$(az ml online-endpoint show -n my-endpoint --query traffic.green -o tsv)" 100

# Another revision of a deployment from its file.
sed 's/instance_count: 1/instance_count: 2/' endpoints/blue-deployment.yml > endpoints/blue-2.yml
sed -i 's#model-1#model-2#' endpoints/blue-2.yml
az ml online-deployment update -f endpoints/blue-2.yml -o none
expect_part "the answer of the new blue" \
    "$(az ml online-endpoint invoke -n my-endpoint --deployment blue -r endpoints/model-1/sample-request.json)" "[4, 7, 10]"
expect "the instances" "$(az ml online-deployment show -n blue -e my-endpoint --query instance_count -o tsv)" 2

# What is not 0 or 100 together is refused, and nothing changes.
said=$(expect_failure 65 az ml online-endpoint update -n my-endpoint --traffic "blue=50 green=20")
expect_part "the error" "$said" "100"
expect "the traffic" "$(az ml online-endpoint show -n my-endpoint --query traffic.green -o tsv)" 100

# Who has traffic cannot be deleted.
expect_failure 1 az ml online-deployment delete -n green -e my-endpoint --yes
az ml online-endpoint delete -n my-endpoint -y
