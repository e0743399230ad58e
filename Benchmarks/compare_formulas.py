#!/usr/bin/env python3
"""Hold what hebiao computes of formulas against LibreOffice's recalculation of the same files.

    python3 Benchmarks/compare_formulas.py FOLDER --work DIR [--hebiao PROGRAM] [--timeout 120]

A headless LibreOffice, told to recalculate on load, converts every workbook of FOLDER that holds a formula;
its values are read with openpyxl and compared with `hebiao dump --recalculate`: numbers to twelve significant
digits, texts, truth values and errors exactly. Conversions are kept in DIR and used again, and
DIR/differences.tsv lists every difference, DIR/refused.tsv every reason for which formulas were not computed."""
import argparse
import collections
import datetime
import json
import pathlib
import subprocess
import warnings

import openpyxl
from openpyxl.utils.datetime import to_excel

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def convert(path, name, work, timeout):
    """LibreOffice's own version of a workbook, every formula computed by it; None where it fails."""
    out, failed = work / "converted" / name, work / "failed" / name
    if out.exists() or failed.exists():
        return out if out.exists() else None
    profile, fresh = work / "profile", work / "fresh"
    for folder in (profile / "user", out.parent, failed.parent, fresh):
        folder.mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE)
    command = ["timeout", "-k", "5", str(timeout), "soffice", f"-env:UserInstallation={profile.resolve().as_uri()}",
               "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(fresh), str(path)]
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    made = fresh / (path.stem + ".xlsx")
    if not made.exists():
        failed.touch()
        return None
    made.rename(out)
    return out


def ours(program, path):
    """(sheet index, cell) -> (formula, kind, value) of every formula cell; kind "refused" gives the reason."""
    run = subprocess.run([program, "dump", str(path), "--recalculate", "--lang", "en"], capture_output=True, text=True)
    if run.returncode != 0:
        return None
    found, sheet = {}, -1
    for line in run.stdout.splitlines():
        cell = json.loads(line)
        if "ref" not in cell:
            sheet = cell["index"]
        elif "formula" in cell:
            other = cell.get("recalculated", cell)
            kind = other["type"]
            found[sheet, cell["ref"]] = (cell["formula"], kind, other["reason"] if kind == "refused" else other["value"],
                                         "recalculated" in cell, cell["value"])
    return found


def serial(text):
    """The serial numbers that an ISO date, time or duration may stand for."""
    if text.startswith("PT"):
        number, total = "", 0.0
        for letter in text[2:]:
            if letter in "HMS":
                total += float(number) / {"H": 24, "M": 1440, "S": 86400}[letter]
                number = ""
            else:
                number += letter
        return [total]
    if "-" not in text:
        parts = [float(part) for part in text.split(":")]
        return [parts[0] / 24 + parts[1] / 1440 + parts[2] / 86400]
    moment = datetime.datetime.fromisoformat(text)
    return [(moment - epoch) / datetime.timedelta(days=1)
            for epoch in (datetime.datetime(1899, 12, 30), datetime.datetime(1899, 12, 31), datetime.datetime(1904, 1, 1))]


def agree(kind, value, other):
    if isinstance(other, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        numbers = [to_excel(other)]
        if isinstance(other, datetime.datetime):
            numbers.append(to_excel(other) - 1462)
    elif isinstance(other, bool):
        return kind == "bool" and value == other
    elif isinstance(other, (int, float)):
        numbers = [other]
    elif other is None:
        return kind == "string" and value == ""
    else:
        return kind in ("string", "error") and value.replace("\r\n", "\n") == other.replace("\r\n", "\n")
    mine = serial(value) if kind == "date" else [value] if kind == "number" else []
    tolerance = 2e-8 if kind == "date" or not isinstance(other, (int, float)) else 0
    return any(abs(a - b) <= max(tolerance, 5e-13 * max(abs(a), abs(b))) for a in mine for b in numbers)


def explanation(kind, value, other, changed):
    """The class of a difference."""
    if kind == "error" and isinstance(other, str) and other.startswith("#"):
        return "both are errors, LibreOffice writes another code"
    if not changed:
        return "hebiao gives what the file has stored"
    if kind == "error" or isinstance(other, str) and other.startswith("#"):
        return "one of them gives an error"
    return "otherwise"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--hebiao", default=".build/release/hebiao")
    parser.add_argument("--timeout", type=int, default=120)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    totals, reasons, differences = collections.Counter(), collections.Counter(), []
    for path in sorted(options.folder.rglob("*.xls[xm]")):
        formulas = ours(options.hebiao, path)
        if not formulas:
            totals["files without formulas, or not read"] += 1
            continue
        totals["files with formulas"] += 1
        totals["formulas"] += len(formulas)
        name = "__".join(path.relative_to(options.folder).parts)
        converted = convert(path, name, options.work, options.timeout)
        book = None
        if converted:
            try:
                book = openpyxl.load_workbook(converted, data_only=True)
            except Exception:
                book = None
        for (sheet, cell), (formula, kind, value, changed, stored) in formulas.items():
            if kind == "refused":
                totals["refused"] += 1
                reasons[value.split(": ")[0] if "circle" in value else value] += 1
                continue
            totals["computed"] += 1
            if book is None or sheet >= len(book._sheets) or not hasattr(book._sheets[sheet], "cell"):
                totals["computed, but LibreOffice has no value"] += 1
                continue
            other = book._sheets[sheet][cell].value
            totals["compared"] += 1
            if agree(kind, value, other):
                totals["agree"] += 1
            else:
                why = explanation(kind, value, other, changed)
                totals["differ: " + why] += 1
                differences.append((why, name, book.sheetnames[sheet], cell, formula, f"{kind} {value!r}",
                                    repr(other), "stored" if not changed else f"stored {stored!r}"))
    with open(options.work / "differences.tsv", "w") as file:
        file.writelines("\t".join(map(str, line)).replace("\n", " ") + "\n" for line in differences)
    with open(options.work / "refused.tsv", "w") as file:
        file.writelines(f"{count}\t{reason}\n" for reason, count in reasons.most_common())
    for name, count in sorted(totals.items()):
        print(f"{count:8}  {name}")


if __name__ == "__main__":
    main()
