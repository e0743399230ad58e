import Hebiao
import HebiaoTestSupport
import Testing

/// Checking grows in step with the cells of a table where nothing in it is right.
@Suite(.serialized) struct WrongTableGrowthTests {
  /// A way of being wrong everywhere.
  struct Kind: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Cells of a row, by its number and the table's last one.
    let cells: @Sendable (Int, Int) -> String
    /// The cells of the closing row, by its number.
    let closing: @Sendable (Int) -> String

    init(
      _ name: String,
      cells: @escaping @Sendable (Int, Int) -> String,
      closing: @escaping @Sendable (Int) -> String
    ) {
      testDescription = name
      self.cells = cells
      self.closing = closing
    }

    /// A workbook with a table of so many rows.
    func bytes(rows: Int) -> [UInt8] {
      func row(_ number: Int, _ cells: String) -> String { "<row r='\(number)'>\(cells)</row>" }
      let headers = ["服务片区", "投入社工人数", "协议量", "完成量", "百分比"]
      var text = row(
        1,
        zip("ABCDE", headers).map { WrongTableGrowthTests.text("\($0)1", $1) }.joined()
      )
      for number in 2..<rows + 2 {
        let label = WrongTableGrowthTests.text("A\(number)", "片区\(number)")
        text += row(number, label + cells(number, rows + 1))
      }
      let label = WrongTableGrowthTests.text("A\(rows + 2)", "合计")
      return Parts(rows: text + row(rows + 2, label + closing(rows + 2))).bytes
    }
  }

  private static func text(_ cell: String, _ text: String) -> String {
    "<c r='\(cell)' t='inlineStr'><is><t>\(text)</t></is></c>"
  }

  private static func number(_ cell: String, _ value: String) -> String {
    "<c r='\(cell)'><v>\(value)</v></c>"
  }

  private static func formula(_ cell: String, _ formula: String, _ value: String) -> String {
    "<c r='\(cell)'><f>\(formula)</f><v>\(value)</v></c>"
  }

  static let kinds = [
    Kind("wrong figures") { row, _ in
      number("C\(row)", "\(row % 89 + 11)") + number("D\(row)", "\(row % 7 + 1)")
        + number("E\(row)", "1.\(row % 83 + 10)")
    } closing: { row in
      number("C\(row)", "13") + number("D\(row)", "7") + number("E\(row)", "0.54")
    },
    Kind("stale formulas") { row, _ in
      number("C\(row)", "\(row % 89 + 11)") + number("D\(row)", "\(row % 7 + 1)")
        + formula("E\(row)", "D\(row)/C\(row)", "1.\(row % 83 + 10)")
    } closing: { row in
      formula("C\(row)", "SUM(C2:C\(row - 1))", "13")
        + formula("D\(row)", "SUM(D2:D\(row - 1))", "7")
        + formula("E\(row)", "D\(row)/C\(row)", "0.99")
    },
    Kind("formulas that follow from stale ones") { row, _ in
      number("C\(row)", "\(row % 89 + 11)")
        + formula("D\(row)", row % 20 == 2 ? "C\(row)*2" : "D\(row - 1)+1", "\(row % 20)")
        + formula("E\(row)", "D\(row)/C\(row)", "\(Double(row % 20) / Double(row % 89 + 11))")
    } closing: { row in
      number("C\(row)", "13") + number("D\(row)", "7") + number("E\(row)", "0.54")
    },
  ]

  /// Reading and binding such a table cost so much that a square behind them shows as eight here, not
  /// as sixteen.
  private static let limit = 6.0

  @Test("checking grows in step with", arguments: kinds)
  func checking(kind: Kind) throws {
    let ratio = try Growth.ratio(of: 600, runs: 2) {
      kind.bytes(rows: $0)
    } work: { bytes in
      let report = try Anomaly.check(bytes)
      #expect(report.findings.count > 20)
    }
    #expect(ratio < Self.limit)
  }
}
