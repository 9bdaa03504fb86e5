# needs PyPI
# Packages from a conda file, from a Dockerfile and from a registered environment, in jobs.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

cat > conda.yml <<'YAML'
dependencies:
  - python=3.11
  - pip
  - pip: [six==1.16.0]
YAML
mkdir context
printf 'FROM python:3.11\nRUN pip install --no-cache-dir six==1.15.0\n' > context/Dockerfile

az ml environment create -n with-six -v 1 --image python:3.11 --conda-file conda.yml -o none
az ml environment create -n with-six -v 2 --build-context context -o none

six() { # six SETTINGS...   what a job says of its package
    local job
    job=$(az ml job create -f jobs/hello-world.yml --query name -o tsv \
        --set command='python -c "import six; print(\"six\", six.__version__)"' "$@")
    az ml job stream -n $job
}

log=$(six environment=azureml:with-six:1)
expect_part "the log" "$log" "six 1.16.0"
log=$(six environment=azureml:with-six@latest)
expect_part "the log" "$log" "six 1.15.0"
log=$(six environment='{"build": {"path": "../context"}}')
expect_part "the log" "$log" "six 1.15.0"
