import csv
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
print("a table:", (folder / "MLTable").is_file())
with open(folder / "people.csv", newline="") as file:
    rows = list(csv.DictReader(file))
print("oldest:", max(rows, key=lambda row: int(row["age"]))["name"])
