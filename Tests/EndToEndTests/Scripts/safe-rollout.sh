#!/bin/bash
# A new model beside the old one: asked alone, shown a copy of the traffic, given a part of it, then all.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

export ENDPOINT_NAME=endpt-`echo $RANDOM`
request=endpoints/model-2/sample-request.json

# <create_endpoint>
az ml online-endpoint create --name $ENDPOINT_NAME -f endpoints/endpoint.yml -o none
# </create_endpoint>

# <create_blue>
az ml online-deployment create --name blue --endpoint $ENDPOINT_NAME -f endpoints/blue-deployment.yml --all-traffic -o none
# </create_blue>

# <test_blue>
expect_part "the answer of blue" "$(az ml online-endpoint invoke --name $ENDPOINT_NAME --request-file $request)" "[2, 4, 6]"
# </test_blue>

# <scale_blue>   of what it is made of: what the files say by now does not count
cp -r endpoints before
mv endpoints/model-1/model endpoints/model-1/moved
sed -i 's/line\["slope"\] \* x/0 * x/' endpoints/code/score.py
az ml online-deployment update --name blue --endpoint $ENDPOINT_NAME --set instance_count=2 -o none
# </scale_blue>
rm -r endpoints
mv before endpoints
expect_part "the answer of blue" "$(az ml online-endpoint invoke --name $ENDPOINT_NAME --request-file $request)" "[2, 4, 6]"
expect "the instances of blue" "$(az ml online-deployment show -n blue -e $ENDPOINT_NAME --query instance_count -o tsv)" 2
expect "the traffic" "$(az ml online-endpoint show -n $ENDPOINT_NAME --query traffic.blue -o tsv)" 100

# <create_green>
az ml online-deployment create --name green --endpoint $ENDPOINT_NAME -f endpoints/green-deployment.yml -o none
# </create_green>

# <get_traffic>
az ml online-endpoint show -n $ENDPOINT_NAME --query traffic
# </get_traffic>
traffic() { az ml online-endpoint show -n $ENDPOINT_NAME --query "join(' ', [to_string(traffic.blue), to_string(traffic.green || \`0\`)])" -o tsv; }
expect "the traffic" "$(traffic)" "100 0"
expect_part "what all are answered" "$(az ml online-endpoint invoke -n $ENDPOINT_NAME -r $request)" "[2, 4, 6]"

# <test_green>
expect_part "the answer of green" "$(az ml online-endpoint invoke --name $ENDPOINT_NAME --deployment green --request-file $request)" "[4, 7, 10]"
# </test_green>

# <test_green_using_curl>
ENDPOINT_KEY=$(az ml online-endpoint get-credentials -n $ENDPOINT_NAME -o tsv --query primaryKey)
SCORING_URI=$(az ml online-endpoint show -n $ENDPOINT_NAME -o tsv --query scoring_uri)
answer=$(curl -sS --fail --request POST "$SCORING_URI" --header "Authorization: Bearer $ENDPOINT_KEY" \
    --header 'Content-Type: application/json' --header "azureml-model-deployment: green" --data @$request)
# </test_green_using_curl>
expect "the answer of green" "$answer" "[4, 7, 10]"

# <mirror>
az ml online-endpoint update --name $ENDPOINT_NAME --mirror-traffic "green=10" -o none
# </mirror>
expect "the mirror" "$(az ml online-endpoint show -n $ENDPOINT_NAME --query mirror_traffic.green -o tsv)" 10
before=$(az ml online-deployment get-logs -n green -e $ENDPOINT_NAME | grep -c "Request received")
for _ in $(seq 10); do
    for _ in $(seq 20); do
        answer=$(curl -sS --fail "$SCORING_URI" -H "Authorization: Bearer $ENDPOINT_KEY" -d @$request)
        expect "the answer while green is shown copies" "$answer" "[2, 4, 6]"
    done
    after=$(az ml online-deployment get-logs -n green -e $ENDPOINT_NAME | grep -c "Request received")
    if ((after > before)); then break; fi
done
if ((after <= before)); then
    echo "green was shown none of the requests" >&2
    exit 1
fi
az ml online-endpoint update --name $ENDPOINT_NAME --mirror-traffic "green=0" -o none

# <green_10pct_traffic>
az ml online-endpoint update --name $ENDPOINT_NAME --traffic "blue=90 green=10" -o none
# </green_10pct_traffic>
expect "the traffic" "$(traffic)" "90 10"
green=0
for _ in $(seq 300); do
    if [[ $(curl -sS --fail "$SCORING_URI" -H "Authorization: Bearer $ENDPOINT_KEY" -d @$request) == "[4, 7, 10]" ]]; then
        green=$((green + 1))
        if ((green == 2)); then break; fi
    fi
done
expect "the answers of green that were waited for" $green 2

# <green_100pct_traffic>
az ml online-endpoint update --name $ENDPOINT_NAME --traffic "blue=0 green=100" -o none
# </green_100pct_traffic>
expect_part "what all are answered" "$(az ml online-endpoint invoke -n $ENDPOINT_NAME -r $request)" "[4, 7, 10]"

# <delete_blue>
az ml online-deployment delete --name blue --endpoint $ENDPOINT_NAME --yes --no-wait
# </delete_blue>
while [[ $(az ml online-deployment list --endpoint $ENDPOINT_NAME --query "length(@)" -o tsv) != 1 ]]; do
    sleep 0.2
done
expect_part "what all are answered" "$(az ml online-endpoint invoke -n $ENDPOINT_NAME -r $request)" "[4, 7, 10]"
said=$(expect_failure 1 az ml online-endpoint invoke -n $ENDPOINT_NAME -r $request --deployment-name blue)
expect_part "the error" "$said" "404"

# <delete_endpoint>
az ml online-endpoint delete --name $ENDPOINT_NAME --yes
# </delete_endpoint>
expect "the endpoints" "$(az ml online-endpoint list --query "length(@)" -o tsv)" 0
