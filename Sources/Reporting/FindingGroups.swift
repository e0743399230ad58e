import HebiaoCore

/// The findings of one sheet as people read them: what is wrong first, doubts by kind after it.
struct SheetFindings {
  /// Doubts of one kind.
  struct Group {
    let rule: String
    let severity: Severity
    var findings: [Numbered]
  }

  /// A finding and its number in the order that people read the file's findings in.
  struct Numbered {
    var number: Int
    let finding: Finding
  }

  /// The sheet's name; empty for what concerns the whole file.
  let sheet: String
  /// The errors, in reading order.
  private(set) var errors: [Numbered] = []
  /// Warnings by rule, then notes by rule.
  private(set) var groups: [Group] = []

  /// Every sheet with findings, in tab order, the whole file first.
  static func of(_ file: FileReport) -> [SheetFindings] {
    var order: [String: Int] = ["": -1]
    for (index, sheet) in file.sheets.enumerated() where order[sheet.name] == nil {
      order[sheet.name] = index
    }
    for finding in file.findings where order[finding.sheet] == nil {
      order[finding.sheet] = order.count + file.sheets.count
    }
    var findings: [String: [Finding]] = [:]
    for finding in file.findings { findings[finding.sheet, default: []].append(finding) }
    var sheets = findings.sorted { order[$0.key, default: 0] < order[$1.key, default: 0] }
      .map { SheetFindings(sheet: $0.key, findings: $0.value) }
    var next = 1
    for index in sheets.indices { sheets[index].number(from: &next) }
    return sheets
  }

  /// All of them, errors first.
  var all: [Numbered] { errors + groups.flatMap(\.findings) }

  private init(sheet: String, findings: [Finding]) {
    self.sheet = sheet
    var positions: [String: Int] = [:]
    for severity in [Severity.warning, .info] {
      for finding in findings where finding.severity == severity {
        let entry = Numbered(number: 0, finding: finding)
        let key = severity.rawValue + " " + finding.rule
        if let position = positions[key] {
          groups[position].findings.append(entry)
        } else {
          positions[key] = groups.count
          groups.append(Group(rule: finding.rule, severity: severity, findings: [entry]))
        }
      }
    }
    errors = findings.filter { $0.severity == .error }.map { Numbered(number: 0, finding: $0) }
  }

  private mutating func number(from next: inout Int) {
    for index in errors.indices {
      errors[index].number = next
      next += 1
    }
    for group in groups.indices {
      for index in groups[group].findings.indices {
        groups[group].findings[index].number = next
        next += 1
      }
    }
  }
}

extension Finding {
  /// The range in a merged cell, else the cell; nil where the finding is about a sheet or file.
  var address: String? {
    mergedRange?.description ?? cell?.description
  }

  /// What tells this finding's reason from another's.
  func reasonKey(in language: Language) -> String {
    "\(rule) \(reason?[language] ?? "")"
  }

  /// The label, and the message without the field's name where the label ends with it.
  ///
  /// A message is a full sentence, `百分比应为 63.16%`; after a label that ends with `百分比` the
  /// name would stand twice.
  func labelAndMessage(in language: Language) -> (label: String?, message: String) {
    let message = self.message[language]
    guard let label = label?[language], !label.isEmpty else { return (nil, message) }
    guard let field = label.split(separator: "›").last else { return (label, message) }
    let name = field.drop { $0 == " " }
    guard !name.isEmpty, message.hasPrefix(name) else { return (label, message) }
    var rest = message.dropFirst(name.count).drop { $0 == " " || $0 == ":" || $0 == "：" }
    // `百分比处应填数字` goes on without its first word, `合同期限的结束早于开始` cannot.
    if rest.first == "处" { rest = rest.dropFirst() }
    if rest.first == "的" { return (label, message) }
    return (label, rest.isEmpty ? message : String(rest))
  }
}
