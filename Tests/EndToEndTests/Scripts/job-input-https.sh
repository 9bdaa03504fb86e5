#!/bin/bash
# A file of the web as an input: the web is this box.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

mkdir web
cp data/people.csv web
python3 -u - > port.txt <<'PYTHON' &
import functools
import http.server

handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory="web")
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
    print(server.server_address[1])
    server.serve_forever()
PYTHON
server=$!
trap 'kill $server' EXIT
while [[ ! -s port.txt ]]; do sleep 0.1; done
url=http://127.0.0.1:$(cat port.txt)/people.csv

job=$(az ml job create -f jobs/input-file.yml --query name -o tsv --set inputs.people.path=$url)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "lines: 4"

az ml data create -n web-people -v 1 -t uri_file -p $url -o none
expect "where the data is" "$(az ml data show -n web-people -v 1 --query path -o tsv)" $url
job=$(az ml job create -f jobs/input-file.yml --query name -o tsv --set inputs.people.path=azureml:web-people:1)
log=$(az ml job stream -n $job)
expect_part "the log" "$log" "lines: 4"
