import Foundation
import HebiaoCore
import HebiaoTestSupport
import TableSchemas
import Testing
import WorkbookAuthoring

@testable import Hebiao

/// A template that is filled in checks clean, whatever was asked for.
struct FilledTemplateTests {
  /// What a workbook is asked for.
  struct Asked: CustomTestStringConvertible {
    var start: String
    var months: Int
    var districts: Int
    var staff: [Int]
    var testDescription: String { "\(start) +\(months) \(districts) \(staff)" }
  }

  static let asked: [Asked] = ["2024-01-01", "2024-01-25", "2023-11-30"].flatMap { start in
    [1, 4, 13].flatMap { months in
      [(1, [1, 1]), (3, [17, 8]), (9, [2, 30])].map { districts, staff in
        Asked(start: start, months: months, districts: districts, staff: staff)
      }
    }
  }

  @Test(arguments: asked)
  func `a filled template has neither an error nor a warning`(asked: Asked) throws {
    let schemas = try SchemaCollection.builtIn()
    let start = try #require(CalendarDate(iso: asked.start))
    let end = try #require(CalendarDate(year: start.year + 2, month: 1, day: 15))
    var request = TemplateRequest(
      schemas: schemas.identifiers,
      agreement: DatePeriod(start: start, end: end),
      months: asked.months
    )
    request.rows = ["districts": .counts([asked.districts]), "staff": .counts(asked.staff)]
    let calendar = try TemplateCalendar(
      agreement: DatePeriod(start: start, end: end),
      months: asked.months
    )
    var random = SeededGenerator(seed: UInt64(asked.months * 100 + asked.districts))
    var workbook = try AuthoredWorkbook()
    for name in request.schemas {
      let schema = try #require(schemas.schemas.first { $0.id == name })
      let template = try #require(schema.template)
      var draft = try SheetDraft(schema, template, request: request, calendar: calendar)
      for index in draft.parts.indices { Self.fill(&draft.parts[index], using: &random) }
      try workbook.add(TemplateSheet.plan(draft, language: .chinese, stamp: "表样 x 第 1 版"))
    }
    let packed = try workbook.pack(readingBack: readBack)
    let report = Self.check(packed, WorkbookChecker(schemas: schemas))
    // The filler's head counts know nothing of its staff, which is worth a note and no more.
    let faults = report.findings.filter { $0.severity != .info }
    #expect(faults.map(\.message.chinese) == [])
    #expect(report.sheets.map(\.schema).allSatisfy { $0 != nil })
    #expect(report.sheets.reduce(0) { $0 + $1.rows } > asked.staff.reduce(0, +))
  }

  private static func check(
    _ packed: borrowing PackedWorkbook,
    _ checker: WorkbookChecker
  ) -> FileReport {
    checker.check(path: packed.path)
  }

  private static func fill(
    _ part: inout PartDraft,
    using random: inout SeededGenerator
  ) {
    var person = 0
    for section in part.sections.indices {
      for row in part.sections[section].rows.indices {
        person += 1
        fill(&part.sections[section].rows[row], number: person, part, using: &random)
      }
    }
    for panel in part.panels.indices {
      for item in part.panels[panel].items.indices {
        var values = part.panels[panel].items[item]
        for column in part.groupColumns {
          switch column.content {
          case .count:
            values[column.field] = .number(Rational(Int.random(in: 1...99, using: &random)))
          case .figureInText:
            guard case .text(let text)? = values["target"] else { continue }
            let unit = text.hasSuffix("小时") ? "小时" : String(text.suffix(1))
            let figure = Int.random(in: 1...300, using: &random)
            values[column.field] = .text("\(text.dropLast(unit.count))\(figure)\(unit)")
          default: continue
          }
        }
        part.panels[panel].items[item] = values
      }
    }
  }

  private static func fill(
    _ row: inout RowDraft,
    number: Int,
    _ part: PartDraft,
    using random: inout SeededGenerator
  ) {
    var attended = Rational.zero
    row.groups = part.groups.map { group in
      var values: [String: DraftValue] = [:]
      for column in part.groupColumns {
        switch column.content {
        case .count:
          values[column.field] = .number(Rational(Int.random(in: 1...999, using: &random)))
        case .attendance:
          values[column.field] = .number(group.weight)
          attended = attended.adding(group.weight) ?? attended
        case .mark: values[column.field] = .text("√")
        default: continue
        }
      }
      return values
    }
    for column in part.definition.columns where row.values[column.field] == nil {
      switch column.content {
      case .count:
        row.values[column.field] = .number(Rational(Int.random(in: 1...9, using: &random)))
      case .amount: row.values[column.field] = .number(number.isMultiple(of: 3) ? .zero : attended)
      case .name: row.values[column.field] = .text("林晓\(number)")
      case .dateRange: row.values[column.field] = .text("2016/5/16-无固定期")
      default: continue
      }
    }
  }
}

extension CalendarDate {
  fileprivate init?(iso text: String) {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }
}
