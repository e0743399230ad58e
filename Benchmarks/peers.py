#!/usr/bin/env python3
"""Reads workbooks with another reader; prints the seconds that took and how many it could read.

    peers.py calamine|openpyxl FILE…

The interpreter's start and the import are left out, to the peers' advantage. calamine parses a
sheet into cells in Rust and makes no Python value of them; openpyxl runs in its read-only mode.
"""

import sys
import time
import warnings

reader, files = sys.argv[1], sys.argv[2:]
if reader == "calamine":
    from python_calamine import CalamineWorkbook

    def read(path):
        workbook = CalamineWorkbook.from_path(path)
        for index in range(len(workbook.sheet_names)):
            workbook.get_sheet_by_index(index)

else:
    import openpyxl

    def read(path):
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass
        workbook.close()


warnings.simplefilter("ignore")
refused = 0
start = time.perf_counter()
for file in files:
    try:
        read(file)
    except Exception:
        refused += 1
print(time.perf_counter() - start, len(files) - refused)
