package import HebiaoCore
package import XMLScanning

/// Answers conversations about cells, which newer programs show in the place of comments.
///
/// Source: MS-XLSX, 2.1.57 (threaded comments) and 2.1.58 (persons).
package struct ThreadedCommentsEditing: Sendable {
  private let outline: MarkupOutline
  private let root: Int

  /// A persons part that lists nobody.
  package static let nobody = Array(
    """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">\
    </personList>
    """.utf8
  )

  /// Reads a part of conversations.
  package init(_ bytes: [UInt8]) throws(XMLError) {
    outline = try MarkupOutline(bytes, depth: 2)
    guard let root = outline.root else { throw XMLError(.noRootElement, at: 0) }
    self.root = root
  }

  /// The cells that are talked about.
  package var cells: Set<CellReference> { Set(conversations.keys) }

  /// Adds an answer to the conversation about each of some cells.
  package func answering(
    _ comments: [(cell: CellReference, text: String)],
    person: String,
    date: String
  ) -> [ByteSplice] {
    let conversations = conversations
    let prefix = outline.prefix(of: root)
    let text = comments.compactMap { cell, text -> String? in
      guard let parent = conversations[cell] else { return nil }
      let id = Self.identifier(for: "\(parent) \(cell) \(text)")
      return "<\(prefix)threadedComment ref=\"\(cell)\" dT=\"\(date).00\" personId=\"\(person)\""
        + " id=\"\(id)\" parentId=\"\(MarkupText.attribute(parent))\">"
        + "<\(prefix)text>\(MarkupText.escaped(text))</\(prefix)text></\(prefix)threadedComment>"
    }.joined()
    return text.isEmpty ? [] : outline.appending(text, to: root)
  }

  /// Adds a person to a persons part, unless he is there; his identifier.
  package static func adding(
    person name: String,
    to persons: [UInt8]
  ) throws(XMLError) -> (id: String, splices: [ByteSplice])? {
    let outline = try MarkupOutline(persons, depth: 2)
    guard let root = outline.root else { return nil }
    for person in outline.children(of: root)
    where outline.attribute("displayName", of: person)?.value == name {
      if let id = outline.attribute("id", of: person)?.value { return (id, []) }
    }
    let id = identifier(for: name)
    let text =
      "<\(outline.prefix(of: root))person displayName=\"\(MarkupText.attribute(name))\""
      + " id=\"\(id)\" userId=\"hebiao\" providerId=\"None\"/>"
    return (id, outline.appending(text, to: root))
  }

  /// The first comment of the conversation about each cell.
  private var conversations: [CellReference: String] {
    var found: [CellReference: String] = [:]
    for comment in outline.children(of: root)
    where outline.attribute("parentId", of: comment) == nil {
      guard let cell = outline.attribute("ref", of: comment).flatMap({ CellReference($0.value) }),
        let id = outline.attribute("id", of: comment)?.value
      else { continue }
      found[cell] = id
    }
    return found
  }

  /// An identifier in the form that programs expect, the same for the same text.
  private static func identifier(for text: String) -> String {
    func hash(_ start: UInt64) -> String {
      let value = text.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
      let digits = String(value, radix: 16, uppercase: true)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    let digits = Array(hash(0xCBF2_9CE4_8422_2325) + hash(0x9E37_79B9_7F4A_7C15))
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return "{\(groups.joined(separator: "-"))}"
  }
}
