#!/usr/bin/env python3
"""Reprices N listings from files alone and prints decisions a second and the peak of memory.

    benches/reprice/run.py [N] [--arb target/release/arb]
"""

import argparse
import json
import pathlib
import random
import resource
import subprocess
import tempfile
import time


def money(cents: int) -> dict:
    return {"amount": f"{cents / 100:.2f}", "currency": "USD"}


def make(folder: pathlib.Path, count: int) -> None:
    """Listings between floor and ceiling, and one to four rivals within a tenth of each."""
    dice = random.Random(7)
    with (folder / "listings.jsonl").open("w") as listings, (folder / "offers.csv").open("w") as offers:
        offers.write("sku,seller,landed,currency,fba,buy_box\n")
        for n in range(count):
            cents = dice.randint(800, 9000)
            part = {
                "state": "live", "sku": f"S{n}", "channel": "amazon_us", "listing": f"S{n}", "price": money(cents),
                "floor": money(cents * 7 // 10), "ceiling": money(cents * 14 // 10), "quantity": 3, "condition": "new",
                "title": f"Thing {n}", "description": "",
            }
            listings.write(json.dumps({"schema": 1, "id": f"stock:S{n}", "listing": part}) + "\n")
            for rival in range(dice.randint(1, 4)):
                theirs = cents * dice.randint(920, 1080) / 100_000
                offers.write(f"S{n},R{rival},{theirs:.2f},USD,{'true' if rival % 2 else 'false'},{'true' if rival == 0 else 'false'}\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--arb", default="target/release/arb")
    asked = parser.parse_args()
    arb = str(pathlib.Path(asked.arb).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make(folder, asked.count)
        command = [arb, "--db", "none.db", "reprice", "listings.jsonl", "--competition", "offers.csv", "--strategy", "undercut-bb"]
        begun = time.perf_counter()
        with (folder / "out.jsonl").open("w") as out:
            subprocess.run(command, cwd=folder, stdout=out, check=True)
        wall = time.perf_counter() - begun
        lines = sum(1 for _ in (folder / "out.jsonl").open())
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = usage.ru_utime + usage.ru_stime
    print(f"{lines} listings, {lines / wall:,.0f} a second, {cpu / lines * 1e6:.1f} µs of CPU each, peak {usage.ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
