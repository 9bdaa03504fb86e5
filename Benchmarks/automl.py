"""AutoML against FLAML with the same time and the same cores, on rows that neither has seen.

LEARNING_PYTHON names a Python with flaml[automl] and scikit-learn. Each seed splits each data set anew, three quarters to train
on; the two sides train on the same rows in turn and are scored on the rest by scikit-learn. Ours is the whole road: a job from
YAML, its best model deployed, its endpoint asked. XGBoost is installed by `atelier runtime install` in the peer's version, from
the package index as pip is set up, or from a folder of wheels with PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER.

AUTOML_MINUTES (1, whole ones), AUTOML_SEEDS (3), AUTOML_CORES (2), AUTOML_SETS (cancer digits friedman), AUTOML_TRIALS (no limit)
and ROWS (100,000, of friedman) for a quick look; AUTOML_ENSEMBLE=1 tunes FLAML once: it stacks its models too.
"""
import math
import os
import shutil
import statistics
import sys
import time

from measure import Box, header, processor_seconds, row
from servers import Endpoint
from sides import ask, learning_python, rows

MINUTES = int(os.environ.get("AUTOML_MINUTES", "1"))
SEEDS = int(os.environ.get("AUTOML_SEEDS", "3"))
CORES = int(os.environ.get("AUTOML_CORES", "2"))
TRIALS = int(os.environ.get("AUTOML_TRIALS", "0"))
ENSEMBLE = ["ensemble"] if os.environ.get("AUTOML_ENSEMBLE") == "1" else []
# The metric as scikit-learn and FLAML call it, the job's task and metric, and what it is called in the table.
SETS = {
    "cancer": ("roc_auc", "classification", "auc_weighted", "breast cancer, AUC"),
    "digits": ("accuracy", "classification", "accuracy", "digits, accuracy"),
    "friedman": ("r2", "regression", "r2_score", "Friedman, R²"),
}


def train(box, name, folder, seed):
    """Seconds by the clock from the command to the end of the job, those of the engine's processors, and the best trial's."""
    _, task, metric, _ = SETS[name]
    file = box.write("automl.yml", f"""\
type: automl
experiment_name: bench
task: {task}
primary_metric: {metric}
target_column_name: target
training_data: {{type: uri_file, path: {folder}/train.csv}}
seed: {seed}
limits:
  timeout_minutes: {MINUTES}
  max_concurrent_trials: {CORES}
  enable_early_termination: false
{f'  max_trials: {TRIALS}' if TRIALS else ''}
""")
    engine = int(box.run("engine", "status", "--query", "pid", "-o", "tsv"))
    before, start = processor_seconds(engine), time.perf_counter()
    job = box.run("job", "create", "--file", file, "--query", "name", "-o", "tsv")
    box.run("job", "stream", "--name", job)
    clock, processors = time.perf_counter() - start, processor_seconds(engine) - before
    best = box.run("job", "show", "--name", job, "--query", "properties.best_child_run_id", "-o", "tsv")
    if box.run("job", "show", "--name", job, "--query", "status", "-o", "tsv") != "Completed" or not best:
        raise RuntimeError(box.run("job", "show", "--name", job))
    return clock, processors, job, best


def ours(box, python, name, seed, folder):
    """The score, the seconds, and what was best of how many."""
    metric = SETS[name][0]
    clock, processors, job, best = train(box, name, folder, seed)
    files = box.run("job", "show", "--name", best, "--query", "outputs.default.local_path", "-o", "tsv")
    model = os.path.join(files, "outputs/mlflow-model")
    endpoint = Endpoint(box, "bench-automl")
    try:
        box.run("online-deployment", "create", "--all-traffic", "--file", box.write("deployment.yml", f"""\
name: blue
endpoint_name: {endpoint.name}
model: {{path: {model}, type: mlflow_model}}
instance_type: Standard_DS2_v2
"""))
        ask(python, "asked.py", folder, metric, endpoint.url, endpoint.key, model)
    finally:
        endpoint.stop()
    trials = box.run("job", "list", "--parent-job-name", job, "--max-results", "10000", "--query", "length(@)", "-o", "tsv")
    algorithm = box.run("job", "show", "--name", best, "--query", "display_name", "-o", "tsv")
    return float(ask(python, "scored.py", folder, metric, "ours")), clock, processors, f"{algorithm}, best of {trials}"


def peer(python, name, seed, folder):
    metric = SETS[name][0]
    clock, processors, trials, best = ask(
        python, "flaml_peer.py", folder, metric, MINUTES * 60, seed, CORES, TRIALS, *ENSEMBLE).splitlines()[-1].split()
    return float(ask(python, "scored.py", folder, metric, "peer")), float(clock), float(processors), f"{best}, best of {trials}"


def measure(box, python, name, count):
    found = {"ours": [], "peer": []}
    for seed in range(SEEDS):
        folder = os.path.join(box.root, f"{name}-{seed}")
        os.makedirs(folder)
        ask(python, "splits.py", name, seed, folder, count)
        for side, work in {"ours": lambda: ours(box, python, name, seed, folder),
                           "peer": lambda: peer(python, name, seed, folder)}.items():
            figures = work()
            found[side].append(figures)
            print(f"automl: {name}, seed {seed}, {side}: {figures[0]:.4f} in {figures[1]:.0f} s ({figures[2]:.0f} of processors), "
                  + figures[3], file=sys.stderr, flush=True)
        shutil.rmtree(folder)
    tell(name, found, count)


def tell(name, found, count):
    """A row: equal is what differs by no more than the standard error of the splits' differences."""
    def told(figures):
        scores, clock, processors, _ = zip(*figures)
        return (f"{statistics.mean(scores):.4f} in {statistics.median(clock):.0f} s "
                f"({statistics.median(processors):.0f} of processors)")

    differences = [one[0] - other[0] for one, other in zip(found["ours"], found["peer"])]
    mean = statistics.mean(differences)
    error = statistics.stdev(differences) / math.sqrt(len(differences)) if len(differences) > 1 else 0
    wins = sum(difference >= 0 for difference in differences)
    title = SETS[name][3] + (f" ({count:,} rows)" if name == "friedman" else "")
    row(title, told(found["ours"]), f"{told(found['peer'])} FLAML{' with its ensemble' if ENSEMBLE else ''}",
        target="≥ FLAML, or within the error", met=mean >= -error)
    row("… ours less FLAML's", f"{mean:+.4f} ± {error:.4f}, not worse on {wins} of {len(differences)} splits")


def main(programs):
    python = learning_python("automl")
    if python is None:
        return
    # Both sides and all that they start.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    count = rows(100_000)
    with Box(programs) as box:
        box.run("engine", "start")
        version = ask(python, "library.py").splitlines()[1]
        box.run("runtime", "install", "xgboost", "--version", version)
        header(f"AutoML: {MINUTES * 60} s, {CORES} cores, {SEEDS} splits, on rows held out (means; medians of seconds)")
        for name in os.environ.get("AUTOML_SETS", " ".join(SETS)).split():
            measure(box, python, name, count)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
