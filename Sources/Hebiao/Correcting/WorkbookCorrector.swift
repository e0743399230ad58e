public import HebiaoCore
import TableSchemas
import WorkbookFiles

/// Corrects the workbooks that a checker finds wrong: makes the repairs that are sure, marks the rest.
public struct WorkbookCorrector: Sendable {
  /// What finds the errors, and looks at the result.
  public var checker: WorkbookChecker
  /// What may be done.
  public var options: CorrectionOptions

  /// Findings of a workbook that is corrected cell by cell at most.
  static let findingLimit = 5_000

  /// How often a result is looked at, at most; where that is not enough, no repair is made and all
  /// that is wrong is marked.
  private static let looks = 12

  /// Cells that are read again at most, all looks together.
  private static let rereadCellLimit = 1_000_000

  /// A corrector.
  public init(checker: WorkbookChecker, options: CorrectionOptions = CorrectionOptions()) {
    self.checker = checker
    self.options = options
  }

  /// Works out the correction of a workbook, and checks what comes of it; nothing is written.
  ///
  /// A repair after which something else is wrong, or after which its own findings remain, is not
  /// made: its cells are marked instead.
  /// - Throws: a `DescribedError` where the file cannot be read, holds no table that is known, or
  ///   cannot be changed.
  public func plan(path: String) throws -> CorrectionPlan {
    let before = checker.check(path: path)
    if let error = before.error { throw CorrectionError(error) }
    guard before.status != .unrecognised else { throw CorrectionError.unrecognised }
    guard before.findings.count <= Self.findingLimit else { throw CorrectionError.tooManyFindings }
    let workbook = try Workbook(path: path)
    let sheets = try WorkbookChecker.contents(of: workbook)
    var withheld: Set<String> = []
    let cells = sheets.reduce(1_000) { $0 + $1.cells.count }
    var looks = 0
    while true {
      looks += 1
      if looks >= Self.looks || looks > 1 && looks * cells > Self.rereadCellLimit {
        withheld.formUnion(before.findings.map(\.id))
      }
      var choice = CorrectionChoice(before, options, withheld: withheld)
      choice.takeRetyped(before, rules: typedOverRules, options, withheld: withheld) { location in
        Self.number(at: location, in: sheets, of: workbook)
      }
      let formulas = CorrectedFormulas(choice, workbook, sheets, options)
      // Where nobody knows what a formula gives, nobody knows that it is wrong.
      let unknown = choice.findings(changing: formulas.uncomputable)
      if !unknown.isSubset(of: withheld) {
        withheld.formUnion(unknown)
        continue
      }
      let draft = CorrectionDraft(
        choice,
        formulas,
        workbook,
        sheets,
        options,
        path: path,
        before
      )
      let patch: PatchPlan
      do {
        patch = try workbook.plan(draft.patch)
      } catch {
        // A cell that cannot be changed alone is marked instead.
        guard let cell = error.cell, let culprit = draft.finding(changing: cell),
          withheld.insert(culprit).inserted
        else { throw error }
        continue
      }
      let after = patch.isEmpty ? before : checker.check(bytes: try patch.bytes(), path: path)
      let failed = draft.failed(before: before, after: after)
      if failed.isSubset(of: withheld) {
        return CorrectionPlan(
          path: path,
          before: before,
          after: after,
          corrections: draft.corrections,
          patch: patch
        )
      }
      withheld.formUnion(failed)
    }
  }

  /// The codes of the rules that find numbers typed over formulas.
  private var typedOverRules: Set<String> {
    Set(
      checker.schemas.schemas.flatMap(\.rules).filter { $0.check == .typedOver }.map(\.code)
    )
  }

  private static func number(
    at location: CellLocation,
    in sheets: [SheetContent],
    of workbook: Workbook
  ) -> (number: Rational, text: String)? {
    guard let sheet = sheets.first(where: { $0.name == location.sheet }),
      let cell = sheet[location.cell], cell.formula == nil,
      case .number(let double) = cell.value, let number = Rational(double)
    else { return nil }
    return (number, workbook.shownText(of: cell, in: sheet))
  }
}

/// Why a workbook cannot be corrected.
public struct CorrectionError: DescribedError {
  /// One line: what is wrong, and what to do.
  public var text: LocalizedText

  init(_ text: LocalizedText) {
    self.text = text
  }

  static var tooManyFindings: CorrectionError {
    let limit = WorkbookCorrector.findingLimit
    return CorrectionError(
      LocalizedText(
        zh: "查出的问题超过 \(limit) 处, 无法逐格改正, 因此没有写出任何文件; 请先用 hebiao check 核对",
        en: """
          more than \(limit) findings, too many to correct cell by cell, so nothing was written; \
          look at them with hebiao check first
          """
      )
    )
  }

  static var unrecognised: CorrectionError {
    CorrectionError(
      LocalizedText(
        zh: "没有识别出可核对的表格, 因此没有写出任何文件; 可用 --schemas 指定表样",
        en:
          "no table was recognised, so nothing was written; name schemas of your own with --schemas"
      )
    )
  }
}
