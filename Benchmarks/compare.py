"""Measures hebiao and its peers by turns and writes RESULTS.md; started by `run`."""

import argparse
import collections
import importlib.metadata
import os
import pathlib
import re
import statistics
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
DATA = HERE / "data"
HEBIAO = str(ROOT / ".build/release/hebiao")
PATCHING = str(ROOT / ".build/release/measure-patching")
INSIDE = str(ROOT / ".build/release/measure-reading")
PEERS = str(HERE / "peers.py")
SHEET = "xl/worksheets/sheet1.xml"
# A core that this process may run on.
CORE = str(min(os.sched_getaffinity(0)))


# Median and fewest seconds, median processor seconds, peak megabytes, runs, files that a peer read.
Figures = collections.namedtuple("Figures", "median fastest busy peak runs read")


class Run:
    """The seconds and the peak megabytes of one process; a peer says how many files it read."""

    def __init__(self, command, statuses=(0,)):
        reading, writing = os.pipe()
        shell = ["bash", "-c", f'exec "$@" 3>&{writing}', "bash", str(DATA / "measure")]
        output = subprocess.run(
            shell + command, stdout=subprocess.PIPE, pass_fds=[writing], check=True
        ).stdout
        os.close(writing)
        with os.fdopen(reading) as figures:
            wall, busy, peak, status = figures.read().split()
        if int(status) not in statuses:
            sys.exit(f"{command[:3]} ended with {status}")
        self.busy = float(busy)
        self.seconds, self.peak, self.read = float(wall), int(peak) / 1024, None
        if command[1:2] == [PEERS]:
            own, read = output.split()
            self.seconds, self.read = float(own), int(read)


def alone(command, core=CORE):
    return ["taskset", "-c", core] + command


def peers(reader, files):
    return [sys.executable, PEERS, reader] + files


def by_turns(contestants, repeats):
    """The figures of each; they take turns, so that a noisy minute hits them all."""
    runs = {name: [] for name in contestants}
    read = {}
    for turn in range(repeats):
        for name, (command, times, statuses) in contestants.items():
            if turn < times:
                run = Run(command, statuses)
                runs[name].append((run.seconds, run.busy, run.peak))
                read[name] = run.read
                print(f"  {name}: {run.seconds:.4f} s, {run.peak:.0f} MB", file=sys.stderr)
    return {
        name: Figures(
            statistics.median(seconds for seconds, _, _ in taken),
            min(seconds for seconds, _, _ in taken),
            statistics.median(busy for _, busy, _ in taken),
            max(peak for _, _, peak in taken),
            len(taken),
            read[name],
        )
        for name, taken in runs.items()
    }


def workbook(name, arguments):
    path = DATA / f"{name}.xlsx"
    if not path.exists():
        print(f"writing {path.name}", file=sys.stderr)
        unfinished = path.with_suffix(".part")
        subprocess.run(
            [sys.executable, str(HERE / "generate.py"), str(unfinished)] + arguments, check=True
        )
        unfinished.rename(path)
    return path


def table(rows, header):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds:.2f} s"


def reading(path, title, repeats):
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size / 1e6
    stats = [HEBIAO, "stats", str(path), "--format", "json"]
    figures = by_turns(
        {
            "floor": ([str(DATA / "floor"), str(path), SHEET], repeats, (0,)),
            "hebiao": (stats, repeats, (0,)),
            "hebiao, one core": (alone(stats), repeats, (0,)),
            "python-calamine": (peers("calamine", [str(path)]), max(3, repeats // 2), (0,)),
            "openpyxl, read-only": (peers("openpyxl", [str(path)]), 1, (0,)),
        },
        repeats,
    )
    own, floor = figures["hebiao"], figures["floor"]
    rows = [
        [
            name,
            milliseconds(each.median),
            f"{each.median / own.median:.2f}",
            f"{each.median / floor.median:.2f}",
            milliseconds(each.fastest),
            f"{each.fastest / floor.fastest:.2f}",
            milliseconds(each.busy),
            f"{each.peak:.0f} MB",
            str(each.runs),
        ]
        for name, each in figures.items()
    ]
    header = ["", "median", "÷ hebiao", "÷ floor", "fastest", "÷ floor", "processor"]
    header += ["peak memory", "runs"]
    return f"### {title} ({size:.0f} MB of XML)\n\n" + table(rows, header)


def checking(count, repeats):
    folder = DATA / f"stress-{count}"
    if not folder.exists():
        unfinished = DATA / "stress.part"
        maker = str(ROOT / ".build/release/make-samples")
        subprocess.run(
            [maker, "--stress", str(count), "--seed", "1", "--out", str(unfinished)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        unfinished.rename(folder)
    files = sorted(str(path) for path in folder.glob("*.xlsx"))
    some = files[: max(1, count // 20)]
    check = [HEBIAO, "check", str(folder), "--format", "json", "--jobs"]
    figures = by_turns(
        {
            "hebiao check --jobs 2": (check + ["2"], min(repeats, 5), (0, 1)),
            "hebiao check --jobs 1": (check + ["1"], min(repeats, 5), (0, 1)),
            "python-calamine, reading only": (peers("calamine", files), 5, (0,)),
            "openpyxl, reading only": (peers("openpyxl", some), 1, (0,)),
        },
        repeats,
    )
    rows = []
    own = count / figures["hebiao check --jobs 2"].median
    for name, each in figures.items():
        number = count if each.read is None else each.read
        rate = number / each.median
        rows.append(
            [
                name,
                str(number),
                f"{rate:,.0f}",
                f"{rate / own:.2f}",
                f"{number / each.fastest:,.0f}",
                milliseconds(each.busy),
                f"{each.peak:.0f} MB",
                str(each.runs),
            ]
        )
    header = ["", "files", "files a second", "÷ hebiao --jobs 2", "in the fastest run", "processor"]
    header += ["peak memory", "runs"]
    return table(rows, header)


def patching(path, rows, repeats):
    """What changing one cell costs beside copying the file and reading its sheet."""
    size = path.stat().st_size
    out = DATA / "patched.xlsx"
    budget = [PATCHING, "budget", str(path), "0", str(out)]
    places = {"first row": "D1", "middle": f"D{rows // 2}", "last row": f"D{rows}"}
    contestants = {"copy the file, read the sheet": (budget, repeats, (0,))}
    for name, cell in places.items():
        command = [PATCHING, "patch", str(path), "0", cell, "4242.5", str(out)]
        contestants[f"change one cell, {name}"] = (command, repeats, (0,))
    figures = by_turns(contestants, repeats)
    base = figures["copy the file, read the sheet"]
    lines = []
    for name, each in figures.items():
        grown = "—"
        if name != "copy the file, read the sheet":
            subprocess.run(contestants[name][0], check=True, stdout=subprocess.DEVNULL)
            grown = f"{out.stat().st_size - size:+,} bytes"
        lines.append(
            [
                name,
                milliseconds(each.median),
                f"{each.median / base.median:.2f}",
                milliseconds(each.busy),
                f"{each.busy / base.busy:.2f}",
                f"{each.peak:.0f} MB",
                grown,
                str(each.runs),
            ]
        )
    out.unlink()
    header = ["", "median", "÷ first", "processor", "÷ first", "peak memory", "size", "runs"]
    return f"A file of {size / 1e6:.0f} MB.\n\n" + table(lines, header)


def inside(*arguments):
    """The figures that one process of `measure-reading` prints."""
    output = subprocess.run([INSIDE, *arguments], capture_output=True, check=True, text=True).stdout
    return [float(figure) for figure in output.split()]


def library(big):
    small = str(ROOT / "samples/fail/monthly/published.xlsx")
    opening = inside("open", str(big), "200")[0]
    reading, cells = inside("read", small, "500")
    kept, count = inside("keep", str(big))
    rows = [
        ["open the large workbook, list its sheets", f"{opening * 1000:.2f} ms", "< 5 ms"],
        [
            f"read the published workbook, {cells:.0f} cells",
            f"{reading * 1e6:.0f} µs",
            "< 300 µs",
        ],
        [f"keep {count:,.0f} cells as values, each", f"{kept:.0f} bytes", "≤ 24 bytes"],
    ]
    return table(rows, ["inside one process", "measured", "goal"])


def published(repeats):
    command = [HEBIAO, "check", str(ROOT / "samples/fail/monthly/published.xlsx")]
    each = by_turns({"check": (command, repeats, (1,))}, repeats)["check"]
    row = [milliseconds(each.median), milliseconds(each.fastest), milliseconds(each.busy)]
    row += [f"{each.peak:.1f} MB", str(each.runs)]
    return table([row], ["median", "fastest", "processor", "peak memory", "runs"])


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=400_000)
    options.add_argument("--files", type=int, default=2_000)
    options.add_argument("--patched-rows", type=int, default=330_000)
    options.add_argument("--repeats", type=int, default=9)
    options.add_argument("--out", default=str(HERE / "RESULTS.md"))
    given = options.parse_args()
    rows = ["--rows", str(given.rows)]
    shared = workbook(f"shared6-{given.rows}", rows)
    inline = workbook(f"inline6-{given.rows}", rows + ["--inline"])
    wide_rows = max(1, given.rows // 20)
    wide = workbook(f"wide-{wide_rows}", ["--rows", str(wide_rows), "--columns", "200"])
    patched_rows = ["--rows", str(given.patched_rows)]
    patched = workbook(f"shared6-{given.patched_rows}", patched_rows)
    summed = workbook(f"totals6-{given.patched_rows}", patched_rows + ["--totals"])
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    swift = re.search(r"Swift version (\S+)", swift).group(1)
    versions = {
        name: importlib.metadata.version(name) for name in ["python-calamine", "openpyxl"]
    }
    load = os.getloadavg()[0]
    sections = [
        TEXT.format(
            cores=len(os.sched_getaffinity(0)),
            swift=swift,
            calamine=versions["python-calamine"],
            openpyxl=versions["openpyxl"],
            load=f"{load:.1f}",
        ),
        "## Reading one large sheet\n\n" + READING.format(rows=given.rows),
        reading(shared, "Shared strings", given.repeats),
        reading(inline, "Inline strings", given.repeats),
        reading(wide, f"200 columns, {wide_rows:,} rows, shared strings", given.repeats),
        "## Inside one process\n\n" + LIBRARY,
        library(shared),
        "## Changing one cell of a large workbook\n\n" + PATCHED,
        patching(patched, given.patched_rows, given.repeats),
        "The same with a row of sums below: those that depend on the cell are computed again.",
        patching(summed, given.patched_rows, given.repeats),
        "## Checking many workbooks\n\n" + CHECKING.format(files=given.files),
        checking(given.files, given.repeats),
        "## Checking one workbook\n\n" + PUBLISHED,
        published(30),
    ]
    pathlib.Path(given.out).write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    print(f"wrote {given.out}", file=sys.stderr)


TEXT = """# Results

Written by `Benchmarks/run`; do not edit. One run on one machine with {cores} cores, Swift {swift},
python-calamine {calamine}, openpyxl {openpyxl}. Figures of another machine are other figures; the
ratios are what counts. The contestants take turns, the median of each and its fastest run are shown,
which what else the machine does delays least, and the files are in the page cache. hebiao and the floor are timed as whole processes, from start to exit; the Python
peers time their reading alone, without the start of the interpreter and the imports. Processor is the
median of the seconds that the whole process kept its cores busy, start of the interpreter included:
it hardly depends on what else the machine does, which a wall time does; the load average before
the first run was {load}. Peak memory is the largest resident set of the whole process."""

READING = """{rows:,} rows of ten columns: three of strings (5,000 different ones), four of whole numbers, three of
decimals. `hebiao stats` makes a typed value of every cell and sums the numbers; python-calamine
parses the sheet into cells in Rust (`get_sheet_by_index`) and makes no Python value of them;
openpyxl hands over every row. The floor inflates the sheet with ISA-L and runs `memchr` once over
it: no checksum, no XML. `hebiao` may use every core; held to one core it is the line below."""

LIBRARY = """Measured by `measure-reading` with the library alone: the medians of 200 and of 500 times, and how
much the process grew when it kept every cell of the large sheet, its strings and its row heights."""

PATCHED = """`measure-patching` opens a workbook with one sheet of ten columns, changes a number and saves to another
file, which is whole and on the disk at the end; the goal is 1.5 times what it costs to copy the
file in the same way and to read the cells of the sheet, and 64 MB. Of the sheet's compressed data only the
blocks around the cell are made anew; what that adds to the file's size is shown. Compressing the whole sheet
again at ISA-L's level 2 would take about as long as both together once more; stored entries would make the file
six times as large."""

CHECKING = """{files:,} workbooks of the size of the published one, generated (`make-samples --stress`, seed 1): other
stations, 1 to 9 片区, 2 to 12 months, most of them with errors. hebiao reads, binds and checks each
and writes a JSON report; the peers only read every sheet, in one process on one core. openpyxl
is given the first twentieth of the files. A peer's figures count the files that it could read:
some have their parts in UTF-16, as the format allows."""

PUBLISHED = """`hebiao check samples/fail/monthly/published.xlsx`, the whole process: three sheets, 46 rows of tables."""

main()
