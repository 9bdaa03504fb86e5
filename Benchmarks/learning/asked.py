"""What an endpoint of ours answers for the rows of test.npz, to ours.npy: asked.py FOLDER METRIC URL KEY MODEL

MODEL is the folder of the model, whose example says which columns it takes.
"""
import json
import os
import sys
import urllib.error
import urllib.request

import numpy as np

folder, metric, url, key, model = sys.argv[1:6]
with open(os.path.join(model, "input_example.json")) as file:
    columns = json.load(file)["columns"]
rows = np.load(os.path.join(folder, "test.npz"))["features"][:, [int(name.removeprefix("x")) for name in columns]].tolist()
answers = []
for start in range(0, len(rows), 1000):
    body = {"input_data": {"columns": columns, "data": rows[start:start + 1000]}}
    if metric == "roc_auc":
        body["outputs"] = ["probabilities"]
    request = urllib.request.Request(url, json.dumps(body).encode(), {
        "Content-Type": "application/json", "Authorization": "Bearer " + key})
    try:
        answers += json.load(urllib.request.urlopen(request, timeout=120))
    except urllib.error.HTTPError as error:
        sys.exit(f"{url} answered {error.code}: {error.read().decode()}")
if metric == "roc_auc":
    answers = [answer["1"] for answer in answers]
np.save(os.path.join(folder, "ours.npy"), np.array(answers).reshape(len(rows)))
