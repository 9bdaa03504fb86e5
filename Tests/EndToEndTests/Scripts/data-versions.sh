#!/bin/bash
# Versions of data: made, listed, labelled, changed, put away and brought back.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <create>
az ml data create -f data/people.yml --version 1 -o none
az ml data create -f data/people.yml --set version=2 path=people description="In parts." type=uri_folder -o none
version=$(az ml data create -n people -t uri_file -p ./data/people.csv --query version -o tsv)
# </create>
expect "the version that was given" "$version" 3

# <show>
az ml data show -n people -v 1
# </show>
expect "the description" "$(az ml data show -n people -v 1 --query description -o tsv)" "Who was how old."
expect "the tag" "$(az ml data show -n people --version 1 --query tags.source -o tsv)" memory
expect "the type" "$(az ml data show -n people -v 2 --query type -o tsv)" uri_folder
expect "the latest" "$(az ml data show -n people --label latest --query version -o tsv)" 3
expect_part "the id" "$(az ml data show -n people -v 1 --query id -o tsv)" "/data/people/versions/1"

# <list>
az ml data list -o table
az ml data list -n people -o table
# </list>
expect "the data" "$(az ml data list --query "[?name=='people'] | length(@)" -o tsv)" 1
expect "the latest version in the list" "$(az ml data list --query "[?name=='people'].latest_version | [0]" -o tsv)" 3
expect "the versions" "$(az ml data list -n people --query "length(@)" -o tsv)" 3
expect "one version" "$(az ml data list -n people --max-results 1 --query "length(@)" -o tsv)" 1

# <update>
az ml data update -n people -v 1 --set tags.checked=yes description="Checked." -o none
# </update>
expect "the tags" "$(az ml data show -n people -v 1 --query "tags.[source, checked] | join(' ', @)" -o tsv)" "memory yes"
expect "the description" "$(az ml data show -n people -v 1 --query description -o tsv)" "Checked."
az ml data update -n people -v 1 --remove tags.source -o none
expect "the tag that is gone" "$(az ml data show -n people -v 1 --query "contains(keys(tags), 'source')" -o tsv)" false

# <archive_version>
az ml data archive -n people -v 3
# </archive_version>
expect "the latest" "$(az ml data show -n people --label latest --query version -o tsv)" 2
expect "the versions" "$(az ml data list -n people --query "length(@)" -o tsv)" 2
expect "all versions" "$(az ml data list -n people --include-archived --query "length(@)" -o tsv)" 3
expect "the archived version" "$(az ml data list -n people --archived-only --query "[].version" -o tsv)" 3
expect "the archived version is still shown" "$(az ml data show -n people -v 3 --query version -o tsv)" 3
az ml data restore -n people -v 3
expect "the versions" "$(az ml data list -n people --query "length(@)" -o tsv)" 3

# <archive_all>
az ml data archive -n people
# </archive_all>
expect "the data" "$(az ml data list --query "length(@)" -o tsv)" 0
expect "the archived data" "$(az ml data list --archived-only --query "[].name" -o tsv)" people
az ml data restore -n people
expect "the data" "$(az ml data list --query "[].name" -o tsv)" people

# A version is written once.
said=$(expect_failure 1 az ml data create -f data/people.yml --version 1 --path data/people/one.txt)
expect_part "the error" "$said" "people"
said=$(expect_failure 3 az ml data show -n people -v 9)
expect_part "the error" "$said" "9"
said=$(expect_failure 65 az ml data create -n nothing -p ./data/nothing.csv -t uri_file)
expect_part "the error" "$said" "nothing.csv"
