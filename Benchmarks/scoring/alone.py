"""How fast run() is by itself: prints calls a second of processor time. The limit of any server around it."""
import sys
import time

sys.path.insert(0, sys.argv[1])
import score  # noqa: E402

score.init()
body = sys.argv[2]
for _ in range(500):
    score.run(body)
count, start = 0, time.process_time()
while time.process_time() - start < 3:
    for _ in range(100):
        score.run(body)
    count += 100
print(count / (time.process_time() - start))
