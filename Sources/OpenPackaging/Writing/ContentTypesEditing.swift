package import XMLScanning

/// Declares the types of new parts in `[Content_Types].xml`.
package struct ContentTypesEditing: Sendable {
  private let outline: MarkupOutline
  private let root: Int

  /// Reads the part.
  package init(_ bytes: [UInt8]) throws(XMLError) {
    outline = try MarkupOutline(bytes, depth: 2)
    guard let root = outline.root else { throw XMLError(.noRootElement, at: 0) }
    self.root = root
  }

  /// Declares types by part and by suffix, and forgets parts that are gone.
  package func changing(
    adding overrides: [(part: String, type: String)],
    defaults: [(suffix: String, type: String)] = [],
    removing gone: Set<String> = []
  ) -> [ByteSplice] {
    var splices: [ByteSplice] = []
    var knownSuffixes: Set<String> = []
    let goneNames = Set(gone.map { $0.lowercased() })
    for element in outline.children(of: root) {
      if let suffix = outline.attribute("Extension", of: element)?.value {
        knownSuffixes.insert(suffix.lowercased())
      }
      let part = outline.attribute("PartName", of: element)?.value
      if let part, goneNames.contains(PartName.normalised(part).lowercased()) {
        splices.append(ByteSplice(outline.elements[element].range, ""))
      }
    }
    let prefix = outline.prefix(of: root)
    for (suffix, type) in defaults where !knownSuffixes.contains(suffix) {
      let text = "<\(prefix)Default Extension=\"\(suffix)\" ContentType=\"\(type)\"/>"
      // Types by suffix stand before types by part, as all programs write them.
      splices.append(ByteSplice(at: outline.elements[root].startTag.upperBound, text))
    }
    let text = overrides.map { part, type in
      "<\(prefix)Override PartName=\"/\(MarkupText.attribute(part))\" ContentType=\"\(type)\"/>"
    }.joined()
    if !text.isEmpty { splices += outline.appending(text, to: root) }
    return splices
  }
}
