import glob
import json
import os

import mlflow.sklearn


def init():
    global model
    [folder] = glob.glob(os.path.join(os.environ["AZUREML_MODEL_DIR"], "*", "MLmodel"))
    model = mlflow.sklearn.load_model(os.path.dirname(folder))


def run(raw_data):
    return model.predict(json.loads(raw_data)["data"]).tolist()
