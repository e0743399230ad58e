/// How a package is laid out and how its figures are stored.
///
/// The same figures under another layout must be read as the same.
public struct PackageLayout: Hashable, Sendable {
  /// Where the three tables stand.
  public enum Arrangement: Hashable, Sendable {
    /// One sheet each.
    case separateSheets
    /// All on one sheet, one below the other.
    case stacked
    /// All on one sheet, one beside the other.
    case sideBySide
  }

  /// What clerks do to headers.
  public enum HeaderStyle: Hashable, Sendable {
    /// As in the print.
    case plain
    /// Broken into lines by hand.
    case lineBreaks
    /// Spread with spaces.
    case spaces
    /// Digits, brackets and strokes in full width.
    case fullWidth
  }

  /// How a count is stored.
  public enum CountStyle: Hashable, Sendable {
    /// As a number.
    case number
    /// As a number under `#,##0`.
    case groupedNumber
    /// As a number whose format adds the unit: `0"份"`.
    case numberWithUnit
    /// As a text of digits.
    case text
    /// As a text with thousands separators.
    case groupedText
    /// As a text of full-width digits.
    case fullWidthText
    /// As a text with its unit: `800 份`.
    case textWithUnit
  }

  /// How a percentage is stored.
  public enum RatioStyle: Hashable, Sendable {
    /// As the rounded ratio under `0.00%`.
    case rounded
    /// As the unrounded quotient under `0.00%`.
    case unrounded
    /// As a text.
    case text
    /// As a text with a space after the point: `219. 13%`.
    case spacedText
    /// As a text with a full-width percent sign.
    case fullWidthText
  }

  /// Which derived figures are formulas, with their value as it was saved.
  public enum FormulaUse: Hashable, Sendable {
    /// None.
    case none
    /// Percentages.
    case ratios
    /// Percentages, totals and subtotals.
    case all
  }

  /// How 合同期限 is written.
  public enum ContractStyle: Hashable, Sendable {
    /// `2024/4/25-2025/4/24`.
    case slashes
    /// The same in two lines.
    case brokenSlashes
    /// `2024.4.25-2025.4.24`.
    case dots
    /// `2024年4月25日至2025年4月24日`.
    case chinese
  }

  /// How the period under the title is written.
  public enum PeriodStyle: Hashable, Sendable {
    /// `(2024年1月25日至2024年4月30日)`.
    case brackets
    /// The same in full-width brackets.
    case wideBrackets
    /// `(2024年1月25日-2024年4月30日)`.
    case dash
    /// `统计周期: 2024年1月25日至2024年4月30日`.
    case prefix
  }

  /// The headers of the staffing sheet.
  public struct StaffWording: Hashable, Sendable {
    /// The headers before the months.
    public var person = ["类型", "序号", "姓名", "职位", "岗位资格证/资质", "合同期限"]
    /// The headers of a month's three columns.
    public var month = ["人员到位", "社保购买", "工资发放"]
    /// The headers after the months.
    public var closing = ["人员到岗小计", "符合从业2年以上的社工到岗小计", "备注"]

    /// The words of the print.
    public init() {}
  }

  /// Where the tables stand.
  public var arrangement: Arrangement = .separateSheets
  /// The names on the tabs: one for each table, or a single one.
  public var sheetNames = ["附件1-1", "附件1-2", "附件2"]
  /// Empty rows above everything.
  public var rowOffset = 0
  /// Empty columns to the left of everything.
  public var columnOffset = 0
  /// Whether a cell `附件1-1` stands above the title.
  public var showsAttachmentLabel = false
  /// Whether tables have a title.
  public var showsTitle = true
  /// Whether tables state their period.
  public var showsPeriod = true
  /// What is done to headers.
  public var headerStyle: HeaderStyle = .plain
  /// Whether cells that belong together are merged; otherwise only the first holds the text.
  public var mergesCells = true
  /// Whether an unmerged figure of the whole station stands beside the middle 片区, not the first.
  public var showsStationFiguresInMiddle = false
  /// How 合同期限 is written.
  public var contractStyle: ContractStyle = .slashes
  /// How the period under the title is written.
  public var periodStyle: PeriodStyle = .brackets
  /// The headers of the staffing sheet.
  public var staffWording = StaffWording()
  /// The header over 片区.
  public var districtHeader = "服务片区"
  /// The header over the headcounts.
  public var headcountHeader = "投入社工人数"
  /// People's rows on a page before title and headers are repeated; nil for a single page.
  public var rowsPerPage: Int?
  /// Empty rows between the blocks of a sheet.
  public var blankRowsBetween = 0
  /// Whether an empty row stands before the row that closes a table.
  public var hasBlankRowBeforeTotals = false
  /// Lines below each table.
  public var notes: [String] = []
  /// How counts are stored, in turn.
  public var countStyles: [CountStyle] = [.number]
  /// How percentages are stored, in turn.
  public var ratioStyles: [RatioStyle] = [.rounded]
  /// How the percentages of 附件1-2 are stored, in turn.
  public var projectRatioStyles: [RatioStyle] = [.text]
  /// Which figures are formulas.
  public var formulas: FormulaUse = .none
  /// Whether a full month's 人员到位 is printed as `√`.
  public var printsAttendanceAsMarks = false
  /// Whether the last row states the totals again instead of merging with the row above.
  public var repeatsGrandTotal = false
  /// Whether a line `总计` over the whole width stands above the totals.
  public var hasGrandTotalLine = true
  /// Whether a cover sheet stands in front and an empty one at the end.
  public var hasOtherSheets = false

  /// The layout of the print.
  public init() {}
}

extension PackageLayout.HeaderStyle {
  /// A header as a clerk would type it in this style.
  func applied(to header: String) -> String {
    switch self {
    case .plain: header
    case .lineBreaks: broken(header)
    case .spaces: header.count <= 3 ? header.map(String.init).joined(separator: " ") : header + " "
    case .fullWidth: fullWidthForm(header)
    }
  }

  private func broken(_ header: String) -> String {
    guard header.count > 3, !header.contains("\n") else { return header }
    let middle = header.index(header.startIndex, offsetBy: header.count / 2)
    return header[..<middle] + "\n" + header[middle...]
  }
}

extension PackageLayout.PeriodStyle {
  /// A period as it stands under the title.
  func applied(to period: String) -> String {
    switch self {
    case .brackets: "(" + period + ")"
    case .wideBrackets: "（" + period + "）"
    case .dash: "(" + period.replacing("至", with: "-") + ")"
    case .prefix: "统计周期: " + period
    }
  }
}

extension PackageLayout.ContractStyle {
  /// A span as a clerk would type it in this style.
  func applied(to span: String) -> String {
    switch self {
    case .slashes: span
    case .brokenSlashes: span.replacing("-", with: "-\n")
    case .dots: span.replacing("/", with: ".")
    case .chinese:
      span.split(separator: "-").map { end in
        let numbers = end.split(separator: "/")
        return numbers.count == 3 ? "\(numbers[0])年\(numbers[1])月\(numbers[2])日" : String(end)
      }.joined(separator: "至")
    }
  }
}

/// The text with its printable ASCII characters in full width.
func fullWidthForm(_ text: String) -> String {
  var result = ""
  for character in text.unicodeScalars {
    if (0x21...0x7E).contains(character.value),
      let wide = Unicode.Scalar(character.value + 0xFEE0)
    {
      result.unicodeScalars.append(wide)
    } else {
      result.unicodeScalars.append(character)
    }
  }
  return result
}
