/// A sample workbook and where it goes.
public struct Sample: Sendable {
  /// Its path below `samples`.
  public var path: String
  /// The workbook.
  public var workbook: WorkbookBuilder
}

/// Every committed sample, made from the published figures or from seeds.
public enum SampleCatalogue {
  /// All samples.
  public static var all: [Sample] {
    published + cleanVariants + cleanPackages + FailingSamples.all + SamplePairs.all
  }

  private static var published: [Sample] {
    let rendered = PublishedPackage.package.rendered(
      PublishedPackage.figures(),
      layout: PublishedPackage.layout
    )
    return [Sample(path: "fail/monthly/published.xlsx", workbook: rendered.workbook)]
  }

  /// The published figures with the errors put right, each table under its own variants.
  private static var cleanVariants: [Sample] {
    let package = PublishedPackage.corrected
    let figures = package.printed()
    func samples(
      _ folder: String,
      _ tables: [MonthlyPackage.Table],
      _ variants: [LayoutVariant]
    ) -> [Sample] {
      variants.map { variant in
        let rendered = package.rendered(
          figures,
          layout: variant.layout,
          tables: tables,
          options: variant.options
        )
        return Sample(path: "pass/\(folder)/\(variant.name).xlsx", workbook: rendered.workbook)
      }
    }
    return samples("indicator-completion", [.indicators], LayoutVariant.forOneTable)
      + samples("project-completion", [.projects], LayoutVariant.forOneTable)
      + samples("staffing", [.staffing], LayoutVariant.forOneTable + LayoutVariant.forStaffing)
      + samples("monthly", MonthlyPackage.Table.allCases, LayoutVariant.forPackages)
  }

  /// Other stations: generated, small and large.
  private static var cleanPackages: [Sample] {
    [
      ("one-district", 11, 1, 2), ("nine-districts", 12, 9, 4), ("twelve-months", 13, 4, 12),
      ("two-months", 14, 3, 2), ("five-districts", 15, 5, 7), ("two-districts", 16, 2, 3),
    ].map { name, seed, districts, months in
      var generator = PackageGenerator(seed: UInt64(seed))
      var package = generator.package(districts: districts, months: months)
      package.removeDoubts()
      let rendered = package.rendered(package.printed(), layout: PackageLayout())
      return Sample(path: "pass/monthly/\(name).xlsx", workbook: rendered.workbook)
    }
  }
}

extension MonthlyPackage {
  /// Takes out the remarks that would raise a question: who left or moved, and when.
  fileprivate mutating func removeDoubts() {
    for group in staff.indices {
      for person in staff[group].people.indices {
        let member = staff[group].people[person]
        guard member.leaving != nil || member.note.contains("调岗") else { continue }
        staff[group].people[person].note = ""
        staff[group].people[person].leaving = nil
      }
    }
  }
}

/// A named layout.
struct LayoutVariant {
  /// The name of the file.
  var name: String
  /// The layout.
  var layout = PackageLayout()
  /// The producer's habits.
  var options = WorkbookBuilder.Options()

  private init(
    _ name: String,
    _ change: (inout PackageLayout, inout WorkbookBuilder.Options) -> Void
  ) {
    self.name = name
    change(&layout, &options)
  }

  /// Variants that a single table can show.
  static let forOneTable = [
    LayoutVariant("as-printed") { _, _ in },
    LayoutVariant("offset-other-name") { layout, _ in
      layout.sheetNames = ["Sheet1", "Sheet1", "Sheet1"]
      layout.rowOffset = 3
      layout.columnOffset = 2
      layout.showsAttachmentLabel = true
    },
    LayoutVariant("without-title") { layout, _ in
      layout.showsTitle = false
      layout.showsPeriod = false
    },
    LayoutVariant("broken-headers") { layout, _ in layout.headerStyle = .lineBreaks },
    LayoutVariant("spaced-headers") { layout, _ in layout.headerStyle = .spaces },
    LayoutVariant("full-width-headers") { layout, _ in layout.headerStyle = .fullWidth },
    LayoutVariant("not-merged") { layout, _ in layout.mergesCells = false },
    LayoutVariant("numbers-as-text") { layout, _ in
      layout.countStyles = [.text, .groupedText, .fullWidthText, .textWithUnit]
      layout.ratioStyles = [.text, .spacedText, .fullWidthText]
      layout.projectRatioStyles = [.spacedText, .fullWidthText, .rounded]
    },
    LayoutVariant("unrounded-formulas") { layout, options in
      layout.ratioStyles = [.unrounded]
      layout.formulas = .all
      options.strings = .inline
    },
    LayoutVariant("blank-rows-and-notes") { layout, _ in
      layout.blankRowsBetween = 2
      layout.hasBlankRowBeforeTotals = true
      layout.notes = ["注: 以上数据由社工服务站提供。", "填表人:           审核人:           日期: "]
    },
  ]

  /// Variants that only the staffing table can show.
  static let forStaffing = [
    LayoutVariant("repeated-pages") { layout, _ in layout.rowsPerPage = 6 },
    LayoutVariant("totals-repeated") { layout, _ in
      layout.repeatsGrandTotal = true
      layout.hasGrandTotalLine = false
    },
  ]

  /// Variants of the whole package.
  static let forPackages = [
    LayoutVariant("as-printed") { layout, _ in layout.rowsPerPage = 15 },
    LayoutVariant("stacked") { layout, _ in
      layout.arrangement = .stacked
      layout.sheetNames = ["4月"]
    },
    LayoutVariant("side-by-side") { layout, _ in
      layout.arrangement = .sideBySide
      layout.sheetNames = ["汇总"]
    },
    LayoutVariant("cover-and-empty-sheets") { layout, options in
      layout.hasOtherSheets = true
      options.prefix = "x"
    },
    LayoutVariant("strict-without-references") { _, options in
      options.isStrict = true
      options.writesReferences = false
      options.writesDimension = false
    },
    LayoutVariant("utf16-from-1904") { layout, options in
      options.encoding = .utf16
      options.countsFrom1904 = true
      options.method = .deflatedStoredBlocks
      layout.sheetNames = ["指标", "项目", "人员"]
    },
  ]
}
