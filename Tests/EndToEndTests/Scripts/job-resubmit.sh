#!/bin/bash
# The same once more: from the file that was saved, and as a rerun.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

cp -r jobs draft
first=$(az ml job create -f draft/literals.yml --set inputs.epochs=3 tags.round=one --save-as first.yml --query name -o tsv)
log=$(az ml job stream -n $first)
expect_part "the log" "$log" '"epochs": 3'

# <from_the_file>
second=$(az ml job create -f first.yml --name second-of-two --set inputs.rate=0.5 --query name -o tsv)
# </from_the_file>
log=$(az ml job stream -n $second)
expect "the name" $second second-of-two
expect_part "the log" "$log" '"rate": 0.5, "epochs": 3'
expect "the experiment" "$(az ml job show -n $second --query experiment_name -o tsv)" inputs
expect "the tag" "$(az ml job show -n $second --query tags.round -o tsv)" one

# Code that changed since is not what a rerun runs.
echo 'raise SystemExit("changed")' > draft/src/literals.py
again=$(az ml job rerun -n $first --query name -o tsv)
log=$(az ml job stream -n $again)
expect_part "the log" "$log" '"epochs": 3'
if az ml job create -f draft/literals.yml --stream >log.txt; then
    echo "the changed code was not run" >&2
    exit 1
fi
grep -q changed log.txt
expect "the jobs of the experiment" "$(az ml job list --query "[?experiment_name=='inputs'] | length(@)" -o tsv)" 4
