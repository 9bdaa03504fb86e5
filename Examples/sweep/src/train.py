"""Trains a network of one hidden layer to tell a penguin's sex by its measures, with nothing but Python itself."""
import argparse
import csv
import json
import math
import os
import random
import time
import urllib.request

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
SPECIES = ["Adelie", "Chinstrap", "Gentoo"]


def log_metrics(step, **values):
    """Logs to the job's own run over MLflow's REST interface; with the mlflow package: mlflow.log_metrics(values, step)."""
    now = int(time.time() * 1000)
    metrics = [{"key": key, "value": value, "timestamp": now, "step": step} for key, value in values.items()]
    request = urllib.request.Request(
        os.environ["MLFLOW_TRACKING_URI"] + "/api/2.0/mlflow/runs/log-batch",
        json.dumps({"run_id": os.environ["MLFLOW_RUN_ID"], "metrics": metrics}).encode(),
        {"Content-Type": "application/json", "Authorization": "Bearer " + os.environ["MLFLOW_TRACKING_TOKEN"]},
    )
    urllib.request.urlopen(request, timeout=30).close()


def read(path):
    """Rows of standardized measures and species, and 1 for a male; birds of unknown sex are left out."""
    with open(path, newline="") as file:
        birds = [bird for bird in csv.DictReader(file) if bird["sex"] != "NA"]
    columns = []
    for measure in MEASURES:
        values = [float(bird[measure]) for bird in birds]
        mean = sum(values) / len(values)
        deviation = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
        columns.append([(value - mean) / deviation for value in values])
    columns += [[float(bird["species"] == species) for bird in birds] for species in SPECIES]
    return [list(row) for row in zip(*columns)], [float(bird["sex"] == "male") for bird in birds]


class Network:
    def __init__(self, inputs, hidden, random):
        def layer(count, width):
            return [[random.gauss(0, 1 / math.sqrt(width)) for _ in range(width)] for _ in range(count)]

        self.hidden = layer(hidden, inputs + 1)
        self.last = layer(1, hidden + 1)[0]
        self.speeds = [[0.0] * (inputs + 1) for _ in range(hidden)], [0.0] * (hidden + 1)

    def answer(self, row):
        inner = [math.tanh(sum(w * x for w, x in zip(weights, row + [1.0]))) for weights in self.hidden] + [1.0]
        return inner, 1 / (1 + math.exp(-sum(w * x for w, x in zip(self.last, inner))))

    def learn(self, row, truth, rate, momentum):
        inner, answer = self.answer(row)
        error, row = answer - truth, row + [1.0]
        for unit, (weights, speeds) in enumerate(zip(self.hidden, self.speeds[0])):
            slope = error * self.last[unit] * (1 - inner[unit] ** 2)
            self.step(weights, speeds, slope, row, rate, momentum)
        self.step(self.last, self.speeds[1], error, inner, rate, momentum)

    @staticmethod
    def step(weights, speeds, slope, values, rate, momentum):
        for place, value in enumerate(values):
            speeds[place] = momentum * speeds[place] - rate * slope * value
            weights[place] += speeds[place]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--epochs", type=int, default=60)
    arguments.add_argument("--hidden", type=int, default=8)
    arguments.add_argument("--learning-rate", type=float, default=0.01)
    arguments.add_argument("--momentum", type=float, default=0.5)
    options = arguments.parse_args()

    rows, truths = read(options.data)
    order = list(range(len(rows)))
    chance = random.Random(1)
    chance.shuffle(order)
    held, learnt = order[: len(order) // 3], order[len(order) // 3 :]
    network = Network(len(rows[0]), options.hidden, chance)
    for epoch in range(options.epochs):
        chance.shuffle(learnt)
        for place in learnt:
            network.learn(rows[place], truths[place], options.learning_rate, options.momentum)
        answers = [(network.answer(rows[place])[1], truths[place]) for place in held]
        accuracy = sum((answer > 0.5) == (truth == 1) for answer, truth in answers) / len(answers)
        loss = -sum(math.log(max(1e-12, answer if truth else 1 - answer)) for answer, truth in answers) / len(answers)
        log_metrics(epoch, accuracy=accuracy, loss=loss)
        if (epoch + 1) % 10 == 0:
            print(f"epoch {epoch + 1:3d}/{options.epochs}  loss {loss:.4f}  accuracy {accuracy:.4f}")

    os.makedirs(options.model, exist_ok=True)
    with open(os.path.join(options.model, "network.json"), "w") as file:
        json.dump({"hidden": network.hidden, "last": network.last}, file)


if __name__ == "__main__":
    main()
