#!/bin/bash
# Files that are checked before anything is made of them, and how mistakes are told.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <validate>
az ml job validate -f jobs/hello-world.yml
az ml job validate --file jobs/literals.yml --set inputs.epochs=3
# </validate>
for file in jobs/*.yml; do
    az ml job validate -f $file >/dev/null || { echo "$file is not valid" >&2; exit 1; }
done

# Every mistake at once, each with its place.
cat > bad.yml <<'YAML'
$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
type: command
comand: echo hello
enviroment:
  image: python
inputs:
  data: {type: uri_fil, path: ./data}
YAML
code=0
said=$(az ml job validate -f bad.yml 2>&1) || code=$?
echo "$said"
test $code != 0
expect_part "what is said" "$said" comand
expect_part "what is said" "$said" enviroment
expect_part "what is said" "$said" uri_fil
said=$(expect_failure 65 az ml job create -f bad.yml)
expect_part "the error" "$said" "bad.yml:3:1"
expect_part "the error" "$said" "bad.yml:4:1"
expect "the jobs" "$(az ml job list --query "length(@)" -o tsv)" 0

# An expression that names nothing.
said=$(expect_failure 65 az ml job create -f jobs/hello-world.yml --set command='echo ${{inputs.nothing}}')
expect_part "the error" "$said" "nothing"
# A file that is not there.
said=$(expect_failure 65 az ml job create -f jobs/not-there.yml)
expect_part "the error" "$said" "not-there.yml"
# A verb that is none, a flag that is none, and one that is missing.
expect_failure 64 az ml job creat -f jobs/hello-world.yml
expect_failure 64 az ml job create -f jobs/hello-world.yml --experiment hello
expect_failure 64 az ml job show

# <habits>
az ml job show -n no-such-job -o none 2>/dev/null && exit 1
az ml environment show -n none -v 1 >/dev/null 2>&1 || echo "there is no such environment, as it should be"
az ml online-endpoint delete -n no-such-endpoint --yes || true
if [[ -z $(az ml model list --query "[?name=='none'].name" -o tsv) ]]; then
    echo "there is no such model, as it should be"
fi
# </habits>
az ml -h >/dev/null
az ml job create --help | grep -q -- --file
