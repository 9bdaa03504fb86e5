#!/bin/bash
# Components from files with code beside them and environments of their own, and their versions.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <create>
az ml component create --file components/train.yml -o none
az ml environment create -n scoring --image library/python:latest -o none
version=$(az ml component create --file components/score.yml --query version -o tsv)
az ml component create -f components/conda.yml -o none
# </create>
expect "the version that was given" $version 1

# <show>
az ml component show --name train_line --version 1
# </show>
expect "the display name" "$(az ml component show -n train_line -v 1 --query display_name -o tsv)" "Train a line"
expect "the type" "$(az ml component show -n train_line -v 1 --query type -o tsv)" command
expect "the inputs" "$(az ml component show -n train_line -v 1 --query "keys(inputs) | sort(@) | join(' ', @)" -o tsv)" \
    "epochs numbers optimizer rate verbose"
expect "the choices" "$(az ml component show -n train_line -v 1 --query "inputs.optimizer.enum | join(' ', @)" -o tsv)" "sgd adam"
expect "the output" "$(az ml component show -n train_line -v 1 --query outputs.model.type -o tsv)" custom_model
expect "its own environment" "$(az ml component show -n train_line -v 1 --query environment.image -o tsv)" library/python:latest
expect_part "the registered environment" "$(az ml component show -n score_line -v 1 --query environment -o tsv)" scoring
expect_part "the environment with packages" "$(az ml component show -n with_packages -v 3 --query environment -o json)" "numpy>=1.26"

# <versions>
az ml component create --file components/train.yml --version 2 --set display_name="Train it again" -o none
az ml component create --file components/train.yml --set version=3 inputs.epochs.default=20 -o none
# </versions>
az ml component list -o table
expect "the components" "$(az ml component list --query "[].name | sort(@) | join(' ', @)" -o tsv)" "score_line train_line with_packages"
expect "the versions" "$(az ml component list -n train_line --query "[].version | sort(@) | join(' ', @)" -o tsv)" "1 2 3"
expect "the latest" "$(az ml component show -n train_line --label latest --query inputs.epochs.default -o tsv)" 20
expect "the latest version in the list" "$(az ml component list --query "[?name=='train_line'].latest_version" -o tsv)" 3

# The same once more is no mistake.
az ml component create --file components/train.yml -o none
expect "the versions" "$(az ml component list -n train_line --query "length(@)" -o tsv)" 3
said=$(expect_failure 1 az ml component create --file components/train.yml --set command="echo other")
expect_part "the error" "$said" "train_line"

# <update>
az ml component update -n train_line -v 2 --set description="Fits it twice." tags.kind=old -o none
# </update>
expect "the description" "$(az ml component show -n train_line -v 2 --query description -o tsv)" "Fits it twice."
expect "the tag" "$(az ml component show -n train_line -v 2 --query tags.kind -o tsv)" old

# <archive>
az ml component archive -n train_line -v 3
expect "the latest" "$(az ml component show -n train_line --label latest --query version -o tsv)" 2
az ml component archive --name with_packages
expect "those that are left" "$(az ml component list --query "length(@)" -o tsv)" 2
expect "the archived one" "$(az ml component list --archived-only --query "[?name=='with_packages'] | length(@)" -o tsv)" 1
az ml component restore --name with_packages
az ml component restore -n train_line -v 3
expect "all are back" "$(az ml component list --query "length(@)" -o tsv)" 3
# </archive>

# Azure takes a default that is out of bounds; it is a mistake all the same.
said=$(az ml component create --file components/train.yml --set version=4 inputs.epochs.default=1000 -o none 2>&1)
expect_part "the warning" "$said" "epochs"
said=$(expect_failure 65 az ml component create --file components/train.yml --set version=5 inputs.epochs.type=numbre)
expect_part "the error" "$said" "numbre"
