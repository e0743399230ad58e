/// Layouts: what differs between stations that report the same figures.
extension PackageGenerator {
  /// A layout.
  public mutating func layout() -> PackageLayout {
    var layout = PackageLayout()
    switch random.int(1...100) {
    case 1...15: layout.arrangement = .stacked
    case 16...27: layout.arrangement = .sideBySide
    default: layout.arrangement = .separateSheets
    }
    layout.sheetNames = random.pick(
      [
        ["附件1-1", "附件1-2", "附件2"], ["Sheet1", "Sheet2", "Sheet3"],
        ["指标完成情况", "项目完成情况", "到岗情况"], ["表一", "表二", "表三"],
        ["4月 指标", "4月 (2)", "4月 人员"],
      ],
      else: layout.sheetNames
    )
    layout.rowOffset = random.chance(25) ? random.int(1...4) : 0
    layout.columnOffset = random.chance(25) ? random.int(1...3) : 0
    layout.showsAttachmentLabel = random.chance(30)
    layout.showsTitle = random.chance(88)
    layout.showsPeriod = layout.showsTitle && random.chance(95)
    layout.headerStyle = random.pick(
      [.plain, .plain, .plain, .lineBreaks, .spaces, .fullWidth],
      else: .plain
    )
    layout.mergesCells = random.chance(80)
    layout.showsStationFiguresInMiddle = random.chance(40)
    layout.contractStyle = random.pick(
      [.slashes, .slashes, .slashes, .slashes, .brokenSlashes, .brokenSlashes, .dots, .chinese],
      else: .slashes
    )
    layout.periodStyle = random.pick(
      [.brackets, .brackets, .brackets, .wideBrackets, .dash, .prefix],
      else: .brackets
    )
    if random.chance(15) {
      layout.staffWording.person = ["类别", "序号", "社工姓名", "岗位", "资格证/资质", "合同期限"]
      layout.staffWording.closing = ["到岗小计", "从业2年以上社工到岗小计", "备注"]
    }
    layout.districtHeader = random.pick(["服务片区", "服务片区", "片区"])
    layout.headcountHeader = random.pick(["投入社工人数", "投入社工人数", "社工人数"])
    layout.rowsPerPage = random.chance(30) ? random.int(5...15) : nil
    layout.blankRowsBetween = random.chance(25) ? random.int(1...2) : 0
    layout.hasBlankRowBeforeTotals = random.chance(12)
    if random.chance(30) {
      layout.notes = ["注: 以上数据由社工服务站提供。", "填表人:           审核人:           日期: "]
    }
    layout.countStyles = random.pick(
      [
        [.number], [.number], [.number], [.number], [.groupedNumber], [.numberWithUnit], [.text],
        [.groupedText], [.fullWidthText],
        [.number, .text, .textWithUnit], [.textWithUnit], [.number, .groupedText, .number],
      ],
      else: [.number]
    )
    layout.ratioStyles = random.pick(
      [
        [.rounded], [.rounded], [.unrounded], [.unrounded], [.text], [.spacedText],
        [.fullWidthText], [.rounded, .text, .unrounded, .spacedText],
      ],
      else: [.rounded]
    )
    layout.projectRatioStyles = random.pick(
      [[.text], [.text], [.spacedText], [.rounded], [.fullWidthText]],
      else: [.text]
    )
    layout.formulas = random.pick([.none, .none, .none, .ratios, .all], else: .none)
    layout.printsAttendanceAsMarks = random.chance(4)
    layout.repeatsGrandTotal = random.chance(30)
    layout.hasGrandTotalLine = random.chance(60)
    layout.hasOtherSheets = random.chance(15)
    return layout
  }

  /// A producer's habits.
  public mutating func options() -> WorkbookBuilder.Options {
    var options = WorkbookBuilder.Options()
    options.strings = random.chance(30) ? .inline : .shared
    options.prefix = random.chance(8) ? "x" : nil
    options.isStrict = random.chance(6)
    options.writesReferences = !random.chance(6)
    options.writesDimension = !random.chance(20)
    options.encoding = random.pick(
      [.utf8, .utf8, .utf8, .utf8, .utf8, .utf8, .utf8WithMark, .utf16],
      else: .utf8
    )
    options.countsFrom1904 = random.chance(5)
    options.method = random.chance(20) ? .deflatedStoredBlocks : .stored
    return options
  }
}
