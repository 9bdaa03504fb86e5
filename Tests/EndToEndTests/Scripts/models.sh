#!/bin/bash
# Models from files and folders: versions, stages, tags, download, archive.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <create>
az ml model create -f assets/line.yml -o none
version=$(az ml model create -n line -p assets/line/line.json --type custom_model --stage Development \
    --description "Only the file." --tags origin=flags --query version -o tsv)
az ml model create --name mlflow-line --version 1 --path assets/mlflow-line --type mlflow_model -o none
# </create>
expect "the version that was given" $version 2

# <show>
az ml model show -n line -v 1
# </show>
expect "the type" "$(az ml model show -n line -v 1 --query type -o tsv)" custom_model
expect "the MLflow model's type" "$(az ml model show -n mlflow-line -v 1 --query type -o tsv)" mlflow_model
expect "the stage" "$(az ml model show -n line -v 2 --query stage -o tsv)" Development
expect "the property" "$(az ml model show -n line -v 1 --query properties.points -o tsv)" 0
expect "the latest" "$(az ml model show -n line --label latest --query version -o tsv)" 2
expect_part "the id" "$(az ml model show -n line -v 2 --query id -o tsv)" "/models/line/versions/2"
model_path=$(az ml model show -n line -v 1 --query path -o tsv)
test -n "$model_path"

# <list>
az ml model list -o table
# </list>
expect "the models" "$(az ml model list --query "[].name | sort(@) | join(' ', @)" -o tsv)" "line mlflow-line"
expect "the versions" "$(az ml model list --name line --query "[].version | join(' ', @)" -o tsv)" "2 1"
expect "the newest version" "$(az ml model list -n line -r 1 --query "[0].version" -o tsv)" 2
expect "the latest version in the list" "$(az ml model list --query "[?name=='line'].latest_version" -o tsv)" 2
expect "those in development" "$(az ml model list -n line --stage Development --query "[].version" -o tsv)" 2

# <update>
az ml model update -n line -v 2 --stage Production -o none
az ml model update -n line -v 2 --set tags.accuracy=0.98 description="Goes to production." properties.signed=yes -o none
# </update>
expect "the stage" "$(az ml model show -n line -v 2 --query stage -o tsv)" Production
expect "the tags" "$(az ml model show -n line -v 2 --query "tags.[origin, accuracy] | join(' ', @)" -o tsv)" "flags 0.98"
expect "the property" "$(az ml model show -n line -v 2 --query properties.signed -o tsv)" yes

# <download>
az ml model download --name line --version 1 --download-path downloaded
az ml model download -n line -v 2 -p downloaded-file
# </download>
expect "the file of the folder" "$(cat downloaded/line/line/line.json)" '{"slope": 2, "offset": 5}'
expect "the file" "$(cat downloaded-file/line/line.json)" '{"slope": 2, "offset": 5}'

# What was registered stays what it was.
echo '{"slope": 0, "offset": 0}' > assets/line/line.json
az ml model download -n line -v 1 -p unchanged
expect "the file" "$(cat unchanged/line/line/line.json)" '{"slope": 2, "offset": 5}'

# <archive>
az ml model archive -n line -v 2
expect "the latest" "$(az ml model show -n line --label latest --query version -o tsv)" 1
expect "the versions" "$(az ml model list -n line --query "[].version" -o tsv)" 1
az ml model restore -n line -v 2
az ml model archive -n mlflow-line
expect "the models" "$(az ml model list --query "[].name" -o tsv)" line
expect "all of them" "$(az ml model list --include-archived --query "length(@)" -o tsv)" 2
az ml model restore -n mlflow-line
# </archive>

said=$(expect_failure 1 az ml model create -f assets/line.yml)
expect_part "the error" "$said" "line"
said=$(expect_failure 65 az ml model create -n none -p assets/none)
expect_part "the error" "$said" "none"
if az ml model show -n line -v 9 -o none 2>/dev/null; then exit 1; fi
