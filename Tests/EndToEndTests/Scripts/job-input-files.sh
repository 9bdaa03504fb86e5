#!/bin/bash
# Local files and folders as inputs, mounted, downloaded and as what they are.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <file>
job=$(az ml job create -f jobs/input-file.yml --query name -o tsv)
log=$(az ml job stream -n $job)
# </file>
expect_part "the log" "$log" "lines: 4"
expect_part "the log" "$log" "name,age"

# <folder>
job=$(az ml job create -f jobs/input-folder.yml --query name -o tsv)
log=$(az ml job stream -n $job)
# </folder>
expect_part "the log" "$log" "one.txt"
expect_part "the log" "$log" "second part"

# Another path, which is meant against the folder of the YAML, and another mode.
printf 'name,age\nmary,52\n' > other.csv
job=$(az ml job create -f jobs/input-file.yml --query name -o tsv --set inputs.people.path=../other.csv inputs.people.mode=download)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "lines: 2"

# What is direct is handed on as it is written.
job=$(az ml job create -f jobs/input-file.yml --query name -o tsv --set inputs.people.mode=direct command='echo "direct: ${{inputs.people}}"')
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "direct: "
expect_part "the log" "$log" "people.csv"

# A whole input in place of another.
job=$(az ml job create -f jobs/input-folder.yml --query name -o tsv \
    --set inputs.people='{"type": "uri_folder", "path": "../data", "mode": "download"}' command='ls ${{inputs.people}}')
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "people.csv"

said=$(expect_failure 65 az ml job create -f jobs/input-file.yml --set inputs.people.path=./nowhere.csv)
expect_part "the error" "$said" "nowhere.csv"
