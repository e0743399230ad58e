import HebiaoCore

/// Workbooks whose percentages and totals are formulas, with something wrong about a formula.
enum FormulaSamples {
  /// All of them.
  static var all: [Sample] { indicators + projects + staffing }

  /// A sheet whose cells are found by figure.
  private struct Sheet {
    var rendered: RenderedPackage

    func cell(_ path: FigurePath) -> CellReference? { rendered.locations[path]?.cell }

    func name(_ path: FigurePath) -> String { cell(path).map { "\($0)" } ?? "" }

    mutating func set(_ path: FigurePath, _ content: SheetBuilder.Content) {
      guard let cell = cell(path) else { return }
      rendered.workbook.sheets[0].cells[cell]?.content = content
    }

    func formula(_ path: FigurePath) -> (text: String, stored: SheetBuilder.Content)? {
      guard let cell = cell(path),
        case .formula(let text, let stored) = rendered.workbook.sheets[0].cells[cell]?.content
      else { return nil }
      return (text, stored)
    }

    /// Another formula, the stored value as it was.
    mutating func write(_ formula: String, at path: FigurePath) {
      guard let known = self.formula(path) else { return }
      set(path, .formula(formula, cached: known.stored))
    }

    /// Another stored value, the formula as it was.
    mutating func store(_ value: Double, at path: FigurePath) {
      guard let known = formula(path) else { return }
      set(path, .formula(known.text, cached: .number(value)))
    }
  }

  private static func sample(
    _ folder: String,
    _ rule: String,
    _ table: MonthlyPackage.Table,
    _ change: (inout Sheet) -> Void
  ) -> Sample {
    var layout = PackageLayout()
    layout.ratioStyles = [.unrounded]
    layout.projectRatioStyles = [.unrounded]
    layout.formulas = .all
    let package = PublishedPackage.corrected
    var sheet = Sheet(
      rendered: package.rendered(package.printed(), layout: layout, tables: [table])
    )
    change(&sheet)
    return Sample(path: "fail/\(folder)/\(rule).xlsx", workbook: sheet.rendered.workbook)
  }

  private static func indicator(
    _ index: Int,
    _ row: FigurePath.Row,
    _ part: FigurePath.Part
  ) -> FigurePath {
    .indicator(index, row: row, part: part)
  }

  private static var indicators: [Sample] {
    func sample(_ rule: String, _ change: (inout Sheet) -> Void) -> Sample {
      self.sample("indicator-completion", rule, .indicators, change)
    }
    return [
      // 片区1 中小型社区活动 is divided by another month's figure since it was last computed; the
      // 合计 was stored before a district was corrected.
      sample("formula-stale") { sheet in
        sheet.write(
          "\(sheet.name(indicator(12, .district(0), .actual)))/12",
          at: indicator(12, .district(0), .ratio)
        )
        sheet.store(28, at: indicator(12, .total, .target))
      },
      // 片区1 is divided by what 片区2 agreed, which is as much; the 合计 leaves 片区3 out.
      sample("formula-inputs") { sheet in
        sheet.write(
          "\(sheet.name(indicator(12, .district(0), .actual)))/"
            + sheet.name(indicator(12, .district(1), .target)),
          at: indicator(12, .district(0), .ratio)
        )
        sheet.write(
          "\(sheet.name(indicator(3, .district(0), .target)))+"
            + sheet.name(indicator(3, .district(1), .target)),
          at: indicator(3, .total, .target)
        )
        sheet.store(40, at: indicator(3, .total, .target))
        sheet.store(1.55, at: indicator(3, .total, .ratio))
      },
      // 片区2 has numbers typed into two of its percentages, one of them wrong.
      sample("typed-over") { sheet in
        if let right = sheet.formula(indicator(12, .district(1), .ratio)) {
          sheet.set(indicator(12, .district(1), .ratio), right.stored)
        }
        sheet.set(indicator(3, .district(1), .ratio), .number(0.57))
      },
      // The text was a number when the 合计 was computed.
      sample("text-in-sum") { sheet in
        sheet.set(indicator(12, .district(1), .target), .text("10"))
      },
    ]
  }

  private static var projects: [Sample] {
    [
      sample("project-completion", "formula-stale", .projects) { sheet in
        let path = FigurePath.project(1, part: .ratio)
        guard let cell = sheet.cell(path),
          let stored = sheet.rendered.workbook.sheets[0].cells[cell]?.content
        else { return }
        sheet.set(path, .formula("3/4", cached: stored))
      }
    ]
  }

  private static var staffing: [Sample] {
    func sample(_ rule: String, _ change: (inout Sheet) -> Void) -> Sample {
      self.sample("staffing", rule, .staffing, change)
    }
    func months(_ months: [Int], of person: Int, in sheet: Sheet) -> String {
      months.map { sheet.name(.person(person, column: .attendance(month: $0))) }
        .joined(separator: "+")
    }
    return [
      // The third month was taken out of the formula, and nothing computed since.
      sample("formula-stale") { sheet in
        sheet.write(months([0, 1, 3], of: 3, in: sheet), at: .person(3, column: .attended))
      },
      // The second month is added twice and the third not at all.
      sample("formula-inputs") { sheet in
        sheet.write(months([0, 1, 1, 3], of: 3, in: sheet), at: .person(3, column: .attended))
      },
      sample("typed-over") { sheet in
        guard let right = sheet.formula(.person(3, column: .attended)) else { return }
        sheet.set(.person(3, column: .attended), right.stored)
      },
      sample("text-in-sum") { sheet in
        sheet.set(.person(3, column: .attended), .text("3.5"))
      },
    ]
  }
}
