import HebiaoCore
import OpenPackaging
import SpreadsheetML
import XMLScanning

/// Finds the rows of a sheet that change, while all of it goes by.
///
/// ```
/// head   <row r="1">…   <row r="5">…   <row r="6">…   tail
/// kept                  kept           kept where a shared formula moves into it
/// ```
/// Only these pieces stay in memory.
struct SheetPatcher: ~Copyable {
  /// A row that changes.
  struct KeptRow {
    var range: Range<Int>
    var bytes: [UInt8]
  }

  let sheet: String
  private let edits: [Int: [CellEdit]]
  /// The rows that are wanted, in order.
  private let wanted: [Int]
  private var rows: [Int: KeptRow] = [:]
  /// Where rows that are not there would go, by their number.
  private var gaps: [Int: Int] = [:]
  private var nextWanted = 0
  private var formulas = FormulaMoves()
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var firstRowStart: Int?
  private var lastRowEnd = 0
  private var boundary = 0
  private var carry: [UInt8] = []
  /// The text around what changes; nil where the whole part is compressed again anyway.
  private var known: KnownText?

  /// Bytes that may stand between two rows, or after the last.
  private static let longestPiece = 64 << 20

  init(sheet: String, edits: [CellEdit]) {
    self.sheet = sheet
    self.edits = Dictionary(grouping: edits) { $0.location.cell.row.rawValue }
    wanted = self.edits.keys.sorted()
  }

  /// Compressed bytes from which on it pays to keep the blocks that do not change.
  static let leastData = 1 << 19

  /// Scans the part; where `keepsText`, the text around what changes is kept.
  mutating func scan(_ stream: inout PartStream, keepsText: Bool) throws(PatchError) {
    if keepsText, stream.encoding == .utf8 { known = KnownText() }
    var scanner = SheetScanner(keepsLayout: false)
    while true {
      let progress: SheetScanner.Progress
      do {
        progress = try scanner.next(in: stream.window, isLast: stream.isAtEnd)
      } catch {
        throw .damaged(stream.name, error)
      }
      switch progress {
      case .row:
        try note(scanner, stream.window)
      case .needsMore:
        let base = scanner.windowOffset
        let count = scanner.discardConsumed()
        if boundary < base + count {
          carry.append(contentsOf: stream.window, max(0, boundary - base)..<count)
        }
        guard carry.count < Self.longestPiece else { throw .pieceTooLong(stream.name) }
        known?.pass(stream.window.extracting(0..<count))
        stream.consume(count)
        do { try stream.fill() } catch { throw PatchError(error) }
      case .finished:
        let base = scanner.windowOffset
        tail = carry
        tail.append(contentsOf: stream.window, max(0, boundary - base)..<stream.window.count)
        if firstRowStart == nil { swap(&head, &tail) }
        known?.pass(stream.window)
        known?.finish()
        if stream.encoding != .utf8 { known = nil }
        return
      }
    }
  }

  /// What was found.
  consuming func found() -> FoundRows {
    FoundRows(
      rows: rows,
      gaps: gaps,
      edits: edits,
      formulas: formulas,
      head: head,
      tail: tail,
      firstRowStart: firstRowStart,
      lastRowEnd: lastRowEnd,
      known: known
    )
  }

  private mutating func note(
    _ scanner: borrowing SheetScanner,
    _ window: Span<UInt8>
  ) throws(PatchError) {
    let base = scanner.windowOffset
    let (start, end) = (scanner.rowStart, scanner.scannedBytes)
    let index = scanner.row.index
    if firstRowStart == nil {
      firstRowStart = start
      head = piece(0..<start, window, base)
    }
    let edits = edits[index] ?? []
    let isMoved = formulas.note(scanner.row, edits)
    if !edits.isEmpty || isMoved {
      guard rows[index] == nil else {
        throw .ambiguousCell(CellLocation(sheet: sheet, cell: CellReference(index, 0)))
      }
      rows[index] = KeptRow(range: start..<end, bytes: piece(start..<end, window, base))
      known?.want(start..<end)
    }
    while nextWanted < wanted.count, wanted[nextWanted] < index {
      if rows[wanted[nextWanted]] == nil {
        gaps[wanted[nextWanted]] = start
        known?.want(start..<start)
      }
      nextWanted += 1
    }
    lastRowEnd = end
    boundary = end
    carry.removeAll(keepingCapacity: true)
  }

  /// Bytes since the last boundary, from what was carried over and from the window.
  private func piece(_ range: Range<Int>, _ window: Span<UInt8>, _ base: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    let carried = boundary..<boundary + carry.count
    let old = range.clamped(to: carried)
    if !old.isEmpty {
      bytes += carry[old.lowerBound - boundary..<old.upperBound - boundary]
    }
    let start = max(range.lowerBound, carried.upperBound)
    if start < range.upperBound {
      bytes.append(contentsOf: window, start - base..<range.upperBound - base)
    }
    return bytes
  }
}

/// The rows of a sheet that change, and what stands around all rows.
struct FoundRows {
  var rows: [Int: SheetPatcher.KeptRow]
  var gaps: [Int: Int]
  var edits: [Int: [CellEdit]]
  var formulas: FormulaMoves
  var head: [UInt8]
  var tail: [UInt8]
  var firstRowStart: Int?
  var lastRowEnd: Int
  /// The text around what changes, where it was kept.
  var known: KnownText?
}

extension PatchError {
  fileprivate static func pieceTooLong(_ part: String) -> PatchError {
    PatchError(
      .tooLarge,
      LocalizedText(
        zh: "部件 \(part) 里有一段内容过长, 无法改动",
        en: "a piece of the part \(part) is too long to be changed"
      )
    )
  }
}
