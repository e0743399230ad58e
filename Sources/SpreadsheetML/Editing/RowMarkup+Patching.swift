import HebiaoCore
import XMLScanning

/// How texts are written into cells that do not hold theirs themselves.
package protocol TextPlacing {
  /// The index of a text in the shared strings; nil where the workbook has none.
  mutating func sharedIndex(of text: String) -> Int?
}

extension RowMarkup {
  /// The row with some of its cells changed; every other byte stands as it did.
  ///
  /// Shape: one patch a column. A cell that is not there is put where its column belongs.
  package func patched(
    _ patches: [CellPatch],
    texts: inout some TextPlacing
  ) throws(EditingError) -> [UInt8] {
    var splices: [ByteSplice] = []
    var added: [Int] = []
    for patch in patches.sorted(by: { $0.column < $1.column }) {
      if let cell = try cell(patch.column) {
        splices += [ByteSplice(cell.range, Array(written(cell, patch, &texts)))]
      } else {
        guard patch.content != .unchanged || patch.style != nil else { continue }
        let text = newCell(patch, &texts)
        splices.append(ByteSplice(at: place(ofNewCell: patch.column), text))
        added.append(patch.column)
      }
    }
    if !added.isEmpty { splices += widenedSpans(added) }
    if isSelfClosing, !added.isEmpty {
      let name = "\(prefix)row"
      splices.append(ByteSplice(startTag.upperBound - 2..<startTag.upperBound - 1, ""))
      splices.append(ByteSplice(at: startTag.upperBound, "</\(name)>"))
    }
    let result = splices.applied(to: bytes)
    guard try RowMarkup(result, index: index).keepsOthers(of: self, than: patches) else {
      throw .unreadableMarkup
    }
    return result
  }

  /// Whether all cells but the patched ones are what they were, byte for byte.
  private func keepsOthers(of old: RowMarkup, than patches: [CellPatch]) -> Bool {
    let patched = Set(patches.map(\.column))
    let before = old.cells.filter { !patched.contains($0.column) }
    let after = cells.filter { !patched.contains($0.column) }
    return before.count == after.count
      && zip(before, after).allSatisfy { first, second in
        first.column == second.column && old.bytes[first.range] == bytes[second.range]
      }
  }

  /// A row that is not there yet, with its cells.
  package static func new(
    index: Int,
    prefix: String,
    _ patches: [CellPatch],
    texts: inout some TextPlacing
  ) -> [UInt8] {
    var text = "<\(prefix)row r=\"\(index + 1)\">"
    for patch in patches.sorted(by: { $0.column < $1.column }) {
      text += newCell(patch, row: index, prefix: prefix, &texts)
    }
    return Array((text + "</\(prefix)row>").utf8)
  }

  /// Where a new cell of a column goes: before the first cell right of it.
  private func place(ofNewCell column: Int) -> Int {
    // That cell says where it stands: without a word it would stand where the new one goes.
    cells.first { $0.column > column }?.range.lowerBound ?? contentEnd
  }

  private func widenedSpans(_ added: [Int]) -> [ByteSplice] {
    guard let spans, let first = added.first, let last = added.last else { return [] }
    let bounds = spans.text.split(separator: ":").compactMap { Int($0) }
    guard bounds.count == 2, first + 1 < bounds[0] || last + 1 > bounds[1] else { return [] }
    let text = "\(min(bounds[0], first + 1)):\(max(bounds[1], last + 1))"
    return [ByteSplice(spans.value, text)]
  }

  private func newCell(_ patch: CellPatch, _ texts: inout some TextPlacing) -> String {
    Self.newCell(patch, row: index, prefix: prefix, &texts)
  }

  private static func newCell(
    _ patch: CellPatch,
    row: Int,
    prefix: String,
    _ texts: inout some TextPlacing
  ) -> String {
    let written = WrittenContent(patch.content, prefix: prefix, isInline: false, &texts)
    var tag = "<\(prefix)c r=\"\(CellReference(row, patch.column))\""
    if let style = patch.style, style != 0 { tag += " s=\"\(style)\"" }
    if let type = written.type { tag += " t=\"\(type)\"" }
    let content = (written.formula ?? "") + written.value
    return tag + (content.isEmpty ? "/>" : ">\(content)</\(prefix)c>")
  }

  /// The cell with its new content; its other attributes and extensions stand as they did.
  private func written(
    _ cell: CellMarkup,
    _ patch: CellPatch,
    _ texts: inout some TextPlacing
  ) -> String.UTF8View {
    let old = (type: cell.attribute("t"), formula: cell.formula)
    var type = old.type
    var children = ""
    let others = cell.children.filter { $0.kind == .other }.map { text($0.range) }.joined()
    let formula =
      patch.source.map { written($0, old.formula) }
      ?? old.formula.map { text($0.range) } ?? ""
    var dropped: Set<String> = []
    switch patch.content {
    case .unchanged:
      children =
        formula + cell.children.filter { $0.kind != .formula }.map { text($0.range) }.joined()
    case .cached(let value):
      let written = WrittenContent(value, prefix: prefix, isFormula: true, &texts)
      type = written.type
      children = formula + written.value + others
      dropped = ["vm"]
    default:
      let isInline = old.type == "inlineStr" || old.type == "str" && old.formula == nil
      let written = WrittenContent(patch.content, prefix: prefix, isInline: isInline, &texts)
      type = written.type
      children = (written.formula ?? "") + written.value + others
      // Metadata of a value or of an array belongs to what stood here.
      dropped = ["vm", "cm"]
    }
    return tag(of: cell, type: type, style: patch.style, dropping: dropped, children).utf8
  }

  private func written(_ source: CellPatch.SharedSource, _ old: CellMarkup.Child?) -> String {
    let index = old?.attributes.first { $0.name == "si" && !$0.hasPrefix }?.value ?? "0"
    return "<\(prefix)f t=\"shared\" ref=\"\(source.reach)\" si=\"\(MarkupText.attribute(index))\">"
      + MarkupText.escaped(source.formula) + "</\(prefix)f>"
  }

  private func tag(
    of cell: CellMarkup,
    type: String?,
    style: Int?,
    dropping dropped: Set<String>,
    _ children: String
  ) -> String {
    let name = text(cell.name)
    var tag = "<\(name)"
    var wroteType = false
    var wroteStyle = false
    for attribute in cell.attributes {
      switch attribute.hasPrefix ? "" : attribute.name {
      case "t":
        wroteType = true
        guard let type else { continue }
        tag += type == attribute.value ? " \(text(attribute.range))" : " t=\"\(type)\""
      case "s":
        wroteStyle = true
        tag += style.map { " s=\"\($0)\"" } ?? " \(text(attribute.range))"
      case let other where dropped.contains(other): continue
      default: tag += " \(text(attribute.range))"
      }
    }
    if !wroteStyle, let style, style != 0 { tag += " s=\"\(style)\"" }
    if !wroteType, let type { tag += " t=\"\(type)\"" }
    return tag + (children.isEmpty ? "/>" : ">\(children)</\(name)>")
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

/// A content as markup: the cell's type, and what stands between its tags.
private struct WrittenContent {
  var type: String?
  var formula: String?
  var value = ""

  init(
    _ content: CellContent,
    prefix: String,
    isInline: Bool = false,
    isFormula: Bool = false,
    _ texts: inout some TextPlacing
  ) {
    func value(_ text: String) -> String {
      "<\(prefix)v>\(text)</\(prefix)v>"
    }
    switch content {
    case .unchanged, .blank, .cached: break
    case .number(let number): self.value = value(MarkupText.number(number))
    case .bool(let flag):
      type = "b"
      self.value = value(flag ? "1" : "0")
    case .error(let code):
      type = "e"
      self.value = value(MarkupText.escaped(code))
    case .isoDate(let text):
      type = "d"
      self.value = value(MarkupText.escaped(text))
    case .text(let text) where isFormula:
      type = "str"
      self.value = value(MarkupText.xstring(text))
    case .text(let text):
      if !isInline, let index = texts.sharedIndex(of: text) {
        type = "s"
        self.value = value("\(index)")
      } else {
        type = "inlineStr"
        self.value = "<\(prefix)is>\(MarkupText.element("\(prefix)t", holding: text))</\(prefix)is>"
      }
    case .formula(let text, let cached):
      let written = WrittenContent(cached, prefix: prefix, isFormula: true, &texts)
      type = written.type
      self.value = written.value
      formula = "<\(prefix)f>\(MarkupText.escaped(text))</\(prefix)f>"
    }
  }
}
