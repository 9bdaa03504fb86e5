import json
import os

import numpy as np
import xgboost


def init():
    global booster
    booster = xgboost.Booster({"nthread": 1}, model_file=os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.ubj"))


def run(raw_data):
    rows = np.array(json.loads(raw_data)["data"], dtype=np.float32)
    return {"predictions": booster.inplace_predict(rows).tolist()}
