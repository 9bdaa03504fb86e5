"""Writes the data of training, logistic and csv: data.py training|logistic|csv FOLDER ROWS"""
import os
import sys

import numpy as np

COLUMNS = 20


def numbers(folder, rows, features, **targets):
    features.tofile(os.path.join(folder, "features"))
    for name, values in targets.items():
        values.astype(np.float64).tofile(os.path.join(folder, name))


def training(folder, rows, random):
    """A number that hangs on a few features in a crooked way, and whether it is above its middle."""
    features = random.normal(size=(rows, COLUMNS))
    sums = (np.sin(features[:, 0] * 2) + features[:, 1] * features[:, 2] + np.abs(features[:, 3])
            + features[:, 4:8].sum(axis=1) / 2 + random.normal(size=rows) / 2)
    numbers(folder, rows, features, numbers=sums, classes=sums > np.median(sums))


def logistic(folder, rows, random):
    """Features that hang together a little, of one size, and classes that they do not settle."""
    features = random.normal(size=(rows, COLUMNS)) + random.normal(size=(rows, 1)) / 2
    chance = 1 / (1 + np.exp(-(features @ random.normal(size=COLUMNS) / 2 - 0.5)))
    numbers(folder, rows, features, classes=random.random(rows) < chance)


def csv(folder, rows, random):
    """A file of floats as Python writes them, and one with texts: names, few cities, remarks in quotes, gaps."""
    values = random.normal(size=(rows, COLUMNS))
    with open(os.path.join(folder, "floats.csv"), "w") as file:
        file.write(",".join(f"x{column}" for column in range(COLUMNS)) + "\n")
        for line in values.tolist():
            file.write(",".join(map(repr, line)) + "\n")
    cities = ["Lisbon", "Oslo", "Zürich", "Łódź", "Quito", "Hanoi", "Dakar", "Perth"]
    with open(os.path.join(folder, "texts.csv"), "w") as file:
        file.write("name,city,remark,age,income,joined,score,plan\n")
        for row, (one, other, *_) in enumerate(values.tolist()):
            remark = f'"came by {cities[row % 8]}, asked for ""{row % 977}"" and left"' if row % 3 else ""
            file.write(f"customer-{row:07d},{cities[row * 7 % 8]},{remark},{row % 80 + 10},{one * 9000 + 40000:.2f},"
                       f"2024-{row % 12 + 1:02d}-{row % 28 + 1:02d},{other!r},{'free' if row % 5 else 'paid'}\n")


{"training": training, "logistic": logistic, "csv": csv}[sys.argv[1]](
    sys.argv[2], int(sys.argv[3]), np.random.default_rng(7))
