#!/bin/bash
# Finding jobs again: by name, experiment, status; archived ones; a few of many.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

for i in 1 2 3; do
    az ml job create -f jobs/hello-world.yml -n count-$i -o none \
        --set experiment_name=counting display_name="count $i" tags.round=$i
done
az ml job create -f jobs/hello-world.yml -n other-1 --set experiment_name=others -o none
for job in count-1 count-2 count-3 other-1; do
    expect_completed $job
done

expect "the newest jobs first" "$(az ml job list --query "[].name | join(' ', @)" -o tsv)" "other-1 count-3 count-2 count-1"
expect "two of them" "$(az ml job list --max-results 2 --query "[].name | join(' ', @)" -o tsv)" "other-1 count-3"
expect "two of them" "$(az ml job list -r 2 --query "length(@)" -o tsv)" 2
expect "all of them" "$(az ml job list --all-results --query "length(@)" -o tsv)" 4
expect "those of an experiment" "$(az ml job list --query "[?experiment_name=='counting'] | length(@)" -o tsv)" 3
expect "one by its display name" "$(az ml job list --query "[?contains(display_name,'count 2')].name" -o tsv)" count-2
expect "one by its tag" "$(az ml job list --query "[?tags.round=='3'].name | [0]" -o tsv)" count-3
expect "completed ones" "$(az ml job list --query "[?status=='Completed'].name | length(@)" -o tsv)" 4
az ml job list -o table
expect_part "the table" "$(az ml job list -o table)" "count 1"
expect "a column as tsv" "$(az ml job list --query "[?experiment_name=='counting'].[name,status]" -o tsv | sort | head -1)" \
    "$(printf 'count-1\tCompleted')"

# <archive>
az ml job archive -n count-1
# </archive>
expect "those that are left" "$(az ml job list --query "[?experiment_name=='counting'] | length(@)" -o tsv)" 2
expect "with the archived one" "$(az ml job list --include-archived --query "[?experiment_name=='counting'] | length(@)" -o tsv)" 3
expect "the archived one" "$(az ml job list --archived-only --query "[].name" -o tsv)" count-1
expect "the archived one is still shown" "$(az ml job show -n count-1 --query status -o tsv)" Completed

# <restore>
az ml job restore -n count-1
# </restore>
expect "none is archived" "$(az ml job list --archived-only --query "length(@)" -o tsv)" 0
expect "all are back" "$(az ml job list --query "[?experiment_name=='counting'] | length(@)" -o tsv)" 3

# A parent and what belongs to it.
az ml job create -f jobs/hello-world.yml -n child-1 --set parent_job_name=other-1 -o none
expect_completed child-1
expect "the children" "$(az ml job list --parent-job-name other-1 --query "[].name" -o tsv)" child-1

# Into another experiment, when it is over.
az ml job update -n count-3 --set experiment_name=others -o none
expect "those of the other experiment" "$(az ml job list --query "[?experiment_name=='others'].name | sort(@) | join(' ', @)" -o tsv)" \
    "count-3 other-1"

said=$(expect_failure 3 az ml job show -n count-9)
expect_part "the error" "$said" "count-9"
if az ml job show -n count-9 -o none 2>/dev/null; then
    echo "a job that is not there was shown" >&2
    exit 1
fi
