public import HebiaoCore
public import TableSchemas

/// Finds the tables of a sheet and types their rows.
public struct TableBinder: Sendable {
  /// The schemas that tables are recognised by.
  public let schemas: [TableSchema]
  private let vocabulary: HeaderVocabulary

  /// A binder for a set of schemas.
  public init(schemas: [TableSchema]) {
    self.schemas = schemas
    vocabulary = HeaderVocabulary(schemas: schemas)
  }

  /// The tables of a sheet, in reading order, and the periods it states.
  ///
  /// Complexity: linear in the cells, times the number of table definitions.
  public func bind(_ sheet: SheetContent) -> BoundSheet {
    let texts = HeaderTexts(CellGrid(sheet), vocabulary: vocabulary)
    return bind(texts, acceptedHeaders(texts))
  }

  /// The same, as long as the long texts beside tables do not use up an allowance; nil where they do.
  ///
  /// A text is counted in every cell that holds it: each is read, compared and quoted anew. Units:
  /// bytes, of texts that are too long for a header.
  package func bind(_ sheet: SheetContent, longTextAllowance left: inout Int) -> BoundSheet? {
    let texts = HeaderTexts(CellGrid(sheet), vocabulary: vocabulary)
    let accepted = acceptedHeaders(texts)
    if !accepted.headers.isEmpty { left -= texts.longTextBytes }
    return left < 0 ? nil : bind(texts, accepted)
  }

  private func bind(
    _ texts: HeaderTexts,
    _ accepted: (headers: [TableHeader], orphans: [CellReference])
  ) -> BoundSheet {
    let grid = texts.grid
    let (headers, orphans) = accepted
    let index = HeaderIndex(headers)
    var tables: [BoundTable] = []
    var covered: [CellRange] = []
    var counts: [String: Int] = [:]
    var isContinued = Set<Int>()
    var unbound = Self.firstOfEachRow(orphans).map { part(.table, at: $0, grid) }
    if headers.isEmpty, orphans.isEmpty, let near = nearMiss(texts) { unbound.append(near) }
    for position in index.headers.indices where !isContinued.contains(position) {
      let reader = RowReader(texts: texts, headers: index, position: position)
      reader.read()
      isContinued.formUnion(reader.continuedBy)
      if reader.isEmpty {
        unbound.append(emptyPart(index.headers[position], grid))
        continue
      }
      let definition = index.headers[position].definition
      let number = counts[definition.id, default: 0] + 1
      counts[definition.id] = number
      tables.append(
        reader.table(
          named: definition.isNumbered ? "\(definition.id)-\(number)" : definition.id
        )
      )
      covered += reader.covered
    }
    return BoundSheet(
      name: grid.sheet.name,
      tables: tables,
      titles: titles(texts),
      periods: periods(texts, tables: tables, covered: covered),
      remarks: remarks(texts, tables: tables),
      unbound: unbound
    )
  }

  private func part(
    _ kind: UnboundPart.Kind,
    at reference: CellReference,
    _ grid: CellGrid
  ) -> UnboundPart {
    UnboundPart(
      kind: kind,
      location: CellLocation(sheet: grid.sheet.name, cell: reference),
      text: grid.text(at: reference).map(NormalizedText.oneLine) ?? "",
      nearest: nil
    )
  }

  private func emptyPart(_ header: TableHeader, _ grid: CellGrid) -> UnboundPart {
    let first = header.columns.first?.header ?? CellReference(header.bottom, 0)
    var part = part(.empty, at: first, grid)
    part.nearest = header.schema.name.chinese
    return part
  }

  /// What a sheet without tables comes near to, if it has most of the headers of one.
  private func nearMiss(_ texts: HeaderTexts) -> UnboundPart? {
    for schema in schemas {
      for definition in schema.tables {
        let columns = definition.columns + (definition.group?.columns ?? [])
        let first = vocabulary.firstCode(of: definition)
        let seen = columns.indices.filter {
          texts.heads(HeaderVocabulary.ColumnCode(clamping: first + $0))
        }
        guard seen.count >= 3, seen.count * 2 > columns.count,
          let cell = texts.grid.sheet.cells.first
        else { continue }
        var part = part(.sheet, at: cell.reference, texts.grid)
        part.text = columns.indices.filter { !seen.contains($0) && columns[$0].isRequired }
          .map { columns[$0].name.chinese }.joined(separator: "、")
        part.nearest = schema.name.chinese
        return part
      }
    }
    return nil
  }

  /// The headers of every schema, the better one where two claim the same cells.
  ///
  /// Besides, the groups of fields that stand in no header: a table whose other columns are missing.
  private func acceptedHeaders(
    _ texts: HeaderTexts
  ) -> (headers: [TableHeader], orphans: [CellReference]) {
    var accepted = AcceptedHeaders()
    var orphans: [CellReference] = []
    // What is worded as a schema says comes first; what is left may be taken for its nearest kin.
    for assumesLeftmost in [false, true] where !assumesLeftmost || !orphans.isEmpty {
      var candidates: [TableHeader] = []
      orphans = []
      for schema in schemas {
        for definition in schema.tables {
          let finder = HeaderFinder(
            headers: texts,
            schema: schema,
            definition: definition,
            assumesLeftmost: assumesLeftmost
          )
          let found = finder.find()
          candidates += found.headers
          orphans += found.orphans
        }
      }
      candidates.sort { $0.score > $1.score }
      for candidate in candidates { accepted.take(candidate) }
      orphans.removeAll { accepted.covers(row: $0.row.rawValue, column: $0.column.rawValue) }
    }
    return (accepted.list, Set(orphans).sorted())
  }

  /// Texts of some length outside the tables' cells: what is explained in words.
  private func remarks(_ texts: HeaderTexts, tables: [BoundTable]) -> [Remark] {
    let cells = texts.grid.sheet.cells
    let sentences = texts.sentences
    guard !tables.isEmpty, !sentences.isEmpty else { return [] }
    var isBound = [Bool](repeating: false, count: sentences.count)
    // The sheet's cells are in reading order, so the few that are sentences are too; a row's cells
    // mostly stand between the same two of them.
    var next = 0
    func note(_ position: Int) {
      let isPassed = next > 0 && sentences[next - 1] >= position
      if isPassed || next < sentences.count && sentences[next] < position {
        next = sentences.partitioningIndex { $0 >= position }
      }
      if next < sentences.count, sentences[next] == position { isBound[next] = true }
    }
    for table in tables {
      for column in table.columns {
        if let position = texts.grid.index(of: column.header) { note(position) }
      }
      for row in table.rows.indices {
        for cell in table.rows[row].cells.packed where !cell.isStoredNumber {
          if let position = cell.placeInSheet { note(position) }
        }
      }
    }
    return zip(sentences, isBound).compactMap { position, isBound in
      guard !isBound, let text = CellGrid.text(of: cells.value(at: position)) else { return nil }
      return Remark(
        location: CellLocation(sheet: texts.grid.sheet.name, cell: cells.reference(at: position)),
        normalized: texts[position]?.normalized ?? NormalizedText.header(text)
      )
    }
  }

  private static func firstOfEachRow(_ cells: [CellReference]) -> [CellReference] {
    var rows: Set<RowIndex> = []
    return cells.filter { rows.insert($0.row).inserted }
  }

  /// The cells that are worded like a title of some schema, from the top.
  private func titles(_ texts: HeaderTexts) -> [StatedTitle] {
    var titles: [StatedTitle] = []
    for statement in texts.statements where !statement.titles.isEmpty {
      guard let text = texts.grid.sheet.cells.text(at: statement.position) else { continue }
      for code in statement.titles {
        titles.append(
          StatedTitle(schema: schemas[Int(code)], text: text, normalized: statement.normalized)
        )
      }
    }
    return titles
  }

  /// The periods stated outside the tables' own rows.
  private func periods(
    _ texts: HeaderTexts,
    tables: [BoundTable],
    covered: [CellRange]
  ) -> [StatedPeriod] {
    let bound = schemas.indices.filter { index in
      tables.contains { $0.schema === schemas[index] }
    }
    guard !bound.isEmpty else { return [] }
    var found: [StatedPeriod] = []
    let isCovered = statements(of: texts, within: covered)
    for (index, statement) in texts.statements.enumerated() where !statement.periods.isEmpty {
      let reference = texts.grid.sheet.cells.reference(at: statement.position)
      guard let kind = bound.lazy.compactMap({ statement.periods[$0] }).first,
        !isCovered[index], let text = texts.grid.text(at: reference)
      else { continue }
      var dates: DatePeriod?
      if case .period(let period) = DateTexts.period(in: text) { dates = period }
      found.append(
        StatedPeriod(
          kind: kind,
          location: CellLocation(sheet: texts.grid.sheet.name, cell: reference),
          text: NormalizedText.oneLine(text),
          dates: dates
        )
      )
    }
    return found
  }

  /// Which of a sheet's statements stand within the rectangles that tables take up, by their positions.
  private func statements(of texts: HeaderTexts, within covered: [CellRange]) -> [Bool] {
    let cells = texts.grid.sheet.cells
    let statements = texts.statements
    var isCovered = [Bool](repeating: false, count: statements.count)
    for range in covered {
      // Statements come from the top.
      let first = statements.partitioningIndex {
        cells.reference(at: $0.position).row >= range.first.row
      }
      for index in first..<statements.count {
        let reference = cells.reference(at: statements[index].position)
        if reference.row > range.last.row { break }
        if range.contains(reference) { isCovered[index] = true }
      }
    }
    return isCovered
  }
}

extension TableBinder {
  /// How near the sheets of a workbook come to a schema.
  public struct Likeness: Sendable, Hashable {
    /// The schema.
    public var schema: String
    /// What people call it.
    public var name: LocalizedText
    /// The columns whose header was seen.
    public var found: [LocalizedText]
    /// The required columns whose header was not.
    public var missing: [LocalizedText]
  }

  /// The schema that comes nearest to sheets that no schema recognises, and what they miss.
  public func nearestSchema(to sheets: [SheetContent]) -> Likeness? {
    let seen = Set(
      sheets.flatMap { sheet in
        sheet.cells.compactMap { cell -> String? in
          guard case .string(let text) = cell.value, text.utf8.count <= 150 else { return nil }
          return NormalizedText.header(text)
        }
      }
    )
    var best: (share: Double, likeness: Likeness)?
    for schema in schemas {
      for definition in schema.tables {
        let columns = definition.columns + (definition.group?.columns ?? [])
        let found = columns.filter { column in seen.contains { column.matches(header: $0) } }
        let missing = columns.filter { $0.isRequired && !found.contains($0) }
        let share = Double(found.count) / Double(max(1, columns.count))
        if share > best?.share ?? 0 {
          best = (
            share,
            Likeness(
              schema: schema.id,
              name: schema.name,
              found: found.map(\.name),
              missing: missing.map(\.name)
            )
          )
        }
      }
    }
    return best?.likeness
  }
}
