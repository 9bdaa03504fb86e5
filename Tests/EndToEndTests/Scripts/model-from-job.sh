#!/bin/bash
# The model that a job made, registered in all ways a job's output can be named.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

az ml job create -f jobs/make-data.yml --stream >/dev/null
cp jobs/fit.yml train.yml
run_id=$(az ml job create -f train.yml --query name -o tsv --set code=jobs/src \
    command='python fit.py --data ${{inputs.numbers}} --model ${{outputs.model}} && mkdir -p outputs/model && cp ${{outputs.model}}/line.json outputs/model')
expect_completed $run_id

# <by_output>
az ml model create --name by-output --version 1 --type custom_model --path azureml://jobs/$run_id/outputs/model -o none
# </by_output>
# <by_path>
az ml model create -n by-path -v 1 -p azureml://jobs/$run_id/outputs/model/paths/line.json -o none
# </by_path>
# <by_artifact>
az ml model create --name by-artifact --version 1 --path azureml://jobs/$run_id/outputs/artifacts/paths/outputs/model/ -o none
# </by_artifact>
# <by_run>
az ml model create --name by-run --version 1 --path runs:/$run_id/outputs/model --type custom_model -o none
# </by_run>

for name in by-output by-path by-artifact by-run; do
    expect "the job of $name" "$(az ml model show -n $name -v 1 --query job_name -o tsv)" $run_id
    az ml model download -n $name -v 1 -p files
    expect "the line of $name" "$(cat $(find files/$name -name line.json))" '{"slope": 3.0, "offset": 1.0}'
    use=$(az ml job create -f jobs/use-model.yml --query name -o tsv --set inputs.model.path=azureml:$name:1 inputs.x=2)
    log=$(az ml job stream -n $use)
    expect_part "the log with $name" "$log" "answer: 7.0"
done

# Once more under the next version, from a file.
cat > model.yml <<YAML
\$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json
name: by-output
path: azureml://jobs/$run_id/outputs/model
type: custom_model
tags: {made_by: $run_id}
YAML
expect "the version" "$(az ml model create -f model.yml --query version -o tsv)" 2
expect "the tag" "$(az ml model show -n by-output -v 2 --query tags.made_by -o tsv)" $run_id

# An output of an MLflow model.
run_id=$(az ml job create -f jobs/outputs.yml --query name -o tsv)
expect_completed $run_id
az ml model create -n as-mlflow -p azureml://jobs/$run_id/outputs/mlflow_model --type mlflow_model -o none
expect "the type" "$(az ml model show -n as-mlflow --label latest --query type -o tsv)" mlflow_model

said=$(expect_failure 3 az ml model create -n none -p azureml://jobs/$run_id/outputs/artifacts/paths/none)
expect_part "the error" "$said" "none"
