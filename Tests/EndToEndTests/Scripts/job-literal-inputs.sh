#!/bin/bash
# Inputs that are texts, numbers and truth values, and an optional one.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

job=$(az ml job create -f jobs/literals.yml --query name -o tsv)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" '{"text": "hello there", "rate": 0.05, "epochs": 7, "shuffle": true, "seed": null}'

job=$(az ml job create -f jobs/literals.yml --query name -o tsv \
    --set inputs.text="a text" inputs.rate=1e-3 inputs.epochs=20 inputs.shuffle=false)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" '{"text": "a text", "rate": 0.001, "epochs": 20, "shuffle": false, "seed": null}'

job=$(az ml job create -f jobs/literals.yml --query name -o tsv --set inputs.seed=42)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" '"shuffle": true, "seed": 42}'

inputs=$(az ml job show -n $job --query "inputs.[text, rate, epochs, shuffle, seed] | join(' ', map(&to_string(@), @))" -o tsv)
expect "the inputs as shown" "$inputs" "hello there 0.05 7 true 42"
