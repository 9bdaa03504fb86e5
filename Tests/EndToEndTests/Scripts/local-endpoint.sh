#!/bin/bash
# An endpoint that is tried out locally before it goes to the cloud, which here is the same box.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

export ENDPOINT_NAME=local-`echo $RANDOM`

# <create>
az ml online-endpoint create --local -n $ENDPOINT_NAME -f endpoints/endpoint.yml -o none
az ml online-deployment create --local -n blue --endpoint $ENDPOINT_NAME -f endpoints/blue-deployment.yml -o none
# </create>

# <state>
az ml online-endpoint show -n $ENDPOINT_NAME --local
# </state>
expect "the state" "$(az ml online-endpoint show -n $ENDPOINT_NAME --local --query provisioning_state -o tsv)" Succeeded
expect "the deployments" "$(az ml online-deployment list -e $ENDPOINT_NAME --local --query "[].name" -o tsv)" blue

# <invoke>
answer=$(az ml online-endpoint invoke --local --name $ENDPOINT_NAME --request-file endpoints/model-1/sample-request.json)
# </invoke>
expect_part "the answer" "$answer" "[2, 4, 6]"

# <logs>
log=$(az ml online-deployment get-logs --local -n blue --endpoint $ENDPOINT_NAME)
# </logs>
expect_part "the log" "$log" "Request received"

# <update>   another script in the same folder
sed -i 's/line\["slope"\] \* x/100 * x/' endpoints/code/score.py
az ml online-deployment update --local -n blue --endpoint $ENDPOINT_NAME -f endpoints/blue-deployment.yml -o none
# </update>
answer=$(az ml online-endpoint invoke --local --name $ENDPOINT_NAME --request-file endpoints/model-1/sample-request.json)
expect_part "the answer" "$answer" "[100, 200, 300]"

az ml online-endpoint delete -n $ENDPOINT_NAME --local --yes
expect "the endpoints" "$(az ml online-endpoint list --local --query "length(@)" -o tsv)" 0
