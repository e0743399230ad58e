import Glibc
import Hebiao

// What the whole-process figures cannot show, measured inside one process with the library alone:
//
//     measure-reading open FILE TIMES    median seconds to open a workbook and list its sheets
//     measure-reading read FILE TIMES    median seconds to open it and read every cell as a value
//     measure-reading keep FILE          bytes of memory for each cell that is kept, and the cells

/// Seconds on a clock that is not set.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The median of what an action takes.
func median(_ times: Int, _ action: () throws -> Void) rethrows -> Double {
  var taken: [Double] = []
  for _ in 0..<times {
    let start = now()
    try action()
    taken.append(now() - start)
  }
  taken.sort()
  return taken.isEmpty ? 0 : taken[taken.count / 2]
}

/// Bytes of memory that the process takes up now.
func residentBytes() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
  let fields = String(
    decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
    as: UTF8.self
  )
  .split(separator: " ")
  return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * sysconf(Int32(_SC_PAGESIZE))
}

/// Makes a value of every cell; how many there are.
func readAll(_ path: String) throws -> Int {
  let workbook = try Workbook(path: path)
  var values = 0
  for sheet in workbook.sheets {
    try workbook.forEachRow(ofSheet: sheet.index) { row in
      for position in 0..<row.count {
        if case .empty = row.value(position) { continue }
        values += 1
      }
      return true
    }
  }
  return values
}

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  print("usage: measure-reading open|read|keep FILE [TIMES]")
  exit(2)
}
let path = arguments[2]
let times = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
switch arguments[1] {
case "open":
  print(try median(times) { _ = try Workbook(path: path).sheets.count })
case "read":
  var cells = 0
  print(try median(times) { cells = try readAll(path) }, cells)
default:
  let workbook = try Workbook(path: path)
  let before = residentBytes()
  let content = try workbook.content(ofSheet: 0)
  print(Double(residentBytes() - before) / Double(max(1, content.cells.count)), content.cells.count)
}
