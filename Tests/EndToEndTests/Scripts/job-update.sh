#!/bin/bash
# What may change of a job when it has run: how it is called, its tags, its properties.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

job=$(az ml job create -f jobs/hello-world.yml --set tags.team=red tags.temporary=yes --query name -o tsv)
expect_completed $job

az ml job update -n $job --set display_name="the first one" description="says hello" tags.team=blue -o none
expect "the display name" "$(az ml job show -n $job --query display_name -o tsv)" "the first one"
expect "the description" "$(az ml job show -n $job --query description -o tsv)" "says hello"
expect "the tag" "$(az ml job show -n $job --query tags.team -o tsv)" blue

az ml job update -n $job --add tags reviewed=true --remove tags.temporary -o none
expect "the tags" "$(az ml job show -n $job --query "keys(tags) | sort(@) | join(' ', @)" -o tsv)" "reviewed team"
expect "the tag" "$(az ml job update -n $job --set tags.stage=done --query tags.stage -o tsv)" done

az ml job update -n $job --set properties.ticket=ML-7 -o none
expect "the property" "$(az ml job show -n $job --query properties.ticket -o tsv)" ML-7
az ml job update -n $job --add properties reviewer=grace --remove properties.ticket -o none
expect "the properties" "$(az ml job show -n $job --query "properties.[ticket, reviewer]" -o json | jq -c .)" '[null,"grace"]'

expect "what is found by the tag" "$(az ml job list --query "[?tags.team=='blue'].display_name" -o tsv)" "the first one"

# What was run is what was run.
said=$(expect_failure 65 az ml job update -n $job --set command="echo something else")
expect_part "the error" "$said" "command"
expect "the command" "$(az ml job show -n $job --query command -o tsv)" 'echo "hello world"'
