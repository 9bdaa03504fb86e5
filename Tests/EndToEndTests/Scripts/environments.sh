#!/bin/bash
# Environments in all ways that they can be written, their versions, labels and archive.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <from_image>
az ml environment create --file environments/from-image.yml -o none
# </from_image>
expect "the image" "$(az ml environment show -n from-image -v 1.0.0 --query image -o tsv)" library/python:3.11

# <from_conda>
az ml environment create -f environments/from-conda.yml -o none
# </from_conda>
expect "the version that was given" "$(az ml environment show -n from-conda --label latest --query version -o tsv)" 1
expect "what the conda file asks for" \
    "$(az ml environment show -n from-conda -v 1 --query "conda_file.dependencies[?pip].pip[] | [0]" -o tsv)" "numpy>=1.26"
expect "the tag" "$(az ml environment show -n from-conda -v 1 --query tags.team -o tsv)" red

# <from_context>
az ml environment create --file environments/from-context.yml -o none
# </from_context>
expect_part "the context" "$(az ml environment show -n from-context -v 1 --query build.path -o tsv)" context
expect "the Dockerfile" "$(az ml environment show -n from-context -v 1 --query build.dockerfile_path -o tsv)" Dockerfile

# <flags>
az ml environment create -n by-flags -v 5 --image library/python:latest --description "By flags." --tags a=1 b=2 -o none
az ml environment create -n by-flags --image library/python:latest --conda-file environments/conda.yml -o none
az ml environment create -n by-flags --build-context environments/context --dockerfile-path other.Dockerfile -o none
# </flags>
expect "the tags" "$(az ml environment show -n by-flags -v 5 --query "tags.[a, b] | join(' ', @)" -o tsv)" "1 2"
expect "the versions" "$(az ml environment list -n by-flags --query "[].version | join(' ', @)" -o tsv)" "7 6 5"

# <list>
az ml environment list -o table
# </list>
expect "the environments" "$(az ml environment list --query "[?starts_with(name, 'from-')].name | sort(@) | join(' ', @)" -o tsv)" \
    "from-conda from-context from-image"
expect "whether there is one" "$(az ml environment list --query "[?name=='by-flags'] | length(@)" -o tsv)" 1
expect "the latest version in the list" "$(az ml environment list --query "[?name=='by-flags'].latest_version" -o tsv)" 7

# <curated>
az ml environment show -n sklearn-1.5 --label latest --registry-name azureml -o none
# </curated>
expect "the curated one" "$(az ml environment show -n sklearn-1.5 --label latest --registry-name azureml --query name -o tsv)" sklearn-1.5

# <update>
az ml environment update -n from-conda -v 1 --set description="Described again." tags.team=blue --add tags checked=yes -o none
# </update>
expect "the description" "$(az ml environment show -n from-conda -v 1 --query description -o tsv)" "Described again."
expect "the tags" "$(az ml environment show -n from-conda -v 1 --query "tags.[team, checked] | join(' ', @)" -o tsv)" "blue yes"

# <archive>
az ml environment archive -n by-flags -v 7
expect "the latest" "$(az ml environment show -n by-flags --label latest --query version -o tsv)" 6
az ml environment restore -n by-flags -v 7
expect "the latest" "$(az ml environment show -n by-flags --label latest --query version -o tsv)" 7
az ml environment archive -n from-context
expect "whether it is listed" "$(az ml environment list --query "[?name=='from-context'] | length(@)" -o tsv)" 0
expect "whether it is archived" "$(az ml environment list --archived-only --query "[].name" -o tsv)" from-context
az ml environment restore -n from-context
# </archive>

# The same once more is no mistake; something else under the same version is.
az ml environment create --file environments/from-image.yml -o none
said=$(expect_failure 1 az ml environment create --file environments/from-image.yml --set image=library/python:3.12)
expect_part "the error" "$said" "from-image"
