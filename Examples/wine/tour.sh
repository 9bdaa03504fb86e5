#!/usr/bin/env bash
# The road with your own Python, in a home of its own: a conda environment, train.py with MLflow, register, deploy with
# score.py, a better second version, and back again. The environment's packages come from PyPI.
#   tour.sh [PATH-TO-atelier]     (default: `atelier` on PATH)
set -euo pipefail

wine=$(cd "$(dirname "$0")" && pwd)
source "$wine/../steps.sh"
cd "$wine"

train() { # train EPOCHS   leaves the version of the registered model in $version
    tell job create --file job.yml --set "inputs.epochs=$1"
    job=$("$atelier" job create --file job.yml --set "inputs.epochs=$1" --query name -o tsv)
    run job stream --name "$job"
    run job show --name "$job" --query metrics
    quietly model create --name wine --path "azureml://jobs/$job/outputs/model"
    version=$("$atelier" model list --name wine --query "[0].version" -o tsv)
}

chapter "1. A cluster that scales from nothing"
quietly compute create --name cpu-cluster --type amlcompute --min-instances 0 --max-instances 2 --size Standard_DS1_v2

chapter "2. Train a first model, 3 epochs, and register it" \
    "The first job builds its Python environment; the next one finds it ready."
train 3
first=$version

chapter "3. Deploy it as blue, behind a key, and ask it about three wines"
endpoint wine-cellar
deploy wine-cellar blue "azureml:wine:$first"
quietly online-endpoint update --name wine-cellar --traffic blue=100
run online-endpoint invoke --name wine-cellar --request-file request.json
remark "Right, but hardly certain: with three cultivars a guess is 0.33."

chapter "4. Train a better one, 60 epochs"
train 60
second=$version

chapter "5. Ship it as green beside blue, try it alone, then move the traffic"
deploy wine-cellar green "azureml:wine:$second"
run online-endpoint invoke --name wine-cellar --request-file request.json --deployment-name green
quietly online-endpoint update --name wine-cellar --traffic "blue=0 green=100"
remark "The same wines, and green is far more certain."

chapter "6. Change your mind: roll back, in one step"
quietly online-endpoint rollback --name wine-cellar
run online-endpoint invoke --name wine-cellar --request-file request.json
remark "Blue again, without a failed request. Every change of traffic is a revision:"
run online-endpoint revisions --name wine-cellar --output table

chapter "That was the road with your own Python. What to try next:"
cat <<TEXT
  export PATH=$(dirname "$atelier"):\$PATH
  export ATELIER_HOME=$ATELIER_HOME

  atelier model show --name wine --version $second --query "[job_name, path]"
  atelier online-deployment get-logs --endpoint-name wine-cellar --name green
  eval "\$(atelier env)"         # your own MLflow client logs here now
  atelier engine stop           # endpoints come back with the next start

Your own folder works like $wine.
To forget all of this: atelier engine stop, then rm -r $ATELIER_HOME
TEXT
