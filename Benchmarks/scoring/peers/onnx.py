import json
import os

import numpy as np
import onnxruntime


def init():
    global session
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.onnx"), options)


def run(raw_data):
    rows = np.array(json.loads(raw_data)["data"], dtype=np.float32)
    return {"predictions": session.run([session.get_outputs()[0].name], {session.get_inputs()[0].name: rows})[0].tolist()}
