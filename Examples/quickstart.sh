#!/usr/bin/env bash
# The whole road on real data, in a home of its own and without a network: AutoML, register, deploy, score 1,000 rows, a
# better second version, and back again.
#   quickstart.sh [PATH-TO-atelier]     (default: `atelier` on PATH)
set -euo pipefail

examples=$(cd "$(dirname "$0")" && pwd)
source "$examples/steps.sh"
cd "$examples/penguins"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

search() { # search SETTING…   leaves the version of the registered model in $version
    local settings=()
    [[ $# == 0 ]] || settings=(--set "$@")
    tell job create --file automl.yml "${settings[@]}"
    job=$("$atelier" job create --file automl.yml "${settings[@]}" --query name -o tsv)
    run job stream --name "$job"
    run job trials --name "$job" -o table
    local model=(model create --name penguins --type mlflow_model --path "azureml://jobs/$job/outputs/best_model")
    tell "${model[@]}"
    version=$("$atelier" "${model[@]}" --query version -o tsv)
}

# The birds of 2009, which no model has seen, again and again until there are 1,000, and what they are.
awk -F, -v truth="$scratch/truth" '
    function text(value) { return value == "NA" ? "null" : "\"" value "\"" }
    function number(value) { return value == "NA" ? "null" : value }
    $8 == 2009 {
        species[birds] = $1
        cells[birds++] = text($2) "," number($3) "," number($4) "," number($5) "," number($6) "," text($7)
    }
    END {
        printf "{\"input_data\": {\"columns\": [\"island\", \"bill_length_mm\", \"bill_depth_mm\", "
        printf "\"flipper_length_mm\", \"body_mass_g\", \"sex\"], \"data\": ["
        for (row = 0; row < 1000; row++) {
            printf "%s[%s]", row ? ",\n" : "\n", cells[row % birds]
            print species[row % birds] >truth
        }
        print "]}}"
    }' data/penguins.csv >"$scratch/rows.json"

score() { # score [FLAG…]   asks about the 1,000 rows, and counts the right answers
    tell online-endpoint invoke --name penguin-watch --request-file rows.json "$@"
    "$atelier" online-endpoint invoke --name penguin-watch --request-file "$scratch/rows.json" "$@" \
        >"$scratch/answers"
    tr -d '[]" ' <"$scratch/answers" | tr , '\n' | paste "$scratch/truth" - | awk '
        { right += $1 == $2 }
        END { printf "%d of %d are right.\n", right, NR }'
}

chapter "1. A cluster that scales from nothing"
quietly compute create --name cpu-cluster --type amlcompute --min-instances 0 --max-instances 2 --size Standard_DS1_v2

chapter "2. A first look: AutoML with one algorithm, and the best model registered" \
    "Which of three species is a penguin? 344 birds were measured in 2007 to 2009; the first two years are learnt from."
search 'training.allowed_training_algorithms=[multinomial_naive_bayes]' limits.max_trials=1
first=$version

chapter "3. Deploy it as blue, behind a key, with all traffic, and score 1,000 rows of 2009"
endpoint penguin-watch
deploy penguin-watch blue "azureml:penguins:$first"
quietly online-endpoint update --name penguin-watch --traffic blue=100
score

chapter "4. A thorough search: every algorithm there is, and ensembles of the best"
search
second=$version

chapter "5. Ship it as green at 0 %, try it alone, then move the traffic"
deploy penguin-watch green "azureml:penguins:$second"
score --deployment-name green
quietly online-endpoint update --name penguin-watch --traffic "blue=0 green=100"
score

chapter "6. Change your mind: roll back, in one step"
quietly online-endpoint rollback --name penguin-watch
score
remark "Blue again, without a failed request. Every change of traffic is a revision:"
run online-endpoint revisions --name penguin-watch --output table

chapter "That was the whole road, in $SECONDS s. What to try next:"
cat <<TEXT
  export PATH=$(dirname "$atelier"):\$PATH
  export ATELIER_HOME=$ATELIER_HOME

  atelier                       # the studio: both searches, their trials, the endpoint; q leaves it
  atelier online-endpoint rollback --name penguin-watch        # back to green
  atelier runtime install xgboost                              # the next search grows trees too (from PyPI)
  atelier job create --file $examples/sweep/sweep.yml --stream   # a sweep over a script of your own, offline too
  make python-tour              # the same road with your own Python: train.py, MLflow, conda.yml (from PyPI)
  atelier engine stop           # endpoints come back with the next start

Your own folder works like $examples/penguins.
To forget all of this: atelier engine stop, then rm -r $ATELIER_HOME
TEXT
