import HebiaoCore
import TableSchemas
import WorkbookAuthoring
import WorkbookFiles

/// Writes a fresh workbook for people to fill in: one sheet per schema.
///
/// It is whole and on the disk, or not there at all; `replacing` allows it to take the place of a
/// file.
/// - Throws: a `DescribedError` where the request cannot be met, last month's file cannot be read,
///   or the disk is full.
public func writeTemplate(
  _ request: TemplateRequest,
  schemas: SchemaCollection,
  to path: String,
  replacing: Bool = false
) throws -> TemplateReceipt {
  let chosen = try schemas.templates(of: request)
  let (last, calendar) = try naming(request.lastMonth) {
    let last = try request.lastMonth.map { try LastMonth(path: $0, binder: schemas.binder) }
    if let last, last.isEmpty { throw TemplateError.nothingToCarry }
    return (last, try TemplateCalendar(request, last))
  }
  var receipt = TemplateReceipt(sheets: [], period: calendar.report, carried: 0)
  var workbook = try AuthoredWorkbook()
  for (schema, template) in chosen {
    var draft = try SheetDraft(schema, template, request: request, calendar: calendar)
    if let last {
      receipt.carried += try naming(request.lastMonth) {
        try draft.carry(from: last, request: request, calendar: calendar)
      }
    }
    let plan = TemplateSheet.plan(
      draft,
      language: request.language,
      stamp: "表样 \(schema.id) 第 \(schema.version) 版 · \(request.producer)"
    )
    try workbook.add(plan)
    receipt.sheets.append(plan.name)
  }
  if let from = request.lastMonth, receipt.carried == 0 {
    throw TemplateError.about(from, TemplateError.nothingToCarry)
  }
  let versions = chosen.map { "\($0.schema.id)@\($0.schema.version)" }.joined(separator: ", ")
  try workbook.setProperties(
    title: chosen.map(\.schema.name.chinese).joined(separator: ", "),
    comments: "\(request.producer): \(versions)",
    custom: [("hebiao-schemas", versions), ("hebiao-producer", request.producer)]
  )
  do {
    let packed = try workbook.pack(readingBack: readBack)
    try packed.place(at: path, replacing: replacing)
  } catch {
    throw TemplateError.about(path, error)
  }
  return receipt
}

/// Runs `body`; an error names the file that it is about, if there is one.
private func naming<Result>(_ file: String?, _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch {
    throw file.map { TemplateError.about($0, error) } ?? error
  }
}

/// Reads every cell of a workbook, to be sure that it is whole.
///
/// - Throws: a `DescribedError` where it is not.
func readBack(_ path: String) throws {
  try StatisticsWriter(Workbook(path: path)).write { _ in true }
}

extension SchemaCollection {
  /// The schemas of a request with their templates.
  fileprivate func templates(
    of request: TemplateRequest
  ) throws -> [(schema: TableSchema, template: TemplateDefinition)] {
    var chosen: [(schema: TableSchema, template: TemplateDefinition)] = []
    for name in request.schemas {
      guard let schema = schemas.first(where: { $0.id == name }) else {
        throw TemplateError.unknownSchema(name, known: identifiers)
      }
      guard let template = schema.template else { throw TemplateError.noTemplate(name) }
      if chosen.contains(where: { $0.schema.id == name }) { throw TemplateError.repeated(name) }
      chosen.append((schema, template))
    }
    let known = chosen.flatMap { $0.template.blocks.compactMap { $0.rows?.name } }
    for name in request.rows.keys.sorted() where !known.contains(name) {
      throw TemplateError.unknownRows(name, known: known)
    }
    return chosen
  }
}

extension TemplateCalendar {
  /// The dates that a request states, else those that follow from last month's file.
  fileprivate init(_ request: TemplateRequest, _ last: LastMonth?) throws {
    if let agreement = request.agreement {
      try self.init(agreement: agreement, months: request.months ?? 1)
    } else {
      guard let last else { throw TemplateError.noAgreement }
      self = try last.next()
      if let months = request.months { try self.init(agreement: agreement, months: months) }
    }
  }
}
