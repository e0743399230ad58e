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

  static func changeAttachment() throws {
    let workbook = try Workbook(path: "附件.xlsx")
    let cell = CellLocation(sheet: "附件1-1", cell: CellReference(4, 10))
    let plan = try workbook.plan(WorkbookPatch(edits: [CellEdit(cell, .value(.number(0.6316)))]))
    for part in plan.parts { print(part.name, part.change) }
    try plan.save(to: "附件-更正.xlsx")
  }

  static func change(_ workbook: Workbook, to path: String) throws {
    var edits: [CellEdit] = []
    if let reference = CellReference("K5") {
      let cell = CellLocation(sheet: "附件1-1", cell: reference)
      edits.append(CellEdit(cell, .value(.number(0.6316)), fill: "FFEB9C", comment: "原值 60.00%"))
    }
    let plan = try workbook.plan(WorkbookPatch(edits: edits))
    try plan.save(to: path)
  }

  static func look(at plan: PatchPlan) {
    for cell in plan.cells where cell.losesFormula { print("a formula goes:", cell.location) }
    for part in plan.parts { print(part.name, part.change) }
    print(plan.untouchedParts, "parts stay byte for byte")
  }

  static func results(of plan: PatchPlan) {
    for cell in plan.cells {
      guard case .result(let value) = cell.content else { continue }
      print(cell.location, value == .empty ? "is left to be computed" : "is \(value) now")
    }
    print(plan.keptResults.count, "results may be out of date:", plan.recomputesOnLoad)
  }

  static func refuse(_ workbook: Workbook, _ edits: [CellEdit]) {
    do {
      _ = try workbook.plan(WorkbookPatch(edits: edits))
    } catch {
      switch error.kind {
      case .signed: print("take the signature out first")
      case .coveredCell, .arrayFormula: print("not alone:", error.cell.map { "\($0)" } ?? "")
      default: print(error.text[.english])
      }
    }
  }

  static func correct(path: String) throws {
    let checker = WorkbookChecker(schemas: try .builtIn())
    let plan = try WorkbookCorrector(checker: checker).plan(path: path)
    for correction in plan.corrections {
      print(correction.sheet, correction.old, correction.new ?? "", correction.messages.count)
    }
    let receipt = try plan.save(to: "附件-更正.xlsx")
    print(receipt.changed.count, "corrected,", receipt.errorsAfter, "errors left")
  }
}
