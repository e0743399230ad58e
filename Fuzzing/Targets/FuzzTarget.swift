import Glibc

/// What random bytes are handed to.
///
/// A target returns for any bytes; whatever it finds wrong it says by a trap.
enum FuzzTarget: String, CaseIterable {
  case directory
  case xml
  case sheet
  case strings
  case styles
  case formulas
  case workbook

  /// The one that the environment names, which is how `Fuzzing/run` chooses.
  static let chosen: FuzzTarget = {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      let names = allCases.map(\.rawValue).joined(separator: " ")
      print("FUZZ_TARGET must be one of: \(names)")
      exit(2)
    }
    return target
  }()

  func run(_ bytes: [UInt8]) {
    switch self {
    case .directory: readEveryPart(of: bytes)
    case .xml: scanInPieces(bytes)
    case .sheet: readSheet(bytes)
    case .strings: readSharedStrings(bytes)
    case .styles: showNumbers(under: bytes)
    case .formulas: recalculate(bytes)
    case .workbook: readWorkbook(bytes)
    }
  }
}

/// What libFuzzer calls.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  unsafe FuzzTarget.chosen.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
