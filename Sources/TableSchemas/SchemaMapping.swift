import HebiaoCore
import Yams

/// Collects the mistakes of one schema file while it is read.
final class SchemaDiagnostics {
  let file: String
  private(set) var list: [SchemaDiagnostic] = []

  init(file: String) {
    self.file = file
  }

  func report(at mark: Mark?, zh: String, en: String) {
    let diagnostic = SchemaDiagnostic(
      file: file,
      line: mark?.line ?? 1,
      column: mark?.column ?? 1,
      message: LocalizedText(zh: zh, en: en)
    )
    // A part that is read for two purposes is wrong only once.
    if !list.contains(diagnostic) { list.append(diagnostic) }
  }
}

/// A YAML mapping that is read key by key; what was never asked for is reported.
struct SchemaMapping {
  /// The keys in the order of the file; the empty text for one that is no text.
  private let keys: [String]
  /// The key and the value at each place.
  private let nodes: [(key: Node, value: Node)]
  let mark: Mark?
  let diagnostics: SchemaDiagnostics

  init?(_ node: Node?, _ diagnostics: SchemaDiagnostics, what: String) {
    guard let node else { return nil }
    guard let mapping = node.mapping else {
      diagnostics.report(
        at: node.mark,
        zh: "\(what) 应写成“键: 值”的一组",
        en: "\(what) must be a mapping"
      )
      return nil
    }
    nodes = mapping.map { ($0.key, $0.value) }
    keys = nodes.map { $0.key.string ?? "" }
    mark = node.mark ?? mapping.mark
    self.diagnostics = diagnostics
  }

  func node(_ key: String) -> Node? {
    keys.firstIndex(of: key).map { nodes[$0].value }
  }

  /// The text of a key; its absence is a mistake unless it is optional.
  func text(_ key: String) -> String? {
    guard let node = node(key) else {
      missing(key)
      return nil
    }
    return text(of: node, key)
  }

  func optionalText(_ key: String) -> String? {
    node(key).flatMap { text(of: $0, key) }
  }

  /// A list of texts; a single text stands for a list of one.
  func texts(_ key: String) -> [String] {
    guard let node = node(key) else { return [] }
    guard let sequence = node.sequence else { return text(of: node, key).map { [$0] } ?? [] }
    return sequence.compactMap { text(of: $0, key) }
  }

  func requiredTexts(_ key: String) -> [String] {
    if node(key) == nil { missing(key) }
    return texts(key)
  }

  func flag(_ key: String) -> Bool {
    guard let node = node(key) else { return false }
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      diagnostics.report(
        at: node.mark,
        zh: "\(key) 应为 true 或 false",
        en: "\(key) must be true or false"
      )
      return false
    }
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = node(key) else { return nil }
    if let value = node.scalar.flatMap({ Int($0.string) }), range.contains(value) { return value }
    diagnostics.report(
      at: node.mark,
      zh: "\(key) 应为 \(range.lowerBound) 至 \(range.upperBound) 的整数",
      en: "\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound)"
    )
    return nil
  }

  func localized(_ key: String) -> LocalizedText {
    guard let node = node(key) else {
      missing(key)
      return LocalizedText(verbatim: "")
    }
    guard let map = SchemaMapping(node, diagnostics, what: key) else {
      return LocalizedText(verbatim: "")
    }
    map.onlyKeys(["zh", "en"])
    return LocalizedText(zh: map.text("zh") ?? "", en: map.text("en") ?? "")
  }

  /// A value out of a closed list, with the nearest one named when it is not in it.
  func choice<Value: RawRepresentable & CaseIterable>(_ key: String, _: Value.Type) -> Value?
  where Value.RawValue == String {
    guard let text = text(key) else { return nil }
    if let value = Value(rawValue: text) { return value }
    let names = Value.allCases.map(\.rawValue)
    let nearest = Spelling.nearest(to: text, among: names)
    let list = names.joined(separator: ", ")
    diagnostics.report(
      at: node(key)?.mark,
      zh: "\(key) 不认识 “\(text)”" + (nearest.map { ", 是不是 “\($0)”?" } ?? "; 可以写 \(list)"),
      en: "\(key) knows no \"\(text)\""
        + (nearest.map { "; did you mean \"\($0)\"?" } ?? "; it may be \(list)")
    )
    return nil
  }

  func mappings(_ key: String) -> [SchemaMapping] {
    guard let node = node(key) else { return [] }
    guard let sequence = node.sequence else {
      diagnostics.report(
        at: node.mark,
        zh: "\(key) 应写成列表 (每项以 - 开头)",
        en: "\(key) must be a list"
      )
      return []
    }
    return sequence.compactMap { SchemaMapping($0, diagnostics, what: key) }
  }

  func onlyKeys(_ known: [String]) {
    for (place, name) in keys.enumerated() where !known.contains(name) {
      let nearest = Spelling.nearest(to: name, among: known)
      diagnostics.report(
        at: nodes[place].key.mark,
        zh: "不认识的键 “\(name)”" + (nearest.map { ", 是不是 “\($0)”?" } ?? ""),
        en: "unknown key \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
      )
    }
  }

  func missing(_ key: String) {
    diagnostics.report(at: mark, zh: "缺少 “\(key)”", en: "\"\(key)\" is missing")
  }

  private func text(of node: Node, _ key: String) -> String? {
    if let text = node.scalar?.string { return text }
    diagnostics.report(at: node.mark, zh: "\(key) 应为文字", en: "\(key) must be a text")
    return nil
  }
}
