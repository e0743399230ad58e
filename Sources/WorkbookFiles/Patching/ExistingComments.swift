package import HebiaoCore
import OpenPackaging
import SpreadsheetML
import XMLScanning

/// The comments that a workbook has, for those who would say the same thing again.
package struct ExistingComments {
  private var sheets: [String: CommentsEditing] = [:]

  /// Reads the comments of a workbook; what cannot be read says nothing.
  package init(_ workbook: Workbook) {
    for sheet in workbook.sheets {
      guard let entry = workbook.entry(ofSheet: sheet.index),
        let related = try? workbook.package.relationships(of: entry.name),
        let link = related.first(where: { $0.kind == "comments" && !$0.isExternal }),
        let part = workbook.package.entry(named: link.target),
        let bytes = try? Self.bytes(of: part, in: workbook)
      else { continue }
      sheets[sheet.name] = try? CommentsEditing(bytes)
    }
  }

  private static func bytes(
    of part: ZipEntry,
    in workbook: Workbook
  ) throws(PackagingError) -> [UInt8] {
    let stream = try workbook.package.wholeStream(part)
    var bytes: [UInt8] = []
    bytes.append(contentsOf: stream.window, 0..<stream.window.count)
    return bytes
  }

  /// Whether a comment on a cell says a text, among other things perhaps.
  package func say(_ text: String, on location: CellLocation) -> Bool {
    sheets[location.sheet]?.says(text, on: location.cell) ?? false
  }
}
