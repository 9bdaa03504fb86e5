"""How fast run() is by itself: prints calls a second on one core. The limit of any server around it."""
import sys
import time

sys.path.insert(0, sys.argv[1])
import score  # noqa: E402

score.init()
body = sys.argv[2]
for _ in range(500):
    score.run(body)
count, start = 0, time.perf_counter()
while time.perf_counter() - start < 3:
    for _ in range(100):
        score.run(body)
    count += 100
print(count / (time.perf_counter() - start))
