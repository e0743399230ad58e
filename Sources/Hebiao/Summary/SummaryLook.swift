import WorkbookAuthoring

/// How the cells of a summary look.
enum SummaryLook {
  private static let line: UInt32 = 0xBFBFBF

  static let title = CellFormat().with {
    $0.fontName = "黑体"
    $0.fontSize = 16
  }

  static let subtitle = CellFormat().with {
    $0.color = 0x595959
  }

  static let header = CellFormat().with {
    $0.isBold = true
    $0.color = 0xFFFFFF
    $0.fill = 0x2F5597
    $0.border = line
    $0.alignment = .center
    $0.wraps = true
  }

  static let text = CellFormat().with {
    $0.border = line
    $0.alignment = .left
    $0.wraps = true
  }

  static let short = text.with { $0.alignment = .center }
  static let number = text.with { $0.alignment = .right }
  static let percent = number.with { $0.numberFormat = "0.00%" }
  static let link = text.with {
    $0.color = 0x0563C1
    $0.isUnderlined = true
  }

  static let error = short.with {
    $0.color = 0x9C0006
    $0.fill = 0xFFC7CE
  }

  static let warning = short.with {
    $0.color = 0x7F6000
    $0.fill = 0xFFEB9C
  }

  static let good = short.with {
    $0.color = 0x375623
    $0.fill = 0xE2EFDA
  }

  static let stamp = CellFormat().with {
    $0.fontSize = 8
    $0.color = 0x8C8C8C
  }
}
