import HebiaoCore
import Testing

@testable import Hebiao

@Suite struct NameMaskingTests {
  @Test(arguments: [
    ("林晓岚", "林**"), ("序号 3 林晓岚 › 备注", "序号 3 林** › 备注"), ("何嘉、何嘉树", "何*、何**"),
    ("林间晓", "林间晓"), ("Anna Smith, 甲", "A*********, 甲"), ("", ""),
  ])
  func namesKeepTheirFirstCharacterAndTheirLength(text: String, masked: String) {
    let masking = NameMasking(names: ["林晓岚", "何嘉", "何嘉树", "Anna Smith", "甲", "林晓岚"])
    #expect(masking.masked(text) == masked)
  }

  @Test func everyTextOfAReportIsMasked() {
    let name = "林晓岚"
    let text = LocalizedText(zh: "重名: \(name)", en: "twice: \(name)")
    let cell = CellReference(0, 0)
    let report = FileReport(
      path: "a",
      status: .findings,
      findings: [
        Finding(
          rule: "r",
          severity: .error,
          sheet: "附件2",
          cell: cell,
          label: text,
          message: text,
          reason: text,
          actual: .text(name),
          expected: .text(name)
        )
      ],
      skippedRules: [SkippedRule(rule: "r", sheet: "附件2", reason: text)],
      pictures: [
        SheetPicture(
          name: "附件2",
          cells: [SheetPicture.Cell(reference: cell, text: name, alignment: .left)],
          mergedRanges: []
        )
      ]
    )
    let masked = NameMasking(names: [name]).masked(report)
    #expect(!"\(masked)".contains(name))
    #expect("\(masked)".contains("林**"))
  }
}
