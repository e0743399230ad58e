package import XMLScanning

/// Adds relationships to a relationships part, or takes some out.
package struct RelationshipsEditing: Sendable {
  private let outline: MarkupOutline
  private let root: Int
  private var added: [String] = []
  private var splicesOfRemoval: [ByteSplice] = []

  /// A relationships part without relationships.
  package static let empty = Array(
    """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
    </Relationships>
    """.utf8
  )

  /// Reads the part.
  package init(_ bytes: [UInt8]) throws(XMLError) {
    outline = try MarkupOutline(bytes, depth: 2)
    guard let root = outline.root else { throw XMLError(.noRootElement, at: 0) }
    self.root = root
  }

  /// Adds a relationship.
  package mutating func add(id: String, type: String, target: String) {
    added.append(
      "<\(outline.prefix(of: root))Relationship Id=\"\(id)\" Type=\"\(type)\""
        + " Target=\"\(MarkupText.attribute(target))\"/>"
    )
  }

  /// Takes out a relationship.
  package mutating func remove(_ id: String) {
    for element in outline.children(of: root)
    where outline.attribute("Id", of: element)?.value == id {
      splicesOfRemoval.append(ByteSplice(outline.elements[element].range, ""))
    }
  }

  /// The changes of the part.
  package func splices() -> [ByteSplice] {
    splicesOfRemoval + (added.isEmpty ? [] : outline.appending(added.joined(), to: root))
  }
}
