package import XMLScanning

/// Adds formats to a styles part; those that are there stay as they are.
package struct StylesEditing: Sendable {
  /// What a new format changes of the one that it is made from.
  package struct Change: Hashable, Sendable {
    /// The colour of the fill as RRGGBB; nil leaves the fill.
    package var fill: String?
    /// The built-in number format; nil leaves it.
    package var numberFormat: Int?

    /// A change of nothing, or of what is given.
    package init(fill: String? = nil, numberFormat: Int? = nil) {
      self.fill = fill
      self.numberFormat = numberFormat
    }
  }

  private let outline: MarkupOutline
  private let root: Int
  private let prefix: String
  private var lists: [String: List] = [:]
  private var formats: [Int] = []
  private var known: [Made: Int] = [:]

  private struct Made: Hashable {
    var style: Int
    var change: Change
  }

  /// A list of the part, and what is added to it.
  private struct List: Sendable {
    var element: Int?
    var count = 0
    var added: [String] = []
  }

  /// The root's children in their order.
  ///
  /// Source: ECMA-376 part 1, 18.8.39 (CT_Stylesheet).
  private static let order: [(name: String, xml: XMLName)] = [
    ("numFmts", "numFmts"), ("fonts", "fonts"), ("fills", "fills"), ("borders", "borders"),
    ("cellStyleXfs", "cellStyleXfs"), ("cellXfs", "cellXfs"),
  ]

  /// A styles part with the one format that every workbook has.
  package static let minimal = Array(
    """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1">\
    <font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill \
    patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
    <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
    <cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
    </styleSheet>
    """.utf8
  )

  /// Reads the lists of a styles part.
  package init(_ bytes: [UInt8]) throws(XMLError) {
    outline = try MarkupOutline(bytes, depth: 4)
    guard let root = outline.root else { throw XMLError(.noRootElement, at: 0) }
    self.root = root
    prefix = outline.prefix(of: root)
    for (name, xml) in Self.order {
      var list = List(element: outline.child(xml, of: root))
      if let element = list.element {
        let children = outline.children(of: element)
        list.count = children.count
        if name == "cellXfs" { formats = children }
      }
      lists[name] = list
    }
  }

  /// A format like another one but for a change; the same one for the same question.
  package mutating func format(like style: Int, _ change: Change) -> Int {
    let made = Made(style: style, change: change)
    if let index = known[made] { return index }
    let index = add(xf(like: style, change), to: "cellXfs")
    known[made] = index
    return index
  }

  /// A format of its own; fonts, fills and borders are those that were added.
  package mutating func format(
    font: Int,
    fill: Int,
    border: Int,
    alignment: String
  ) -> Int {
    let p = prefix
    let base = lists["cellStyleXfs"]?.element == nil ? "" : " xfId=\"0\""
    let text =
      "<\(p)xf numFmtId=\"0\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\"\(base)"
      + " applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
      + "<\(p)alignment \(alignment)/></\(p)xf>"
    return add(text, to: "cellXfs")
  }

  /// A solid fill; the same one for the same colour.
  package mutating func fill(_ color: String) -> Int {
    let p = prefix
    return add(
      "<\(p)fill><\(p)patternFill patternType=\"solid\"><\(p)fgColor rgb=\"FF\(color)\"/>"
        + "<\(p)bgColor indexed=\"64\"/></\(p)patternFill></\(p)fill>",
      to: "fills"
    )
  }

  /// A font in the face of the workbook's first one.
  package mutating func font(
    isBold: Bool,
    size: Int,
    color: String,
    isUnderlined: Bool = false
  ) -> Int {
    let p = prefix
    var text = "<\(p)font>"
    if isBold { text += "<\(p)b/>" }
    if isUnderlined { text += "<\(p)u/>" }
    text += "<\(p)sz val=\"\(size)\"/><\(p)color rgb=\"FF\(color)\"/>"
    text += "<\(p)name val=\"\(MarkupText.attribute(firstFace))\"/></\(p)font>"
    return add(text, to: "fonts")
  }

  /// Thin lines around a cell.
  package mutating func border(_ color: String) -> Int {
    let p = prefix
    let sides = ["left", "right", "top", "bottom"].map { side in
      "<\(p)\(side) style=\"thin\"><\(p)color rgb=\"FF\(color)\"/></\(p)\(side)>"
    }
    return add("<\(p)border>\(sides.joined())<\(p)diagonal/></\(p)border>", to: "borders")
  }

  /// The changes of the part.
  package func splices() -> [ByteSplice] {
    var splices: [ByteSplice] = []
    var place = outline.elements[root].startTag.upperBound
    for (name, _) in Self.order {
      guard let list = lists[name] else { continue }
      if let element = list.element { place = outline.elements[element].range.upperBound }
      guard !list.added.isEmpty else { continue }
      let text = list.added.joined()
      guard let element = list.element else {
        let count = list.count + list.added.count
        splices.append(
          ByteSplice(at: place, "<\(prefix)\(name) count=\"\(count)\">\(text)</\(prefix)\(name)>")
        )
        continue
      }
      if outline.attribute("count", of: element) != nil {
        let count = "\(list.count + list.added.count)"
        splices.append(outline.setting("count", to: count, of: element))
      }
      splices += outline.appending(text, to: element)
    }
    return splices
  }

  private mutating func add(_ text: String, to name: String) -> Int {
    var list = lists[name] ?? List()
    if list.element == nil, list.added.isEmpty { list.added = defaults(of: name) }
    if let place = list.added.firstIndex(of: text) { return list.count + place }
    list.added.append(text)
    lists[name] = list
    return list.count + list.added.count - 1
  }

  /// What the first indices of a list stand for, where the part has no such list.
  private func defaults(of name: String) -> [String] {
    let p = prefix
    return switch name {
    case "fonts": ["<\(p)font><\(p)sz val=\"11\"/><\(p)name val=\"宋体\"/></\(p)font>"]
    case "fills":
      ["none", "gray125"].map { "<\(p)fill><\(p)patternFill patternType=\"\($0)\"/></\(p)fill>" }
    case "borders": ["<\(p)border/>"]
    case "cellXfs": [plainFormat]
    default: []
    }
  }

  private var plainFormat: String {
    "<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
  }

  private mutating func xf(like style: Int, _ change: Change) -> String {
    var attributes: [(name: String, value: String)] = []
    if let color = change.fill {
      attributes += [("fillId", "\(fill(color))"), ("applyFill", "1")]
    }
    if let format = change.numberFormat {
      attributes += [("numFmtId", "\(format)"), ("applyNumberFormat", "1")]
    }
    guard formats.indices.contains(style) else {
      return attributes.reduce(plainFormat) { text, attribute in
        Self.setting(attribute.name, to: attribute.value, of: text)
      }
    }
    let range = outline.elements[formats[style]].range
    let text = String(decoding: outline.bytes[range], as: UTF8.self)
    return attributes.reduce(text) { Self.setting($1.name, to: $1.value, of: $0) }
  }

  /// The markup of an element with one attribute set; quotes of either kind stay.
  private static func setting(_ name: String, to value: String, of text: String) -> String {
    guard let outline = try? MarkupOutline(Array(text.utf8), depth: 1), let root = outline.root
    else { return text }
    let splice = outline.setting(name, to: value, of: root)
    return String(decoding: [splice].applied(to: outline.bytes), as: UTF8.self)
  }

  /// The face of the workbook's usual font.
  private var firstFace: String {
    guard let fonts = lists["fonts"]?.element, let font = outline.children(of: fonts).first,
      let name = outline.child("name", of: font)
    else { return "宋体" }
    return outline.attribute("val", of: name)?.value ?? "宋体"
  }
}
