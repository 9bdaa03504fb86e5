#!/bin/bash
# What a scoring script finds in its environment, and settings that change without a file.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# Puts values into a file, as the examples do.
change_vars() {
    for FILE in "$@"; do
        TMP="${FILE}_"
        cp $FILE $TMP
        readarray -t VARS < <(cat $TMP | grep -oP '{{.*?}}' | sed -e 's/[}{]//g')
        for VAR in "${VARS[@]}"; do
            sed -i "s#{{${VAR}}}#${!VAR}#g" $TMP
        done
    done
}

ENDPOINT_NAME="endpt-moe-$RANDOM"
az ml online-endpoint create -n $ENDPOINT_NAME --auth-mode key -o none
change_vars endpoints/variables-deployment.yml
mv endpoints/variables-deployment.yml_ endpoints/variables.yml
az ml online-deployment create -f endpoints/variables.yml --all-traffic -o none

names='["GREETING", "AZUREML_MODEL_DIR", "AZUREML_ENTRY_SCRIPT", "AML_APP_ROOT", "WORKER_COUNT", "AZUREML_LOG_LEVEL"]'
echo "{\"names\": $names}" > names.json
answer=$(az ml online-endpoint invoke -n $ENDPOINT_NAME -r names.json | jq fromjson)
echo "$answer"
expect "the greeting" "$(jq -r .GREETING <<<"$answer")" hello
expect "the entry script" "$(jq -r .AZUREML_ENTRY_SCRIPT <<<"$answer")" environment.py
expect "the level of the log" "$(jq -r .AZUREML_LOG_LEVEL <<<"$answer")" DEBUG
model=$(jq -r .AZUREML_MODEL_DIR <<<"$answer")
expect_part "the folder of the model" "$model" "variables/1"
test -f "$model/line.json"

# <update>
az ml online-deployment update -n default -e $ENDPOINT_NAME --set environment_variables.GREETING=servus \
    environment_variables.EXTRA=1 request_settings.request_timeout_ms=60000 -o none
# </update>
echo '{"names": ["GREETING", "EXTRA", "AZUREML_LOG_LEVEL"]}' > names.json
answer=$(az ml online-endpoint invoke -n $ENDPOINT_NAME -r names.json | jq -c fromjson)
expect "the variables" "$answer" '{"GREETING":"servus","EXTRA":"1","AZUREML_LOG_LEVEL":"DEBUG"}'
expect "the limit of time" \
    "$(az ml online-deployment show -n default -e $ENDPOINT_NAME --query request_settings.request_timeout_ms -o tsv)" 60000

az ml online-endpoint delete -y -n $ENDPOINT_NAME --no-wait
