public import HebiaoCore

/// The report of a check as one JSON object, for programs.
///
/// Shape: `schemaVersion`, `files`, `summary`; one line per file head and per finding, so that a
/// line tool finds its way as well.
public struct JSONCheckReport: CheckReportFormat {
  private let language: Language
  private let skippedFiles: [String]
  private var totals = ReportTotals()

  /// A report whose texts are in one language, with the paths of files in folders not checked.
  public init(style: ReportStyle, skippedFiles: [String] = []) {
    language = style.language
    self.skippedFiles = skippedFiles
  }

  /// Opens the object and the list of files.
  public mutating func begin(fileCount: Int, into output: inout [UInt8]) {
    output.append(text: "{\"schemaVersion\":1,\n \"files\":[")
  }

  /// Writes one file.
  public mutating func append(_ file: FileReport, into output: inout [UInt8]) {
    if totals.files > 0 { output.append(0x2C) }
    totals.add(file)
    output.append(text: "\n  {\"path\":")
    output.append(json: file.path)
    output.append(text: ",\"sha256\":")
    output.append(json: file.sha256)
    output.append(text: ",\"status\":\"\(file.status.rawValue)\",\"error\":")
    output.append(json: file.error?[language])
    output.append(text: ",\n   \"sheets\":[")
    var isFirst = true
    for sheet in file.sheets {
      output.appendSeparator(&isFirst)
      append(sheet, into: &output)
    }
    output.append(text: "],\n   \"findings\":[")
    isFirst = true
    for finding in file.findings {
      output.appendSeparator(&isFirst)
      append(finding, into: &output)
    }
    output.append(text: "],\n   \"diagnoses\":[")
    isFirst = true
    for diagnosis in file.diagnoses {
      output.appendSeparator(&isFirst)
      append(diagnosis, into: &output)
    }
    output.append(text: "],\n   \"skippedRules\":[")
    isFirst = true
    for rule in file.skippedRules {
      output.appendSeparator(&isFirst)
      append(rule, into: &output)
    }
    output.append(text: "]")
    if let pace = file.pace {
      output.append(text: ",\n   \"pace\":")
      output.append(json: pace, in: language)
    }
    if let comparison = file.comparison {
      output.append(text: ",\n   \"against\":")
      output.append(json: comparison, in: language)
    }
    output.append(text: "}")
  }

  /// Closes the list of files and writes the summary.
  public mutating func end(into output: inout [UInt8]) {
    output.append(text: "],\n \"skippedFiles\":[")
    var isFirst = true
    for path in skippedFiles {
      output.appendSeparator(&isFirst)
      output.append(text: "\n  ")
      output.append(json: path)
    }
    output.append(text: "],\n \"summary\":{\"files\":\(totals.files)")
    output.append(text: ",\"unreadable\":\(totals.unreadable)")
    output.append(text: ",\"errors\":\(totals.errors),\"warnings\":\(totals.warnings)")
    output.append(text: ",\"skipped\":\(skippedFiles.count)}}\n")
  }

  private func append(_ sheet: SheetSummary, into output: inout [UInt8]) {
    output.append(text: "\n    {\"name\":")
    output.append(json: sheet.name)
    output.append(text: ",\"schema\":")
    output.append(json: sheet.schema)
    output.append(text: ",\"tables\":[")
    var isFirst = true
    for table in sheet.tables {
      output.appendSeparator(&isFirst)
      output.append(json: table)
    }
    output.append(text: "],\"rows\":")
    output.append(number: sheet.rows)
    output.append(0x7D)
  }

  private func append(_ finding: Finding, into output: inout [UInt8]) {
    output.append(text: "\n    {\"id\":")
    output.append(json: finding.id)
    output.append(text: ",\"rule\":")
    output.append(json: finding.rule)
    output.append(text: ",\"severity\":")
    output.append(json: finding.severity.rawValue)
    output.append(text: ",\"sheet\":")
    output.append(json: finding.sheet)
    output.append(text: ",\"cell\":")
    if let cell = finding.cell { output.append(json: cell) } else { output.append(text: "null") }
    if let range = finding.mergedRange {
      output.append(text: ",\"range\":\"\(range)\"")
    }
    output.append(text: ",\"label\":")
    output.append(json: finding.label?[language])
    output.append(text: ",\"message\":")
    output.append(json: finding.message[language])
    if let reason = finding.reason {
      output.append(text: ",\"reason\":")
      output.append(json: reason[language])
    }
    output.append(text: ",\"actual\":")
    output.append(json: finding.actual)
    output.append(text: ",\"expected\":")
    output.append(json: finding.expected)
    if let earlier = finding.earlierCell {
      output.append(text: ",\"oldCell\":{")
      output.append(jsonMembersOf: earlier)
      output.append(0x7D)
    }
    output.append(text: ",\"cells\":")
    output.append(json: finding.cells)
    output.append(0x7D)
  }

  private func append(_ diagnosis: Diagnosis, into output: inout [UInt8]) {
    output.append(text: "\n    {\"findings\":[")
    var isFirst = true
    for identifier in diagnosis.findings {
      output.appendSeparator(&isFirst)
      output.append(json: identifier)
    }
    output.append(text: "],\"alternatives\":[")
    isFirst = true
    for repair in diagnosis.alternatives {
      output.appendSeparator(&isFirst)
      append(repair, into: &output)
    }
    output.append(0x5D)
    if let reason = diagnosis.unlocated {
      output.append(text: ",\"unlocated\":")
      output.append(json: reason[language])
    }
    output.append(0x7D)
  }

  private func append(_ repair: Repair, into output: inout [UInt8]) {
    output.append(text: "\n      {\"changes\":[")
    var isFirst = true
    for change in repair.changes {
      output.appendSeparator(&isFirst)
      output.append(0x7B)
      output.append(jsonMembersOf: change.location)
      output.append(text: ",\"from\":")
      output.append(json: change.from)
      output.append(text: ",\"to\":")
      output.append(json: change.to)
      output.append(text: ",\"text\":")
      output.append(json: change.text)
      output.append(0x7D)
    }
    // Two decimals are more than a confidence is worth.
    let hundredths = Int((min(max(repair.confidence, 0), 1) * 100).rounded())
    let confidence = Rational(Int128(hundredths), over: 100) ?? .zero
    output.append(text: "],\"confidence\":")
    output.append(json: confidence)
    output.append(text: ",\"why\":")
    output.append(json: repair.why[language])
    output.append(0x7D)
  }

  private func append(_ rule: SkippedRule, into output: inout [UInt8]) {
    output.append(text: "\n    {\"rule\":")
    output.append(json: rule.rule)
    output.append(text: ",\"sheet\":")
    output.append(json: rule.sheet)
    output.append(text: ",\"reason\":")
    output.append(json: rule.reason[language])
    output.append(0x7D)
  }
}
