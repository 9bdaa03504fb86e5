#!/bin/bash
# What one job makes, the next one reads: by the name of the data, by the job's output, and the model of it.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <make>
make=$(az ml job create -f jobs/make-data.yml --query name -o tsv)
az ml job stream -n $make
# </make>
expect "the data" "$(az ml data show -n numbers --label latest --query version -o tsv)" 1

# <fit>
fit=$(az ml job create -f jobs/fit.yml --query name -o tsv)
log=$(az ml job stream -n $fit)
# </fit>
expect_part "the log" "$log" "fitted 3.0 x + 1.0 to 5 points"

# Another time with more rows; version 1 stays what it was.
again=$(az ml job create -f jobs/make-data.yml --set inputs.rows=9 --query name -o tsv)
expect_completed $again
fit2=$(az ml job create -f jobs/fit.yml --query name -o tsv)
log=$(az ml job stream -n $fit2)
expect_part "the log" "$log" "to 9 points"
old=$(az ml job create -f jobs/fit.yml --query name -o tsv --set inputs.numbers.path=azureml:numbers:1)
log=$(az ml job stream -n $old)
expect_part "the log" "$log" "to 5 points"

# Straight from a job's output, without a name.
direct=$(az ml job create -f jobs/fit.yml --query name -o tsv \
    --set inputs.numbers.path=azureml://jobs/$make/outputs/numbers)
log=$(az ml job stream -n $direct)
expect_part "the log" "$log" "to 5 points"

# The model of a job, registered and used.
az ml model create -n line --path azureml://jobs/$fit/outputs/model --type custom_model -o none
use=$(az ml job create -f jobs/use-model.yml --query name -o tsv)
log=$(az ml job stream -n $use)
expect_part "the log" "$log" "answer: 31.0"
