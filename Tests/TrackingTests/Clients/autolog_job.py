"""A job's script that never says start_run: what it logs after `fit` is the job's too. Prints one line a step.

"loop" as its argument: a loop that opens a run for each try, which must not be merged.
"""
import os
import sys

import mlflow
from mlflow import MlflowClient
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

job = os.environ["MLFLOW_RUN_ID"]
client = MlflowClient()
x, y = load_iris(return_X_y=True, as_frame=True)
if sys.argv[1:] == ["loop"]:
    mlflow.autolog()
    LogisticRegression(max_iter=200).fit(x, y)
    runs = []
    for c in [0.1, 1.0, 10.0]:
        with mlflow.start_run(run_name=f"c={c}") as run:
            mlflow.log_param("c", c)
            LogisticRegression(C=c, max_iter=200).fit(x, y)
            runs.append(run.info.run_id)
    assert len(set(runs + [job])) == 4, runs
    mlflow.autolog(disable=True)
    unnamed = []
    os.environ["MLFLOW_RUN_ID"] = job
    for c in [0.1, 1.0, 10.0]:
        with mlflow.start_run() as run:
            mlflow.log_param("c", c)
            unnamed.append(run.info.run_id)
    assert unnamed[0] == job and len(set(unnamed)) == 3, unnamed
else:
    mlflow.autolog()
    model = LogisticRegression(max_iter=200).fit(x, y)
    assert mlflow.active_run() is None
    mlflow.log_metric("accuracy", model.score(x, y))
    assert mlflow.active_run().info.run_id == job, mlflow.active_run().info
    mlflow.log_text("seen", "note.txt")
    with mlflow.start_run(run_name="child", nested=True) as child:
        mlflow.log_metric("child", 1)
    if mlflow.__version__.startswith("2."):
        info = mlflow.sklearn.log_model(model, "mine")
    else:
        info = mlflow.sklearn.log_model(model, name="mine")
    assert info.run_id == job, info.run_id
    mlflow.end_run()
    run = client.get_run(job)
    assert run.info.status == "RUNNING", run.info
    assert run.data.params["max_iter"] == "200" and "accuracy" in run.data.metrics, run.data
    assert "note.txt" in [item.path for item in client.list_artifacts(job)]
    assert child.info.run_id != job
    assert client.get_run(child.info.run_id).data.tags["mlflow.parentRunId"] == job
    found = client.search_runs([run.info.experiment_id])
    assert {r.info.run_id for r in found} == {job, child.info.run_id}, found
print("done " + mlflow.__version__, flush=True)
