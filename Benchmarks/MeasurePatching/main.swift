import Glibc
import Hebiao

// What changing a cell of a large workbook costs, and what the goal allows it to:
//
//     measure-patching patch FILE SHEET CELL NUMBER OUT   opens FILE, changes one cell, saves to OUT
//     measure-patching budget FILE SHEET OUT              copies FILE to OUT and reads one sheet of it
//
// Either leaves OUT whole and on the disk. Sheets are counted from 0.

/// Copies a file the way a workbook is saved: in pieces, and down to the disk.
func copy(_ path: String, to place: String) -> Bool {
  let source = open(path, O_RDONLY | O_CLOEXEC)
  let target = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  defer {
    close(source)
    close(target)
  }
  var buffer = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = read(source, &buffer, buffer.count)
    if count <= 0 { return count == 0 && fsync(target) == 0 }
    guard write(target, buffer, count) == count else { return false }
  }
}

/// Makes a value of every cell of a sheet; their number.
func readAll(_ workbook: Workbook, _ sheet: Int) throws -> Int {
  var values = 0
  try workbook.forEachRow(ofSheet: sheet) { row in
    for position in 0..<row.count where row.value(position) != .empty { values += 1 }
    return true
  }
  return values
}

func usage() -> Never {
  print("usage: measure-patching patch FILE SHEET CELL NUMBER OUT | budget FILE SHEET OUT")
  exit(2)
}

let arguments = CommandLine.arguments
guard arguments.count >= 5, let sheet = Int(arguments[3]) else { usage() }
let workbook = try Workbook(path: arguments[2])
guard workbook.sheets.indices.contains(sheet) else { usage() }
switch arguments[1] {
case "patch":
  guard arguments.count == 7, let cell = CellReference(arguments[4]),
    let number = Double(arguments[5])
  else { usage() }
  let location = CellLocation(sheet: workbook.sheets[sheet].name, cell: cell)
  let edit = CellEdit(location, .value(.number(number)))
  let plan = try workbook.plan(WorkbookPatch(edits: [edit]))
  try plan.save(to: arguments[6])
  for part in plan.parts { print(part.name, part.change) }
case "budget":
  guard copy(arguments[2], to: arguments[4]) else { exit(1) }
  print(try readAll(workbook, sheet))
default: usage()
}
