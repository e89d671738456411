"""A process that does one piece of work at a time, on request, so that two processes can be measured in turn."""

import json
import resource
import sys
import time


def serve(works):
    """Answer each line `name count` on the standard input with the list that `works[name](count)` returns."""
    for line in sys.stdin:
        name, count = line.split()
        print(json.dumps(works[name](int(count))), flush=True)


def timed(work):
    """Return a function that does `work` so many times and returns how many ms each took."""

    def once():
        began = time.perf_counter()
        work()
        return 1e3 * (time.perf_counter() - began)

    return lambda count: [once() for _ in range(count)]


def peak_mb():
    """The peak of this process's memory."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)
