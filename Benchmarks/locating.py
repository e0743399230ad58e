#!/usr/bin/env python3
"""How well `hebiao check` names the cell that was mistyped, over generated workbooks.

    swift run -c release make-samples --slips 10000 --per-file 1 --seed 5 --out FOLDER
    python3 Benchmarks/locating.py FOLDER [--hebiao .build/release/hebiao]

Prints Markdown: slips by how they were located, and the calibration of `confidence`. A slip counts
as decided by the rules where no other single cell could be changed instead.
"""

import argparse
import collections
import fractions
import json
import pathlib
import re
import subprocess
import time


def is_meant(change, slip):
    """Whether a change gives the mistyped cell what was meant."""
    if (change["sheet"], change["cell"]) != (slip["sheet"], slip["cell"]):
        return False
    value = change["to"]
    if slip.get("number") is None:
        return (value or "") == slip["meant"]
    meant = fractions.Fraction(slip["number"])
    if isinstance(value, str):
        return str(meant) in re.findall(r"\d+", value)
    if value is None:
        return False
    number = fractions.Fraction(str(value))
    return number == meant or ("%" in slip["meant"] and number == meant * 100)


def rank(slip, slips, diagnoses):
    """The place of the repair that mends the slip and changes nothing that is right."""
    best = None
    for diagnosis in diagnoses:
        for place, repair in enumerate(diagnosis["alternatives"]):
            changes = repair["changes"]
            mends = any(is_meant(change, slip) for change in changes)
            if mends and all(any(is_meant(c, s) for s in slips) for c in changes):
                best = place if best is None else min(best, place)
                break
    return best


def main():
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--hebiao", default=".build/release/hebiao")
    options.add_argument("--misses", type=int, default=0)
    chosen = options.parse_args()
    truth = {}
    for line in (chosen.folder / "truth.jsonl").read_text().splitlines():
        entry = json.loads(line)
        truth[entry["file"]] = entry["slips"]
    start = time.monotonic()
    run = subprocess.run(
        [chosen.hebiao, "check", str(chosen.folder), "--format", "json"], stdout=subprocess.PIPE)
    elapsed = time.monotonic() - start
    report = json.loads(run.stdout)
    counts = collections.Counter()
    calibration = collections.defaultdict(lambda: [0, 0, 0.0])
    kinds = collections.defaultdict(lambda: [0, 0])
    for file in report["files"]:
        slips = truth[pathlib.Path(file["path"]).name]
        diagnoses = file["diagnoses"]
        for diagnosis in diagnoses:
            if not diagnosis["alternatives"]:
                counts["not located"] += 1
                continue
            first = diagnosis["alternatives"][0]
            right = all(any(is_meant(c, s) for s in slips) for c in first["changes"])
            tenth = min(int(first["confidence"] * 10), 9)
            calibration[tenth][0] += 1
            calibration[tenth][1] += right
            calibration[tenth][2] += first["confidence"]
        ranks = [rank(s, slips, diagnoses) for s in slips]
        if len(slips) > 1:
            counts["packages"] += 1
            counts["all first"] += all(r == 0 for r in ranks)
        for slip, place in zip(slips, ranks):
            counts["slips"] += 1
            if not slip["seen"]:
                counts["unseen"] += 1
                continue
            rivals = sum(
                len(repair["changes"]) == 1 and not is_meant(repair["changes"][0], slip)
                for diagnosis in diagnoses for repair in diagnosis["alternatives"])
            group = "ambiguous" if rivals and len(slips) == 1 else "decided"
            counts[group] += 1
            counts[group + " first"] += place == 0
            counts[group + " three"] += place is not None and place < 3
            if group == "decided":
                kinds[slip["kind"]][0] += 1
                kinds[slip["kind"]][1] += place == 0
            if group == "decided" and place != 0 and chosen.misses > 0:
                chosen.misses -= 1
                print(file["path"], slip, place, json.dumps(diagnoses, ensure_ascii=False)[:1500])
    files = len(report["files"])
    print(f"{files} workbooks, {files / elapsed:.0f} a second\n")
    print("| | slips | first | among the first three |\n|---|---|---|---|")
    for group, title in (("decided", "the rules decide"), ("ambiguous", "another single cell would do")):
        total = counts[group]
        if total:
            first, three = counts[group + " first"], counts[group + " three"]
            print(f"| {title} | {total} | {first} ({100 * first / total:.2f} %) "
                  f"| {three} ({100 * three / total:.2f} %) |")
    print(f"| no rule sees it | {counts['unseen']} | – | – |")
    if counts["packages"]:
        share = 100 * counts["all first"] / counts["packages"]
        print(f"\nAll slips of a workbook first: {counts['all first']} of {counts['packages']} "
              f"({share:.2f} %).")
    print(f"\nDiagnoses without a repair: {counts['not located']}.\n")
    print("| confidence | diagnoses | mean confidence | right |\n|---|---|---|---|")
    for tenth in sorted(calibration):
        total, right, confidence = calibration[tenth]
        print(f"| 0.{tenth}–{'1' if tenth == 9 else f'0.{tenth + 1}'} | {total} "
              f"| {confidence / total:.2f} | {right / total:.2f} |")
    print("\n| slip | slips | first |\n|---|---|---|")
    for kind, (total, first) in sorted(kinds.items()):
        print(f"| {kind} | {total} | {100 * first / total:.2f} % |")


if __name__ == "__main__":
    main()
