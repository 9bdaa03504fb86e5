#!/usr/bin/env bash
# The whole road on real data, in a home of its own: train, metrics, register, deploy, score, a better second version,
# and back again.
#   quickstart.sh [PATH-TO-atelier]     (default: `atelier` on PATH)
set -euo pipefail

examples=$(cd "$(dirname "$0")" && pwd)
atelier=$(readlink -f "$(command -v "${1:-atelier}")") || {
    echo "quickstart: no atelier at '${1:-atelier}'; run 'make build' first" >&2
    exit 69
}
export ATELIER_HOME=${ATELIER_HOME:-$HOME/.local/share/atelier-quickstart}
cd "$examples/wine"

bold=$(tput bold 2>/dev/null || true) dim=$(tput dim 2>/dev/null || true) plain=$(tput sgr0 2>/dev/null || true)
[[ -t 1 && -z ${NO_COLOR:-} ]] || bold="" dim="" plain=""
chapter() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
run() {
    printf '%s$ atelier %s%s\n' "$dim" "$*" "$plain"
    "$atelier" "$@"
}
quietly() {
    printf '%s$ atelier %s%s\n' "$dim" "$*" "$plain"
    "$atelier" "$@" -o none
}

train() { # train EPOCHS   leaves the job's name in $job
    printf '%s$ atelier job create --file job.yml --set inputs.epochs=%s%s\n' "$dim" "$1" "$plain"
    job=$("$atelier" job create --file job.yml --set "inputs.epochs=$1" --query name -o tsv)
    run job stream --name "$job"
    quietly model create --name wine --path "azureml://jobs/$job/outputs/model"
}

chapter "1. A cluster that scales from nothing"
quietly compute create --name cpu-cluster --type amlcompute --min-instances 0 --max-instances 2 --size Standard_DS2_v2

chapter "2. Train a first model, 3 epochs, and register it"
train 3
first=$("$atelier" model list --name wine --query "[0].version" -o tsv)

chapter "3. Deploy it as blue, behind a key, and ask it about three wines"
quietly online-endpoint create --file endpoint.yml
quietly online-deployment create --file blue.yml --set "model=azureml:wine:$first" --all-traffic
run online-endpoint invoke --name wine-cellar --request-file request.json

chapter "4. Train a better one, 60 epochs"
train 60
second=$("$atelier" model list --name wine --query "[0].version" -o tsv)

chapter "5. Ship it as green beside blue, then move the traffic"
quietly online-deployment create --file green.yml --set "model=azureml:wine:$second"
quietly online-endpoint update --name wine-cellar --traffic "blue=0 green=100"
run online-endpoint invoke --name wine-cellar --request-file request.json

chapter "6. Roll back, in one step"
quietly online-endpoint rollback --name wine-cellar
run online-endpoint show --name wine-cellar --query traffic
run online-endpoint revisions --name wine-cellar -o table

chapter "That was the whole road. What to try next:"
cat <<TEXT
  export ATELIER_HOME=$ATELIER_HOME
  $atelier job list -o table
  $atelier model show --name wine --version $second
  $atelier online-deployment get-logs --name blue --endpoint-name wine-cellar
  eval "\$($atelier env)"             # your own MLflow client logs here now
  $atelier engine stop               # jobs go on; endpoints come back with the next start
TEXT
