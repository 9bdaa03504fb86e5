"""What people do with MLflow, against a tracking server given by MLFLOW_TRACKING_URI. Prints one line a step.

With MLFLOW_RUN_ID set the script behaves as inside a job: it joins that run.
"""
import json
import math
import os
import sys
import tempfile

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import mlflow
import numpy
import pandas
from mlflow import MlflowClient
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV

job = os.environ.get("MLFLOW_RUN_ID")
client = MlflowClient()


def step(name):
    print(f"ok {name}", flush=True)


experiment = mlflow.set_experiment("client-" + mlflow.__version__)
with mlflow.start_run(run_name=None if job else "parent") as run:
    run_id = run.info.run_id
    if job:
        assert run_id == job, run_id
    mlflow.log_param("alpha", 0.1)
    mlflow.log_params({f"p{i}": i for i in range(30)})
    for i in range(5):
        mlflow.log_metric("loss", 1 / (i + 1), step=i)
    mlflow.log_metrics({"a": 1, "nan": math.nan, "inf": math.inf}, step=2)
    mlflow.set_tag("t", "v")
    mlflow.set_tags({"u": "w", "gone": "x"})
    mlflow.delete_tag("gone")
    step("log params, metrics and tags")

    mlflow.log_text("hello", "d/text.txt")
    mlflow.log_dict({"k": [1, 2]}, "d/dict.json")
    figure = plt.figure()
    plt.plot([1, 2, 3])
    mlflow.log_figure(figure, "plot.png")
    mlflow.log_image(numpy.zeros((4, 4, 3), dtype=numpy.uint8), "image.png")
    mlflow.log_table({"a": [1, 2]}, "table.json")
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "a b+é.txt")
        with open(name, "w") as file:
            file.write("content")
        mlflow.log_artifact(name, "files")
        mlflow.log_artifacts(folder, "more/deep")
    step("log text, dict, figure, image, table and artifacts")

    assert mlflow.artifacts.load_text(run.info.artifact_uri + "/d/text.txt") == "hello"
    listed = {item.path for item in client.list_artifacts(run_id, "more/deep")}
    assert listed == {"more/deep/a b+é.txt"}, listed
    folder = mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="")
    assert os.path.exists(os.path.join(folder, "more/deep/a b+é.txt")), os.listdir(folder)
    step("list and download artifacts")

    data = mlflow.data.from_pandas(pandas.DataFrame({"a": [1.0, 2.0]}), name="ds")
    mlflow.log_input(data, context="training")
    step("log input")

    with mlflow.start_run(run_name="child", nested=True) as child:
        mlflow.log_metric("child", 1)
    step("nested run")

finished = client.get_run(run_id)
assert finished.info.status == ("RUNNING" if job else "FINISHED"), finished.info.status
assert finished.data.metrics["loss"] == 0.2
assert math.isnan(finished.data.metrics["nan"]) and finished.data.metrics["inf"] > 1e308
assert finished.data.params["alpha"] == "0.1" and "gone" not in finished.data.tags
assert finished.inputs.dataset_inputs[0].dataset.name == "ds"
assert [m.value for m in client.get_metric_history(run_id, "loss")] == [1 / (i + 1) for i in range(5)]
assert client.get_run(child.info.run_id).data.tags["mlflow.parentRunId"] == run_id
step("read back")

found = mlflow.search_runs(
    experiment_ids=[finished.info.experiment_id],
    filter_string="metrics.loss < 0.5 and params.alpha = '0.1' and tags.t LIKE 'v%'",
    order_by=["metrics.loss DESC", "start_time ASC"],
)
assert run_id in list(found["run_id"]), found
children = client.search_runs([finished.info.experiment_id], f"tags.mlflow.parentRunId = '{run_id}'")
assert [r.info.run_id for r in children] == [child.info.run_id]
assert client.search_experiments(filter_string="name = '%s'" % client.get_experiment(finished.info.experiment_id).name)
step("search")

if not job:
    for i in range(3):
        client.create_run(finished.info.experiment_id)
    pages, token = 0, None
    while True:
        page = client.search_runs([finished.info.experiment_id], max_results=2, page_token=token)
        pages, token = pages + 1, page.token
        if not token:
            break
    assert pages >= 2, pages
    client.delete_run(child.info.run_id)
    assert client.get_run(child.info.run_id).info.lifecycle_stage == "deleted"
    client.restore_run(child.info.run_id)
    client.update_run(run_id, name="renamed")
    assert client.get_run(run_id).info.run_name == "renamed"
    client.set_experiment_tag(finished.info.experiment_id, "k", "v")
    other = client.create_experiment("other-" + mlflow.__version__)
    client.rename_experiment(other, "another-" + mlflow.__version__)
    client.delete_experiment(other)
    client.restore_experiment(other)
    try:
        client.log_param(run_id, "alpha", "9")
        sys.exit("a changed parameter was accepted")
    except mlflow.exceptions.MlflowException as error:
        assert error.error_code == "INVALID_PARAMETER_VALUE", error
    step("pages, delete, restore, rename")

x, y = load_iris(return_X_y=True, as_frame=True)
if job:
    os.environ["MLFLOW_RUN_ID"] = job
mlflow.sklearn.autolog(log_datasets=True)
with mlflow.start_run() as run:
    LogisticRegression(max_iter=200).fit(x, y)
logged = client.get_run(run.info.run_id)
assert "training_accuracy_score" in logged.data.metrics or "training_score" in logged.data.metrics, logged.data.metrics
assert logged.data.params["max_iter"] == "200"
step("sklearn autolog")

if not job:
    with mlflow.start_run() as run:
        GridSearchCV(LogisticRegression(max_iter=200), {"C": [0.1, 1.0]}, cv=2).fit(x, y)
    step("sklearn autolog of a grid search")
mlflow.sklearn.autolog(disable=True)

model = LogisticRegression(max_iter=200).fit(x, y)
if job:
    os.environ["MLFLOW_RUN_ID"] = job
with mlflow.start_run() as run:
    if mlflow.__version__.startswith("2."):
        info = mlflow.sklearn.log_model(model, "classifier", input_example=x[:2])
    else:
        info = mlflow.sklearn.log_model(model, name="classifier", input_example=x[:2])
loaded = mlflow.pyfunc.load_model(info.model_uri)
assert list(loaded.predict(x[:3])) == list(model.predict(x[:3]))
by_run = mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/classifier")
assert list(by_run.predict(x[:3])) == list(model.predict(x[:3]))
step("log_model, load_model by " + info.model_uri.split("/")[0])

if hasattr(client, "search_logged_models"):
    models = client.search_logged_models([run.info.experiment_id], filter_string="name = 'classifier'")
    assert models and models[0].status.name == "READY", models
    client.set_logged_model_tags(models[0].model_id, {"stage": "test"})
    client.log_metric(run.info.run_id, "acc", 0.9, model_id=models[0].model_id)
    again = client.get_logged_model(models[0].model_id)
    assert again.tags["stage"] == "test" and again.metrics[0].value == 0.9, again
    client.delete_logged_model_tag(models[0].model_id, "stage")
    step("logged models")
print("done " + mlflow.__version__, flush=True)
