import pathlib

print("about to fail", flush=True)
pathlib.Path("outputs").mkdir(exist_ok=True)
pathlib.Path("outputs/before.txt").write_text("what was there before\n")
raise ValueError("the data has no column 'kind'")
