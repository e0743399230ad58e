import Foundation
import Hebiao
import HebiaoTestSupport
import Testing

/// What reading a file comes to: the cells, or one line that says why there are none.
enum Outcome: Equatable {
  /// The lines of the dump.
  case read(String)
  /// The line of the error.
  case refused(String)

  var isRefused: Bool {
    if case .refused = self { true } else { false }
  }

  /// The line that refuses the file; empty where it was read.
  var line: String {
    if case .refused(let line) = self { line } else { "" }
  }

  /// The dump; empty where the file was refused.
  var dump: String {
    if case .read(let dump) = self { dump } else { "" }
  }
}

/// How the tier reads files: every way there is, holding each to the rules of errors.
enum Anomaly {
  /// How much deeper than usual to look: `ANOMALIES=20 swift test --filter AnomalyTests`.
  static let depth = ProcessInfo.processInfo.environment["ANOMALIES"].flatMap { Int($0) } ?? 1

  /// What checks; the schemas are read once.
  private static let checker = Result { WorkbookChecker(schemas: try .builtIn()) }

  /// Reads a file in every way: dumped, counted, kept.
  static func read(_ bytes: [UInt8], limits: PackageLimits = .default) -> Outcome {
    do {
      let workbook = try Workbook(bytes: bytes, limits: limits)
      var dump: [UInt8] = []
      try DumpWriter(workbook).write { piece in
        for index in 0..<piece.count { dump.append(piece[index]) }
        return true
      }
      for sheet in workbook.sheets {
        _ = try workbook.statistics(ofSheet: sheet.index)
        _ = try workbook.content(ofSheet: sheet.index)
      }
      return .read(String(decoding: dump, as: UTF8.self))
    } catch {
      for language in [Language.chinese, .english] { expectOneLine(error.text[language]) }
      return .refused(error.text.english)
    }
  }

  /// Checks a file; an unreadable one must say why in one line.
  @discardableResult
  static func check(_ bytes: [UInt8]) throws -> FileReport {
    let folder = try FreshFolder()
    let file = try folder.file("表.xlsx", bytes: bytes)
    let report = try checker.get().check(path: file.path)
    #expect((report.error == nil) == (report.status != .unreadable))
    if let error = report.error { expectOneLine(error.chinese) }
    return report
  }

  /// Expects what people are told to be one line of reasonable length.
  static func expectOneLine(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isClean = text.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control && $0 != "\u{2028}" && $0 != "\u{2029}"
    }
    #expect(!text.isEmpty && isClean && text.count < 600, sourceLocation: sourceLocation)
  }
}
