#!/bin/bash
# Clusters: made by flags and by file, changed, used and deleted.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <create>
az ml compute show -n cpu-cluster -o none 2>/dev/null \
    || az ml compute create -n cpu-cluster --type amlcompute --min-instances 0 --max-instances 2 --size Standard_DS1_v2 -o none
az ml compute create -f compute/cluster.yml -o none
az ml compute create -f compute/cluster.yml -n another --set max_instances=1 -o none
# </create>
az ml compute show -n cpu-cluster -o none 2>/dev/null || { echo "the cluster is not there" >&2; exit 1; }

# <show>
expect "the state" "$(az ml compute show --name cpu-cluster --query provisioning_state -o tsv)" Succeeded
expect "the size" "$(az ml compute show -n from-a-file --query size -o tsv)" STANDARD_DS3_v2
expect "the most nodes" "$(az ml compute show -n from-a-file --out tsv --query max_instances)" 2
expect "the description" "$(az ml compute show -n from-a-file --query description -o tsv)" "A cluster of this box."
# </show>

# <list>
az ml compute list -o table
expect "the clusters" "$(az ml compute list --type amlcompute --query "[].name | sort(@) | join(' ', @)" -o tsv)" \
    "another cpu-cluster from-a-file"
expect "one of them" "$(az ml compute list --query "[?name=='another'].max_instances | [0]" -o tsv)" 1
# </list>

# <update>
az ml compute update -n from-a-file --max-instances 3 --idle-time-before-scale-down 60 -o none
az ml compute update -n from-a-file --set tags.owner=ada -o none
# </update>
expect "the bounds" "$(az ml compute show -n from-a-file --query max_instances -o tsv)" 3
expect "the tag" "$(az ml compute show -n from-a-file --query tags.owner -o tsv)" ada

# <use>
job=$(az ml job create -f jobs/hello-world.yml --set compute=azureml:cpu-cluster --query name -o tsv)
expect_completed $job
expect "the compute" "$(az ml job show -n $job --query compute -o tsv)" azureml:cpu-cluster
nodes=$(az ml compute list-nodes -n cpu-cluster --query "length(@)" -o tsv)
echo "$nodes nodes are up"
# </use>

# <sizes>
az ml compute list-sizes -o table
test "$(az ml compute list-sizes --query "length(@)" -o tsv)" -gt 10
expect "the number of cores" "$(az ml compute list-sizes --query "[?name=='Standard_DS3_v2'].v_cpus" -o tsv)" 4
az ml compute list-usage -o table
test "$(az ml compute list-usage --query "length(@)" -o tsv)" -gt 0
# </sizes>

# <delete>
az ml compute delete -n another -y
az ml compute delete --name from-a-file --yes --no-wait
az ml compute delete -n cpu-cluster -y
# </delete>
expect "the clusters" "$(az ml compute list --type amlcompute --query "length(@)" -o tsv)" 0
said=$(expect_failure 3 az ml job create -f jobs/hello-world.yml --set compute=azureml:cpu-cluster)
expect_part "the error" "$said" "cpu-cluster"
said=$(expect_failure 65 az ml compute create -n too-small --type amlcompute --min-instances 3 --max-instances 1)
expect_part "the error" "$said" "min_instances"
