#!/usr/bin/env python3
"""Trains `arb support` on public customer messages and measures it on others, through the binary.

    python3 benches/triage/run.py DATA [--arb target/release/arb] [--full]

DATA holds `banking77.csv`, `clinc150_oos.csv` and `bitext_intents.csv` with a column `orig_split`. Rows marked as training are
trained on, rows marked as validation (`val`, `dev`) are measured; banking77 has no such rows, and every fifth row of each
intent is held out instead. Prints the figures of each set and, with `--full`, its reliability table.
"""
import argparse, csv, json, os, resource, subprocess, sys, tempfile, time


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["orig_split"], row.get("text") or row["utterance"], row["intent"]


def split(path):
    train, held_out, seen = [], [], {}
    everything = list(rows(path))
    has_validation = any(not mark.endswith("train") for mark, _, _ in everything)
    for mark, text, intent in everything:
        seen[intent] = seen.get(intent, 0) + 1
        is_train = mark.endswith("train") if has_validation else seen[intent] % 5 != 0
        (train if is_train else held_out).append((text, intent))
    return train, held_out


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label"])
        writer.writerows(rows)


def run(arb, folder, *args):
    """The JSON of a run, its wall and CPU seconds."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([arb, "--db", "arb.db", "support", *args], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, env={"HOME": folder, "PATH": os.environ["PATH"]})
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{args}: exit {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout), wall, after.ru_utime - before.ru_utime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--arb", default="target/release/arb")
    parser.add_argument("--full", action="store_true")
    args = parser.parse_args()
    arb = os.path.abspath(args.arb)
    print("| set | trained on | measured on | accuracy | macro-F1 | out-of-scope recall | ECE | train wall / CPU s | messages/s | MB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in ("banking77", "clinc150_oos", "bitext_intents"):
        path = os.path.join(args.data, name + ".csv")
        if not os.path.exists(path):
            print(f"skipped: {path} is not there", file=sys.stderr)
            continue
        with tempfile.TemporaryDirectory() as folder:
            train, held_out = split(path)
            write(os.path.join(folder, "train.csv"), train)
            write(os.path.join(folder, "held-out.csv"), held_out)
            trained, wall, cpu = run(arb, folder, "train", "train.csv")
            figures, _, _ = run(arb, folder, "eval", "held-out.csv")
            size = os.path.getsize(os.path.join(folder, "arb.db.triage")) / 1e6
        share = lambda key: "–" if figures[key] is None else f"{100 * figures[key]:.1f} %"
        print(f"| {name} | {len(train)} | {len(held_out)} | {share('accuracy')} | {share('macro_f1')} | "
              f"{share('out_of_scope_recall')} | {share('ece')} | {wall:.1f} / {cpu:.1f} | "
              f"{figures['messages_per_second']:.0f} | {size:.1f} |")
        if args.full:
            print(json.dumps({"cross_validation": trained["cross_validation"], "held_out": figures}, indent=1))


if __name__ == "__main__":
    main()
