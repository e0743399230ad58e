import HebiaoCore
import OpenPackaging
import SpreadsheetML
import XMLScanning

/// Pulls the rows of one sheet out of its part.
struct SheetReader: ~Copyable {
  private var stream: PartStream
  private var scanner: SheetScanner

  init(_ stream: consuming PartStream, keepsLayout: Bool) {
    self.stream = stream
    scanner = SheetScanner(keepsLayout: keepsLayout)
  }

  /// The row last read.
  var row: RawRow { _read { yield scanner.row } }

  /// Merged ranges, widths and heights; complete when there are no more rows.
  var layout: SheetLayout { scanner.layout }

  /// What was odd; complete when there are no more rows.
  var problems: SheetProblems { scanner.problems }

  /// Reads the next row; false when there are no more.
  mutating func next() throws(WorkbookError) -> Bool {
    while true {
      let progress: SheetScanner.Progress
      do {
        progress = try scanner.next(in: stream.window, isLast: stream.isAtEnd)
      } catch {
        throw WorkbookError(PackagingError.unreadablePart(stream.name, error))
      }
      switch progress {
      case .row: return true
      case .finished: return false
      case .needsMore:
        stream.consume(scanner.discardConsumed())
        do {
          try stream.fill()
        } catch {
          throw WorkbookError(error)
        }
      }
    }
  }
}

extension SheetLayout {
  func fill(_ content: inout SheetContent) {
    content.mergedRanges = mergedRanges
    for formula in arrayFormulas { content.arrayFormulas[formula.cell] = formula.range }
    for row in hiddenRows { content.hiddenRows.insert(RowIndex(row)) }
    content.rowHeights.reserveCapacity(rowHeights.count)
    content.columnWidths.reserveCapacity(min(columns.count, ColumnIndex.limit))
    for (row, height) in rowHeights { content.rowHeights[RowIndex(row)] = height }
    // A file may repeat overlapping column ranges; sixteen thousand columns are all there are.
    var budget = ColumnIndex.limit * 2
    for range in columns where budget > 0 {
      budget -= range.last - range.first + 1
      for column in range.first...range.last {
        if range.isHidden { content.hiddenColumns.insert(ColumnIndex(column)) }
        if let width = range.width { content.columnWidths[ColumnIndex(column)] = width }
      }
    }
  }
}
