#!/usr/bin/env python3
"""Workload W1: makes the data, runs `arb` and the peers in turn, compares every row with the reference, prints ratios.

    python3 benches/w1/run.py BENCH ROWS [--arb target/release/arb] [--peers duckdb,polars] [--rounds 5] [--full]

BENCH is the folder of the workload (gen.py, verify.py, peers/). Needs numpy, and duckdb and polars for the peers. `--full`
also times the whole answer: the cards and rules that are built in, every column, reasons kept. Figures are medians of
interleaved rounds: ratios hold from machine to machine, seconds do not.
"""
import argparse, csv, json, os, resource, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = {
    "sku": "offer.item", "key": "analysis.product.key", "asin": "analysis.product.asin", "category": "analysis.category",
    "condition": "offer.condition", "title": "offer.title", "price_cents": "offer.price.amount",
    "landed_cents": "analysis.landed.total.amount", "buy_box_cents": "analysis.sell.price.amount",
    "referral_cents": "analysis.fees.lines.referral.amount", "closing_cents": "analysis.fees.lines.closing.amount",
    "fba_cents": "analysis.fees.lines.fba_base.amount", "profit_cents": "analysis.net.amount",
    "roi_bp": "analysis.roi_on_landed", "rank": "analysis.demand.rank", "monthly_sold": "analysis.demand.monthly_sold",
    "offers": "analysis.demand.offers", "amazon_in_stock": "analysis.demand.amazon_in_stock",
    "quantity": "offer.quantity", "url": "offer.url", "seller": "offer.seller",
}


def cents(text):
    whole, _, tail = (text or "0").partition(".")
    return int(whole) * 100 + int((tail + "00")[:2])


def canonical(row, given):
    """A row of `arb` in the workload's own terms: whole cents, basis points rounded down, the key as the list has it."""
    out = {}
    for field, column in COLUMNS.items():
        value = given(column)
        out[field] = str(cents(value)) if field.endswith("_cents") else "" if value is None else str(value)
    out["roi_bp"] = str(int(out["profit_cents"]) * 10000 // int(out["landed_cents"]))
    out["condition"] = out["condition"].strip().lower()
    out["amazon_in_stock"] = {"true": "1", "false": "0"}.get(out["amazon_in_stock"].lower(), out["amazon_in_stock"])
    return out


def rows_of_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield canonical(row, lambda column: row[column].removeprefix("'") if row[column] != "" else None)


def rows_of_jsonl(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)

            def given(column):
                value = record
                for part in column.split("."):
                    value = value.get(part) if isinstance(value, dict) else None
                return value.get("amount") if isinstance(value, dict) else value

            yield canonical(record, given)


def compare(reference, answer):
    """Row for row, in order: the reference's CSV against both files of `arb`."""
    with open(reference + ".csv", newline="", encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    for name, rows in (("csv", list(rows_of_csv(answer + ".csv"))), ("jsonl", list(rows_of_jsonl(answer + ".jsonl")))):
        if len(rows) != len(expected):
            sys.exit(f"{name}: {len(rows)} rows, the reference has {len(expected)}")
        for place, (ours, theirs) in enumerate(zip(rows, expected)):
            for field in COLUMNS:
                # An ASIN's key is the ASIN, a barcode's its 13 digits: `arb` names the product the same for both.
                if field == "key":
                    continue
                if ours[field] != theirs[field]:
                    sys.exit(f"{name} row {place + 1}, {theirs['sku']}: {field} is {ours[field]}, not {theirs[field]}")
    print(f"every one of {len(expected)} rows is that of the reference, in CSV and in JSON Lines")


def timed(command, cwd):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(["/usr/bin/env", "time", "-f", "%M", *command], cwd=cwd, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
    said = process.communicate()[1]
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode not in (0, 4):  # 4: some rows were rejected, as they should be
        sys.exit(f"{command[0]} ended with {process.returncode}:\n{said}")
    return wall, cpu, int(said.strip().splitlines()[-1]) / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("bench")
    options.add_argument("rows", type=int)
    options.add_argument("--arb", default="target/release/arb")
    options.add_argument("--peers", default="duckdb,polars")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--work", default="target/w1")
    options.add_argument("--full", action="store_true")
    args = options.parse_args()
    bench, work, arb = (os.path.abspath(path) for path in (args.bench, args.work, args.arb))
    data, out = os.path.join(work, str(args.rows)), os.path.join(work, "out")
    os.makedirs(out, exist_ok=True)
    if not os.path.exists(os.path.join(data, "manifest.json")):
        subprocess.run([sys.executable, os.path.join(bench, "gen.py"), str(args.rows), data], check=True)
    supplier, book = os.path.join(data, "supplier.csv"), os.path.join(data, "pricebook.csv")
    ours = os.path.join(out, "arb")
    analyze = ["analyze", supplier, "--prices", book, "--only", "buy"]
    runs = {"arb": ([arb, "--dry-run", "--columns", ",".join(COLUMNS.values()), *analyze, "--map", "supplier.toml",
                     "--prices-map", "pricebook.toml", "--best", "--sort", "net",
                     "--output", ours + ".csv", "--also", ours + ".jsonl"], HERE)}
    if args.full:
        full = os.path.join(out, "full")
        runs["arb, the full answer"] = ([arb, "--dry-run", *analyze, "--sort", "net", "--output", full + ".csv",
                                         "--also", full + ".jsonl"], out)
    for peer in filter(None, args.peers.split(",")):
        program = [sys.executable, os.path.join(bench, "peers", f"{peer}_w1.py"), data, os.path.join(out, peer)]
        runs[peer] = (program + (["tuned"] if peer == "duckdb" else []), out)
    taken = {name: [] for name in runs}
    for _ in range(args.rounds):
        for name, (command, cwd) in runs.items():
            taken[name].append(timed(command, cwd))
    if "duckdb" in runs:
        compare(os.path.join(out, "duckdb"), ours)
    medians = {name: [statistics.median(column) for column in zip(*figures)] for name, figures in taken.items()}
    base = medians.get("duckdb", medians["arb"])
    print(f"{'program':24} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9} {'wall ratio':>11} {'CPU ratio':>10}")
    for name, (wall, cpu, peak) in medians.items():
        print(f"{name:24} {wall:8.2f} {cpu:8.2f} {peak:9.0f} {wall / base[0]:11.2f} {cpu / base[1]:10.2f}")


if __name__ == "__main__":
    main()
