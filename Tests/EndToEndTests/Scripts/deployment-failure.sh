#!/bin/bash
# A deployment whose scoring script cannot be loaded: how it is told, and how it is repaired.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

az ml online-endpoint create -f endpoints/endpoint.yml -o none

# <fails>
code=0
said=$(az ml online-deployment create -f endpoints/blue-deployment.yml --all-traffic --set code_configuration.code=broken 2>&1) || code=$?
# </fails>
expect "the exit code" $code 1
expect_part "the error" "$said" "a_package_that_nobody_has"
expect "the state" "$(az ml online-deployment show -n blue --endpoint my-endpoint --query provisioning_state -o tsv)" Failed
log=$(az ml online-deployment get-logs -n blue --endpoint my-endpoint --lines 50)
expect_part "the log" "$log" "ModuleNotFoundError"
said=$(expect_failure 1 az ml online-endpoint invoke -n my-endpoint -r endpoints/model-1/sample-request.json)
echo "$said"

# <repair>
az ml online-deployment update -f endpoints/blue-deployment.yml -o none
az ml online-endpoint update -n my-endpoint --traffic "blue=100" -o none
# </repair>
expect "the state" "$(az ml online-deployment show -n blue -e my-endpoint --query provisioning_state -o tsv)" Succeeded
expect_part "the answer" "$(az ml online-endpoint invoke -n my-endpoint -r endpoints/model-1/sample-request.json)" "[2, 4, 6]"

# An update that fails leaves the old revision serving.
az ml online-deployment update -f endpoints/blue-deployment.yml --set code_configuration.code=broken -o none || true
expect_part "the answer" "$(az ml online-endpoint invoke -n my-endpoint -r endpoints/model-1/sample-request.json)" "[2, 4, 6]"

# A request that the script cannot answer.
echo '{"rows": [1]}' > bad.json
said=$(expect_failure 1 az ml online-endpoint invoke -n my-endpoint -r bad.json)
expect_part "the error" "$said" "scoring script"
expect_part "the log" "$(az ml online-deployment get-logs -n blue -e my-endpoint -l 50)" "KeyError"

# A scoring script that is not there.
said=$(expect_failure 65 az ml online-deployment create -f endpoints/green-deployment.yml --set code_configuration.scoring_script=scores.py)
expect_part "the error" "$said" "scores.py"
# An endpoint that is not there.
said=$(expect_failure 3 az ml online-deployment create -f endpoints/green-deployment.yml --endpoint-name nowhere)
expect_part "the error" "$said" "nowhere"

az ml online-endpoint delete -n my-endpoint --yes
