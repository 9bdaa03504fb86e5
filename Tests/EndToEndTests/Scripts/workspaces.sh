#!/bin/bash
# Workspaces and their groups, each with things of its own.
set -e
source functions/expect.sh

subscription=$(az account show --query id -o tsv)
az account set --subscription $subscription
az account list -o table
expect "the subscriptions" "$(az account list --query "length(@)" -o tsv)" 1

# <create>
az group create --name research --location westeurope
az ml workspace create -n vision -g research --display-name "Seeing" --location westeurope -o none
az ml workspace create --file workspaces/workspace.yml --resource-group research -o none
# </create>
expect "the group" "$(az group show --name research --query location -o tsv)" westeurope
expect "whether the group is there" "$(az group exists -n research)" true

# <show>
expect "the name" "$(az ml workspace show -n vision -g research --query name -o tsv)" vision
expect "the location" "$(az ml workspace show -n from-a-file -g research --query location -o tsv)" westeurope
expect "the display name" "$(az ml workspace show -w from-a-file -g research --query display_name -o tsv)" "Written in a file"
expect "the id" "$(az ml workspace show -n vision -g research --query id -o tsv)" \
    "/subscriptions/$subscription/resourceGroups/research/providers/Microsoft.MachineLearningServices/workspaces/vision"
tracking=$(az ml workspace show -n vision -g research --query mlflow_tracking_uri -o tsv)
echo "MLflow is told to go to $tracking"
test -n "$tracking"
# </show>

# <list>
az ml workspace list -g research -o table
expect "the workspaces of the group" "$(az ml workspace list -g research --query "[].name | sort(@) | join(' ', @)" -o tsv)" \
    "from-a-file vision"
# </list>

# <update>
az ml workspace update -n vision -g research --display-name "Seeing better" --set tags.team=blue --set description="For pictures." -o none
# </update>
expect "the display name" "$(az ml workspace show -n vision -g research --query display_name -o tsv)" "Seeing better"
expect "the tag" "$(az ml workspace show -n vision -g research --query tags.team -o tsv)" blue

# <defaults>
az configure --defaults group=research workspace=vision
az configure -l -o table
# </defaults>
expect "the default" "$(az configure --list-defaults --query "[?name=='workspace'].value" -o tsv)" vision
az ml environment create -n only-here --image library/python:latest -o none
expect "the environments here" "$(az ml environment list --query "[?name=='only-here'] | length(@)" -o tsv)" 1
expect "the environments there" "$(az ml environment list -w from-a-file --query "[?name=='only-here'] | length(@)" -o tsv)" 0

job=$(az ml job create -f jobs/hello-world.yml --workspace-name from-a-file --query name -o tsv)
az ml job stream -n $job --workspace from-a-file
expect "the jobs here" "$(az ml job list --query "length(@)" -o tsv)" 0
expect "the jobs there" "$(az ml job list -w from-a-file -g research --query "length(@)" -o tsv)" 1

# <delete>
az ml workspace delete -n from-a-file -g research --yes --no-wait
az ml workspace delete -n vision --resource-group research -y --all-resources
az group delete -n research -y
# </delete>
expect "whether the group is there" "$(az group exists -n research)" false
said=$(expect_failure 3 az ml workspace show -n vision -g research)
expect_part "the error" "$said" "vision"
az configure --defaults group="" workspace=""
