#!/bin/bash
# What a job has written, brought to where the script is.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

run_id=$(az ml job create -f jobs/files.yml --query name -o tsv)
expect_completed $run_id

# <default>
az ml job download -n $run_id --download-path default
# </default>
expect "the default output" "$(cat default/artifacts/outputs/default.txt)" "by default"
expect "what is deeper in it" "$(cat default/artifacts/outputs/deep/er.txt)" deeper
expect "the job's own log" "$(cat default/artifacts/logs/own.log)" "a line of a log"
test -f default/artifacts/user_logs/std_log.txt
test ! -e default/named-outputs

# <named>
az ml job download -n $run_id --output-name report --download-path named
# </named>
expect "the named output" "$(cat named/named-outputs/report/report.txt)" named
test ! -e named/artifacts

# <all>
az ml job download -n $run_id --all --download-path everything
# </all>
expect "the report" "$(cat everything/named-outputs/report/report.txt)" named
expect "the weights" "$(cat everything/named-outputs/weights/weights.bin)" binary
expect "the default output" "$(cat everything/artifacts/outputs/default.txt)" "by default"

# Here, which is where the script is.
az ml job download -n $run_id
test -f artifacts/outputs/default.txt
rm -r artifacts

said=$(expect_failure 3 az ml job download -n $run_id --output-name raport)
expect_part "the error" "$said" "report"
