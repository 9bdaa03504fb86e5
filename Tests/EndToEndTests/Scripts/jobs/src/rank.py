import argparse
import os
import pathlib

parser = argparse.ArgumentParser()
parser.add_argument("--out", type=pathlib.Path)
out = parser.parse_args().out

env = os.environ
if "OMPI_COMM_WORLD_RANK" in env:
    kind, rank, size, local = "mpi", env["OMPI_COMM_WORLD_RANK"], env["OMPI_COMM_WORLD_SIZE"], env["OMPI_COMM_WORLD_LOCAL_RANK"]
else:
    assert env["MASTER_ADDR"] and int(env["MASTER_PORT"]) > 0
    kind, rank, size, local = "pytorch", env["RANK"], env["WORLD_SIZE"], env["LOCAL_RANK"]
out.mkdir(parents=True, exist_ok=True)
(out / f"rank-{rank}.txt").write_text(f"{kind} {rank} of {size}, {local} on its node\n")
print(f"this is rank {rank} of {size}")
