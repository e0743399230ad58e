import HebiaoCore

/// What comments and the list of corrections say.
enum CorrectionTexts {
  /// The comment on a cell.
  static func comment(_ correction: Correction, in language: Language) -> String {
    var lines: [String] = []
    let isChinese = language == .chinese
    switch correction.action {
    case .changed, .restored, .recalculated:
      let new = correction.new ?? ""
      lines.append((isChinese ? "原值: " : "Was: ") + old(correction, language))
      if let formula = correction.lostFormula {
        lines.append((isChinese ? "原公式: =" : "Formula before: =") + formula)
      }
      lines.append((isChinese ? "更正为: " : "Now: ") + shown(new, language))
      if case .restored(let formula) = correction.action {
        lines.append((isChinese ? "公式: =" : "Formula: =") + formula)
      }
      if let kept = keptFormula(correction, language) { lines.append(kept) }
      lines.append((isChinese ? "原因: " : "Because: ") + messages(correction, language))
    case .marked:
      lines.append(isChinese ? "待核实, 未改动" : "Please check; not changed")
      lines.append(messages(correction, language))
      if let new = correction.new {
        lines.append((isChinese ? "可能的改法: " : "Perhaps: ") + new)
      }
    }
    if let confidence = correction.confidence {
      lines.append((isChinese ? "把握: " : "Confidence: ") + percentage(confidence))
    }
    return lines.joined(separator: "\n")
  }

  /// What is wrong, finding by finding.
  static func messages(_ correction: Correction, _ language: Language) -> String {
    let texts = correction.messages.map { $0[language] }
    guard texts.count > 1 else { return texts.first ?? "" }
    return texts.enumerated().map { "(\($0.offset + 1)) \($0.element)" }.joined(separator: "\n")
  }

  /// What stood there, or a word for none.
  static func old(_ correction: Correction, _ language: Language) -> String {
    guard correction.old.isEmpty, correction.formula != nil else {
      return shown(correction.old, language)
    }
    return language == .chinese ? "(公式没有结果)" : "(a formula without a result)"
  }

  /// That the cell's formula stays; nil where it does not.
  static func keptFormula(_ correction: Correction, _ language: Language) -> String? {
    guard correction.action == .recalculated, let formula = correction.formula else { return nil }
    return (language == .chinese ? "公式保留, 结果重算: =" : "formula kept, result computed again: =")
      + formula
  }

  /// Which formula gives way to what; nil where none does.
  static func replacedFormula(_ correction: Correction, _ language: Language) -> String? {
    guard let lost = correction.lostFormula else { return nil }
    if case .restored = correction.action {
      return (language == .chinese ? "取代原公式 =" : "in place of =") + lost
    }
    return language == .chinese
      ? "原公式 =\(lost) 改为数值" : "a value in place of the formula =\(lost)"
  }

  /// A value, or a word for none.
  static func shown(_ text: String, _ language: Language) -> String {
    guard text.isEmpty else { return text }
    return language == .chinese ? "(空白)" : "(blank)"
  }

  /// A share in whole percent as reports show it, but never the whole.
  static func percentage(_ share: Double) -> String {
    "\(min(99, Int((share * 100).rounded())))%"
  }
}
