#!/bin/bash
# An endpoint with one deployment: asked by the command and by curl, its logs, its keys.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

export ENDPOINT_NAME=endpt-`echo $RANDOM`

# <create_endpoint>
az ml online-endpoint create --name $ENDPOINT_NAME -f endpoints/endpoint.yml
# </create_endpoint>

# <create_deployment>
az ml online-deployment create --name blue --endpoint $ENDPOINT_NAME -f endpoints/blue-deployment.yml --all-traffic
# </create_deployment>

endpoint_status=`az ml online-endpoint show --name $ENDPOINT_NAME --query "provisioning_state" -o tsv`
if [[ $endpoint_status == "Succeeded" ]]; then
    echo "Endpoint created successfully"
else
    echo "Endpoint creation failed"
    exit 1
fi
deploy_status=`az ml online-deployment show --name blue --endpoint $ENDPOINT_NAME --query "provisioning_state" -o tsv`
if [[ $deploy_status == "Succeeded" ]]; then
    echo "Deployment completed successfully"
else
    echo "Deployment failed"
    exit 1
fi
expect "the traffic" "$(az ml online-endpoint show -n $ENDPOINT_NAME --query traffic.blue -o tsv)" 100

# <invoke>
answer=$(az ml online-endpoint invoke --name $ENDPOINT_NAME --request-file endpoints/model-1/sample-request.json)
# </invoke>
expect_part "the answer" "$answer" "[2, 4, 6]"

# <curl>
ENDPOINT_KEY=$(az ml online-endpoint get-credentials -n $ENDPOINT_NAME -o tsv --query primaryKey)
SCORING_URI=$(az ml online-endpoint show -n $ENDPOINT_NAME -o tsv --query scoring_uri)
answer=$(curl -sS --fail --request POST "$SCORING_URI" --header "Authorization: Bearer $ENDPOINT_KEY" \
    --header 'Content-Type: application/json' --data @endpoints/model-1/sample-request.json)
# </curl>
expect "the answer" "$answer" "[2, 4, 6]"

status() { # status KEY   the HTTP status of a request with that key
    curl -sS -o /dev/null -w "%{http_code}" "$SCORING_URI" -H "Authorization: Bearer $1" \
        -H "Content-Type: application/json" -d '{"data": [1]}'
}
expect "the status without the right key" "$(status none)" 401
SECONDARY=$(az ml online-endpoint get-credentials -n $ENDPOINT_NAME --query secondaryKey -o tsv)
expect "the status with the second key" "$(status $SECONDARY)" 200
expect "the headers" "$(curl -sS -o /dev/null -D - "$SCORING_URI" -H "Authorization: Bearer $ENDPOINT_KEY" -d '{"data": [1]}' \
    | tr -d '\r' | grep -i '^azureml-model-deployment' | cut -d' ' -f2)" blue
SWAGGER=$(az ml online-endpoint show -n $ENDPOINT_NAME -o tsv --query openapi_uri)
curl -sS --fail "$SWAGGER" -H "Authorization: Bearer $ENDPOINT_KEY" | grep -q '/score"'

# <get_logs>
log=$(az ml online-deployment get-logs --name blue --endpoint $ENDPOINT_NAME)
# </get_logs>
expect_part "the log" "$log" "Init complete"
expect_part "the log" "$log" "Request received"
expect "two lines of the log" "$(az ml online-deployment get-logs -n blue -e $ENDPOINT_NAME --lines 2 | wc -l)" 2
az ml online-deployment get-logs --name blue --endpoint-name $ENDPOINT_NAME --lines 50 --container storage-initializer >/dev/null

# <regenerate_keys>
az ml online-endpoint regenerate-keys -n $ENDPOINT_NAME --key-type primary
# </regenerate_keys>
expect "the status with the old key" "$(status $ENDPOINT_KEY)" 401
expect "the status with the second key" "$(status $SECONDARY)" 200
expect "the status with the new key" "$(status $(az ml online-endpoint get-credentials -n $ENDPOINT_NAME --query primaryKey -o tsv))" 200

expect "the endpoints" "$(az ml online-endpoint list --query "[].name" -o tsv)" $ENDPOINT_NAME
az ml online-endpoint list -o table
az ml online-deployment list --endpoint-name $ENDPOINT_NAME -o table

# <delete_endpoint>
az ml online-endpoint delete --name $ENDPOINT_NAME --yes --no-wait
# </delete_endpoint>
while [[ $(az ml online-endpoint list --query "[?name=='$ENDPOINT_NAME'] | length(@)" -o tsv) != 0 ]]; do
    sleep 0.2
done
if az ml online-endpoint show -n $ENDPOINT_NAME -o none 2>/dev/null; then exit 1; fi
