package import HebiaoCore
package import XMLScanning

/// Adds comments to a comments part; those that are there are kept, and added to.
///
/// Source: ECMA-376 part 1, 18.7 (comments).
package struct CommentsEditing: Sendable {
  private let outline: MarkupOutline
  private let root: Int
  private let prefix: String

  /// A comments part without comments.
  package static let empty = Array(
    """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
    <authors/><commentList/></comments>
    """.utf8
  )

  /// Reads the part.
  package init(_ bytes: [UInt8]) throws(XMLError) {
    outline = try MarkupOutline(bytes, depth: 5)
    guard let root = outline.root else { throw XMLError(.noRootElement, at: 0) }
    self.root = root
    prefix = outline.prefix(of: root)
  }

  /// The cells that have comments.
  package var cells: Set<CellReference> {
    guard let list = outline.child("commentList", of: root) else { return [] }
    return Set(outline.children(of: list).compactMap(cell))
  }

  /// Whether a comment on a cell says a text, among other things perhaps.
  package func says(_ text: String, on cell: CellReference) -> Bool {
    guard let list = outline.child("commentList", of: root) else { return false }
    let wanted = MarkupText.xstring(text)
    return outline.children(of: list).contains { comment in
      self.cell(comment) == cell
        && String(decoding: outline.bytes[outline.elements[comment].range], as: UTF8.self)
          .contains(wanted)
    }
  }

  /// Adds a comment to each of some cells; nil where the part has no place for it.
  ///
  /// Shape: what is added to a comment that is there begins with `lead`.
  package func adding(
    _ comments: [(cell: CellReference, text: String)],
    author: String,
    lead: (CellReference) -> String
  ) -> [ByteSplice]? {
    guard let list = outline.child("commentList", of: root),
      let authors = outline.child("authors", of: root)
    else { return nil }
    let p = prefix
    var splices: [ByteSplice] = []
    var known: [CellReference: Int] = [:]
    for comment in outline.children(of: list) {
      if let cell = cell(comment) { known[cell] = comment }
    }
    let names = outline.children(of: authors).map { name in
      let element = outline.elements[name]
      return String(
        decoding: outline.bytes[element.startTag.upperBound..<element.contentEnd],
        as: UTF8.self
      )
    }
    let authorIndex = names.firstIndex(of: MarkupText.xstring(author))
    var added = ""
    for (cell, text) in comments {
      if let comment = known[cell] {
        guard let place = outline.child("text", of: comment) else { return nil }
        splices += appendingRun(lead(cell) + text, to: place)
      } else {
        added +=
          "<\(p)comment ref=\"\(cell)\" authorId=\"\(authorIndex ?? names.count)\"><\(p)text>"
          + run("\(author):\n", isBold: true) + run(text) + "</\(p)text></\(p)comment>"
      }
    }
    if !added.isEmpty {
      splices += outline.appending(added, to: list)
      if authorIndex == nil {
        splices += outline.appending(
          MarkupText.element("\(p)author", holding: author),
          to: authors
        )
      }
    }
    return splices
  }

  private func cell(_ comment: Int) -> CellReference? {
    outline.attribute("ref", of: comment).flatMap { CellReference($0.value) }
  }

  /// Puts a run behind those of a text; what tells of its pronunciation must stay last.
  private func appendingRun(_ text: String, to place: Int) -> [ByteSplice] {
    let last = outline.children(of: place).first { child in
      outline.elements[child].name == "rPh" || outline.elements[child].name == "phoneticPr"
    }
    if let last {
      return [ByteSplice(at: outline.elements[last].range.lowerBound, run(text))]
    }
    return outline.appending(run(text), to: place)
  }

  private func run(_ text: String, isBold: Bool = false) -> String {
    let p = prefix
    let bold = isBold ? "<\(p)b/>" : ""
    return "<\(p)r><\(p)rPr>\(bold)<\(p)sz val=\"9\"/><\(p)color indexed=\"81\"/>"
      + "<\(p)rFont val=\"宋体\"/><\(p)charset val=\"134\"/></\(p)rPr>"
      + MarkupText.element("\(p)t", holding: text) + "</\(p)r>"
  }
}
