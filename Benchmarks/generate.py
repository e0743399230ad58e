#!/usr/bin/env python3
"""Writes a workbook with one large sheet: always the same bytes for the same arguments.

    generate.py OUT.xlsx [--rows 400000] [--columns 10] [--inline] [--totals]

Of ten columns three hold strings, four whole numbers and three decimals. `--inline` writes the
strings into the cells, otherwise they are shared. `--totals` puts a row of sums below.
"""

import argparse
import random
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STRINGS = [f"服务项目第{i}项 item {i}" for i in range(5000)]


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def rows(count, columns, inline):
    draw = random.Random(1)
    names = [column_name(column) for column in range(columns)]
    for row in range(1, count + 1):
        cells = []
        for column, name in enumerate(names):
            kind = column % 10
            if kind < 3:
                index = draw.randrange(len(STRINGS))
                if inline:
                    cells.append(
                        f'<c r="{name}{row}" t="inlineStr"><is><t>{STRINGS[index]}</t></is></c>'
                    )
                else:
                    cells.append(f'<c r="{name}{row}" t="s"><v>{index}</v></c>')
            elif kind < 7:
                cells.append(f'<c r="{name}{row}"><v>{draw.randrange(100000)}</v></c>')
            else:
                cells.append(f'<c r="{name}{row}" s="1"><v>{round(draw.random() * 1000, 6)!r}</v></c>')
        yield f'<row r="{row}" spans="1:{columns}">' + "".join(cells) + "</row>"


def totals(count, columns):
    cells = (
        f'<c r="{name}{count + 1}"><f>SUM({name}1:{name}{count})</f><v>0</v></c>'
        for name in (column_name(column) for column in range(columns) if column % 10 >= 3)
    )
    return f'<row r="{count + 1}">' + "".join(cells) + "</row>"


def sheet(count, columns, inline, has_totals):
    corner = f"{column_name(columns - 1)}{count + has_totals}"
    yield f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="A1:{corner}"/><sheetData>'
    yield from rows(count, columns, inline)
    if has_totals:
        yield totals(count, columns)
    yield "</sheetData></worksheet>"


def parts(inline):
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    overrides = [
        ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles")
    ]
    if not inline:
        overrides.append(("sharedStrings", "sharedStrings"))
    yield "[Content_Types].xml", (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{types}{kind}+xml"/>'
            for part, kind in overrides
        )
        + "</Types>"
    )
    yield "_rels/.rels", (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    yield "xl/workbook.xml", (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    yield "xl/_rels/workbook.xml.rels", (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{part}.xml"/>'
            for number, (part, kind) in enumerate(
                [("worksheets/sheet1", "worksheet"), ("styles", "styles")]
                + ([] if inline else [("sharedStrings", "sharedStrings")]),
                1,
            )
        )
        + "</Relationships>"
    )
    yield "xl/styles.xml", (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/>'
        '<name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
        'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
        'xfId="0"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        "</styleSheet>"
    )
    if not inline:
        yield "xl/sharedStrings.xml", (
            f'<sst xmlns="{MAIN}" uniqueCount="{len(STRINGS)}">'
            + "".join(f"<si><t>{text}</t></si>" for text in STRINGS)
            + "</sst>"
        )


def entry(name):
    info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def main():
    options = argparse.ArgumentParser()
    options.add_argument("out")
    options.add_argument("--rows", type=int, default=400_000)
    options.add_argument("--columns", type=int, default=10)
    options.add_argument("--inline", action="store_true")
    options.add_argument("--totals", action="store_true")
    given = options.parse_args()
    with zipfile.ZipFile(given.out, "w") as archive:
        for name, text in parts(given.inline):
            head = "" if text.startswith(HEAD) else HEAD
            archive.writestr(entry(name), head + text)
        with archive.open(entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as file:
            kept = []
            for text in sheet(given.rows, given.columns, given.inline, given.totals):
                kept.append(text)
                if len(kept) == 5_000:
                    file.write("".join(kept).encode())
                    kept.clear()
            file.write("".join(kept).encode())


main()
