#!/bin/bash
# One command in several processes on several nodes, for PyTorch and for MPI.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

az ml compute create -n two-nodes --type amlcompute --size Standard_DS1_v2 --min-instances 0 --max-instances 2 -o none

# <pytorch>
job=$(az ml job create -f jobs/ranks.yml --query name -o tsv)
log=$(az ml job stream -n $job)
# </pytorch>
expect_part "the log" "$log" "this is rank 0 of 4"
az ml job download -n $job --output-name ranks -p pytorch
expect "what the ranks say of themselves" "$(cat pytorch/named-outputs/ranks/*.txt)" "pytorch 0 of 4, 0 on its node
pytorch 1 of 4, 1 on its node
pytorch 2 of 4, 0 on its node
pytorch 3 of 4, 1 on its node"

# <mpi>
job=$(az ml job create -f jobs/ranks.yml --query name -o tsv \
    --set distribution.type=mpi distribution.process_count_per_instance=1 resources.instance_count=2)
expect_completed $job
# </mpi>
az ml job download -n $job --all -p mpi
expect "what the ranks say of themselves" "$(cat mpi/named-outputs/ranks/*.txt)" "mpi 0 of 2, 0 on its node
mpi 1 of 2, 0 on its node"
expect_part "the log of the second rank" "$(cat mpi/artifacts/user_logs/std_log_process_00_1.txt)" "this is rank 1 of 2"
expect "the distribution" "$(az ml job show -n $job --query distribution.type -o tsv)" mpi
expect "the nodes" "$(az ml job show -n $job --query resources.instance_count -o tsv)" 2

# <tensorflow>
job=$(az ml job create -f jobs/hello-world.yml --query name -o tsv --set compute=azureml:two-nodes resources.instance_count=2 \
    distribution='{"type": "tensorflow", "worker_count": 2}' \
    command='python -c "import json, os; print(json.loads(os.environ[\"TF_CONFIG\"])[\"task\"][\"type\"])"')
log=$(az ml job stream -n $job)
# </tensorflow>
expect_part "the log" "$log" "worker"

# More nodes than there are would wait for ever.
said=$(expect_failure 65 az ml job create -f jobs/ranks.yml --set resources.instance_count=3)
expect_part "the error" "$said" "two-nodes"
