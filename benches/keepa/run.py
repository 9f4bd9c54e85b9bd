#!/usr/bin/env python3
"""Scans many products through a stand-in for Keepa on loopback and prints what it costs.

    benches/keepa/run.py 10000 --arb target/release/arb [--points 200]

The stand-in answers the product finder with so many ASINs and `/product` with a hundred histories at a time, packed, as
Keepa does; it charges a token a product. Printed: products a second from the first call to the end, offers and evidence
stored; peak memory for a tenth of the products and for all (flat means the same); tokens charged and tokens booked.
"""

import argparse, gzip, http.server, json, os, pathlib, random, subprocess, sys, tempfile, threading, time, urllib.parse

SLOTS = [0, 1, 2, 3, 7, 10, 11, 12, 16, 17, 18]
SHIPPED = {7, 18}
NOW = 8_107_200


def asin(number):
    return "B0" + format(number, "08d")


def history(slot, points, dice):
    out = []
    for n in range(points):
        out += [NOW - (points - n) * 600, dice.randint(1, 900000) if slot == 3 else dice.randint(900, 4000)]
        if slot in SHIPPED:
            out.append(0)
    return out


class Stand:
    def __init__(self, count, points):
        dice = random.Random(7)
        self.count, self.charged, self.sent = count, 0, 0
        self.shapes = [[history(s, points, dice) if s in SLOTS else None for s in range(19)] for _ in range(16)]

    def product(self, name):
        number = int(name[2:])
        return {"asin": name, "domainId": 1, "title": f"Thing number {number}", "brand": "Acme", "lastUpdate": NOW - 60,
                "categoryTree": [{"catId": 1, "name": "Toys & Games"}], "monthlySold": 50, "packageWeight": 300,
                "packageLength": 100, "packageWidth": 90, "packageHeight": 80, "csv": self.shapes[number % 16]}

    def answer(self, path, query):
        body = {"refillRate": 600000, "refillIn": 1, "tokenFlowReduction": 0}
        cost = 0
        if path == "/query":
            cost, body["asinList"] = 10, [asin(n) for n in range(self.count)]
        elif path == "/product":
            names = query["asin"][0].split(",")
            cost, body["products"] = len(names), [self.product(name) for name in names]
        self.charged += cost
        body.update(tokensConsumed=cost, tokensLeft=36_000_000 - self.charged)
        packed = gzip.compress(json.dumps(body).encode(), 1)
        self.sent += len(packed)
        return packed


def serve(stand):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            url = urllib.parse.urlparse(self.path)
            body = stand.answer(url.path, urllib.parse.parse_qs(url.query))
            self.send_response(200)
            for name, value in (("content-type", "application/json"), ("content-encoding", "gzip"),
                                ("content-length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def run(arb, count, points):
    stand = Stand(count, points)
    server = serve(stand)
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        (home / "arb.toml").write_text(
            f'[vendors.keepa]\nenabled = true\nbase_url = "http://127.0.0.1:{server.server_port}"\n'
            f'[searches.all]\nsources = ["keepa"]\nlimit = {count}\nown.keepa.finder = {{ current_SALES_lte = 900000 }}\n')
        env = dict(os.environ, HOME=folder, ARB_KEEPA_KEY="k", ARB_DB=str(home / "arb.db"))
        begin = time.monotonic()
        child = subprocess.Popen([arb, "scan", "--saved", "all", "--format", "jsonl"], cwd=folder, env=env,
                                 stdout=open(home / "out.jsonl", "wb"), stderr=subprocess.PIPE)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - begin
        said = child.stderr.read().decode()
        lines = sum(1 for _ in open(home / "out.jsonl"))
        if status or lines != count:
            sys.exit(f"{lines} of {count} offers, status {status}: {said}")
        left = json.loads(subprocess.run([arb, "vendors", "--format", "jsonl"], cwd=folder, env=env, capture_output=True,
                                         check=True, text=True).stdout.splitlines()[0])
        booked = float(left["quotas"][0]["tokens_today"])
    server.shutdown()
    return dict(seconds=seconds, cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss / 1024, charged=stand.charged,
                booked=booked, sent=stand.sent)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--arb", required=True)
    parser.add_argument("--points", type=int, default=200)
    args = parser.parse_args()
    arb = str(pathlib.Path(args.arb).resolve())
    small, all_ = run(arb, args.count // 10, args.points), run(arb, args.count, args.points)
    print(f"{args.count} products, {len(SLOTS)} histories of {args.points} points each, {all_['sent'] / 1e6:.0f} MB packed")
    print(f"products a second          {args.count / all_['seconds']:8.0f}  (with the stand-in's own work)")
    print(f"products a second of CPU   {args.count / all_['cpu']:8.0f}")
    print(f"peak MiB, a tenth and all  {small['peak']:8.0f} {all_['peak']:8.0f}")
    print(f"tokens charged and booked  {all_['charged']:8.0f} {all_['booked']:8.0f}")
    if all_["charged"] != all_["booked"]:
        sys.exit("the books of tokens are wrong")


if __name__ == "__main__":
    main()
