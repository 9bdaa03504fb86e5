#!/bin/bash
# Jobs that are cancelled: one that runs, one that waits.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

az ml compute create -n one-node --type AmlCompute --min-instances 0 --max-instances 1 --size STANDARD_DS1_V2 -o none
running=$(az ml job create -f jobs/sleep.yml --set compute=azureml:one-node --query name -o tsv)
waiting=$(az ml job create -f jobs/sleep.yml --set compute=azureml:one-node --query name -o tsv)

while [[ $(az ml job show -n $running --query status -o tsv) != "Running" ]]; do
    sleep 0.2
done
expect "the second job, which waits for the first" "$(az ml job show -n $waiting --query status -o tsv)" Queued

az ml job cancel -n $waiting
az ml job cancel -n $running

for job in $running $waiting; do
    status=$(az ml job show -n $job --query status -o tsv)
    while [[ $status != "Completed" && $status != "Failed" && $status != "Canceled" ]]; do
        sleep 0.2
        status=$(az ml job show -n $job --query status -o tsv)
    done
    expect "the status of $job" "$status" Canceled
done

az ml job stream -n $running || true
expect "the cancelled jobs" \
    "$(az ml job list --query "[?status=='Canceled'] | length(@)" -o tsv)" 2

# What is over cannot be cancelled.
done=$(az ml job create -f jobs/hello-world.yml --query name -o tsv)
expect_completed $done
said=$(expect_failure 1 az ml job cancel -n $done)
expect_part "the error" "$said" "$done"
said=$(expect_failure 3 az ml job cancel -n no-such-job)
expect_part "the error" "$said" "no-such-job"
