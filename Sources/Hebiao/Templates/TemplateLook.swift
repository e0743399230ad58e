import WorkbookAuthoring

/// How the cells of a fresh sheet look.
enum TemplateLook {
  private static let line: UInt32 = 0x7F7F7F

  static let label = CellFormat().with {
    $0.fontSize = 11
    $0.alignment = .left
  }

  static let title = CellFormat().with {
    $0.fontName = "黑体"
    $0.fontSize = 18
    $0.alignment = .center
    $0.isUnlocked = true
  }

  static let period = CellFormat().with {
    $0.fontSize = 12
    $0.alignment = .center
    $0.isUnlocked = true
  }

  static let header = CellFormat().with {
    $0.isBold = true
    $0.border = line
    $0.fill = 0xDDE7F3
    $0.alignment = .center
    $0.wraps = true
  }

  /// A cell to fill in.
  static let input = CellFormat().with {
    $0.border = line
    $0.alignment = .center
    $0.wraps = true
    $0.isUnlocked = true
  }

  /// A cell that a formula fills in and that may be moved with its row.
  static let computed = input.with {
    $0.fill = 0xF2F2F2
  }

  /// A cell of a closing row.
  static let closing = computed.with {
    $0.isBold = true
    $0.isUnlocked = false
  }

  static let remark = input.with {
    $0.alignment = .left
  }

  static let signature = CellFormat().with {
    $0.fontSize = 11
    $0.alignment = .left
    $0.isUnlocked = true
  }

  static let stamp = CellFormat().with {
    $0.fontSize = 8
    $0.color = 0x8C8C8C
    $0.alignment = .right
  }
}
