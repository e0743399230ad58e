import Hebiao

/// The examples of the documentation, word for word, as a user would write them.
enum Examples {
  static func check(path: String) throws {
    let checker = WorkbookChecker(schemas: try .builtIn())
    let report = checker.check(path: path)
    for finding in report.findings where finding.severity == .error {
      print(finding.sheet, finding.cell.map { "\($0)" } ?? "", finding.message[.chinese])
    }
  }

  static func checkAttachment() throws {
    let checker = WorkbookChecker(schemas: try .builtIn())
    let report = checker.check(path: "附件.xlsx")
    for finding in report.findings where finding.severity == .error {
      print(finding.sheet, finding.cell.map { "\($0)" } ?? "", finding.message[.chinese])
    }
  }

  static func readAttachment() throws {
    let workbook = try Workbook(path: "附件.xlsx")
    try workbook.forEachRow(ofSheet: 0) { row in
      for position in 0..<row.count { print(row.reference(position), row.value(position)) }
      return true
    }
    print(try workbook.content(ofSheet: 0)["B4"]?.value ?? .empty)
  }

  static func list(path: String) throws -> Workbook {
    let workbook = try Workbook(path: path)
    for sheet in workbook.sheets {
      print(sheet.name, sheet.kind, sheet.state)
    }
    return workbook
  }

  static func stream(_ workbook: Workbook) throws -> Double {
    var sum = 0.0
    try workbook.forEachRow(ofSheet: 0) { row in
      for position in 0..<row.count { sum += row.number(position) ?? 0 }
      return true
    }
    return sum
  }

  static func keep(_ workbook: Workbook) throws {
    let content = try workbook.content(ofSheet: 0)
    if let cell = content["B4"] {
      print(cell.value, cell.formula ?? "", workbook.shownText(of: cell, in: content))
    }
  }

  static func lookUp(_ workbook: Workbook) throws {
    if let sheet = workbook.sheet(named: "指标"), let reference = CellReference("K5") {
      print(try workbook.value(at: reference, ofSheet: sheet.index))
    }
  }

  static func limit(path: String) {
    var limits = PackageLimits.default
    limits.largePart = 64 << 20
    do {
      _ = try Workbook(path: path, limits: limits)
    } catch {
      switch error.kind {
      case .encrypted: print("ask for the password-free file")
      default: print(error.text[.english])
      }
    }
  }
}
