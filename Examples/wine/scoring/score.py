"""Answers which cultivar each row of measurements comes from."""
import glob
import json
import os

import joblib
import numpy as np


def init():
    global model
    [path] = glob.glob(os.path.join(os.environ["AZUREML_MODEL_DIR"], "**", "wine.joblib"), recursive=True)
    model = joblib.load(path)


def run(raw_data):
    rows = np.array(json.loads(raw_data)["data"], dtype=float)
    scores = model.predict_proba(rows)
    return {"cultivars": scores.argmax(axis=1).tolist(), "certainty": scores.max(axis=1).round(4).tolist()}
