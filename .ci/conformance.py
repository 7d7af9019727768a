"""Replays conformance cases against a program and compares with what passed before.

conformance.py CASES PROGRAM [--update]

Areas come from conformance.txt. conformance-ratchet.txt holds for each case how
many requests passed and failed; a case that passes fewer or fails more is an
error. --update writes the numbers of this run; read the difference before you
commit it.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
RATCHET = HERE / "conformance-ratchet.txt"


def lines(path):
    if not path.exists():
        return []
    return [line.strip() for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]


def replay(cases, program, area):
    """The results of an area's requests, and the runner's output."""
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        command = [sys.executable, "-B", str(cases / "runner.py"), str(cases / "cases" / area), "--ignore-msg",
                   "--exclude", str(cases / "exclude.txt"), "--report", report,
                   "--serve", shlex.quote(program) + " {area}/{name} --app {app} -port {port}"]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if not os.path.exists(report):
            return [], run.stdout + f"runner.py ended with {run.returncode} and no report\n"
        with open(report) as file:
            return json.load(file)["results"], run.stdout


def count(results):
    """{area/case: [passed, failed]} of the requests that were run."""
    counts = {}
    for result in results:
        path = pathlib.Path(result["case"])
        pair = counts.setdefault(f"{path.parent.name}/{path.stem}", [0, 0])
        if result["result"] in ("pass", "fail"):
            pair[result["result"] == "fail"] += 1
    return counts


def compare(counts, recorded, areas):
    """What is worse than recorded, and how many cases are better."""
    worse, better = [], 0
    for case in sorted(set(counts) | {c for c in recorded if c.split("/")[0] in areas}):
        passed, failed = counts.get(case, (0, 0))
        least, most = recorded.get(case, (0, 0))
        if passed < least or failed > most:
            worse.append(f"{case}: {passed} passed, {failed} failed; recorded are {least} and {most}")
        elif (passed, failed) != (least, most):
            better += 1
    return worse, better


def write(counts):
    with open(RATCHET, "w") as file:
        file.write("# Case, requests that pass, requests that fail. Written by CONFORMANCE_UPDATE=1 .ci/run conformance.\n")
        for case, (passed, failed) in sorted(counts.items()):
            file.write(f"{case} {passed} {failed}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("program")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()

    areas = lines(HERE / "conformance.txt")
    if not areas:
        sys.exit("conformance.txt lists no area")
    recorded = {case: (int(p), int(f)) for case, p, f in (line.split() for line in lines(RATCHET))}
    counts, outputs = {}, {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = pool.map(lambda area: replay(options.cases.resolve(), options.program, area), areas)
        for area, (results, output) in zip(areas, runs):
            outputs[area] = output
            counts.update(count(results))
            print(area, output.strip().splitlines()[-1] if output.strip() else "ran nothing", flush=True)

    if options.update:
        write(counts)
        return 0
    worse, better = compare(counts, recorded, areas)
    for area in sorted({case.split("/")[0] for case in worse}):
        print(outputs[area])
    for line in worse:
        print("worse:", line)
    if better:
        print(f"{better} cases are better than recorded: CONFORMANCE_UPDATE=1 .ci/run conformance")
    passed, failed = (sum(pair[i] for pair in counts.values()) for i in (0, 1))
    print(f"{len(counts)} cases: {passed} requests pass, {failed} fail")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
