"""Time `maillage territoire` on 100 communes, as a whole process; the target is 0.5 s."""

import statistics
import subprocess
import sys
import time

from maillage.reference.cog import FOLDER

TARGET_SECONDS = 0.5
RUNS = 7
STEP = 343  # one commune in 343: a hundred, all over the country


def main() -> int:
    """Print the median and the worst of a few runs; 1 when the median misses the target."""
    lines = (FOLDER / "communes.tsv").read_text(encoding="utf-8").splitlines()[1:34_400:STEP]
    codes = [line[:5] for line in lines][:100]
    command = [sys.executable, "-m", "maillage.cli", "territoire", *codes, "--json"]
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    print(
        f"territoire, {len(codes)} communes : {median:.3f} s (médiane de {RUNS}), {max(seconds):.3f} s au pire"
    )
    return int(median > TARGET_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
