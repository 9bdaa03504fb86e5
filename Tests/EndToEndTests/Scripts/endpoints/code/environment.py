import json
import os


def init():
    pass


def run(raw_data):
    return {name: os.environ.get(name) for name in json.loads(raw_data)["names"]}
