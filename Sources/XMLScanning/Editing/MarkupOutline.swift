/// Where the elements of a small part stand, down to some depth.
///
/// What markup compatibility leaves out is left out here too; its wrappers do not show.
package struct MarkupOutline: Sendable {
  /// One element.
  package struct Element: Sendable {
    /// The local name.
    package let name: XMLName
    /// The element around it, by position; nil for the root.
    package let parent: Int?
    /// The start tag.
    package let startTag: Range<Int>
    /// Where the end tag begins; the end of the start tag where both are one.
    package fileprivate(set) var contentEnd: Int
    /// The whole element.
    package fileprivate(set) var range: Range<Int>

    /// Whether the element is one tag.
    package var isSelfClosing: Bool { contentEnd == startTag.upperBound && range == startTag }
  }

  /// An attribute of an element.
  package struct Attribute: Sendable {
    /// The local name.
    package let name: String
    /// Whether it has a prefix.
    package let hasPrefix: Bool
    /// The value, references replaced.
    package let value: String
    /// Where the value stands, without quotes.
    package let valueRange: Range<Int>
    /// Name, quotes and all.
    package let range: Range<Int>
  }

  /// The part.
  package let bytes: [UInt8]
  /// Elements that an outline has at most.
  private static let mostElements = 1 << 20

  /// The elements in the order of their start tags.
  package private(set) var elements: [Element] = []

  /// Finds the elements of a part that are at most so deep; the root has depth 1.
  package init(_ bytes: [UInt8], depth limit: Int) throws(XMLError) {
    self.bytes = bytes
    var scanner = XMLScanner()
    var open: [Int?] = []
    let window = bytes.span
    while true {
      switch try scanner.next(in: window, isLast: true) {
      case .needsMore, .finished: return
      case .text: continue
      case .start:
        guard open.count < limit else {
          open.append(nil)
          continue
        }
        let tag = scanner.tagStart..<scanner.position
        guard elements.count < Self.mostElements else {
          throw scanner.error(.tooManyElements, at: tag.lowerBound)
        }
        elements.append(
          Element(
            name: scanner.name,
            parent: open.last ?? nil,
            startTag: tag,
            contentEnd: tag.upperBound,
            range: tag
          )
        )
        open.append(elements.count - 1)
      case .end:
        guard let position = open.popLast() ?? nil else { continue }
        let start = elements[position].startTag
        elements[position].range = start.lowerBound..<scanner.position
        if scanner.position > start.upperBound { elements[position].contentEnd = scanner.tagStart }
      }
    }
  }

  /// The root element's position.
  package var root: Int? { elements.isEmpty ? nil : 0 }

  /// The first child of this name.
  package func child(_ name: XMLName, of parent: Int) -> Int? {
    children(of: parent).first { elements[$0].name == name }
  }

  /// The children, in order.
  package func children(of parent: Int) -> [Int] {
    elements.indices.filter { elements[$0].parent == parent }
  }

  /// The attributes of an element's start tag.
  package func attributes(of position: Int) -> [Attribute] {
    let tag = elements[position].startTag
    let source = Array(bytes[tag])
    var scanner = XMLScanner()
    guard (try? scanner.next(in: source.span, isLast: true)) == .start else { return [] }
    return scanner.attributes.compactMap { attribute in
      guard let value = try? scanner.string(of: attribute, in: source.span) else { return nil }
      func moved(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound + tag.lowerBound..<range.upperBound + tag.lowerBound
      }
      return Attribute(
        name: String(decoding: source[attribute.name], as: UTF8.self),
        hasPrefix: attribute.hasPrefix,
        value: value,
        valueRange: moved(attribute.value),
        range: moved(attribute.range)
      )
    }
  }

  /// The attribute without prefix of this name; nil where the element has none.
  package func attribute(_ name: String, of position: Int) -> Attribute? {
    attributes(of: position).first { !$0.hasPrefix && $0.name == name }
  }

  /// The prefix of an element's name with its colon, mostly empty.
  package func prefix(of position: Int) -> String {
    let start = elements[position].startTag.lowerBound + 1
    let name = bytes[start...].prefix { !" \t\r\n/>".utf8.contains($0) }
    guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return "" }
    return String(decoding: name[...colon], as: UTF8.self)
  }

  /// Puts markup at the end of an element's content; a single tag becomes two.
  package func appending(_ text: String, to position: Int) -> [ByteSplice] {
    let element = elements[position]
    guard element.isSelfClosing else { return [ByteSplice(at: element.contentEnd, text)] }
    let end = element.startTag.upperBound
    let slash = element.startTag.lowerBound..<end
    let name = String(
      decoding: bytes[slash].dropFirst().prefix { !" \t\r\n/>".utf8.contains($0) },
      as: UTF8.self
    )
    return [ByteSplice(end - 2..<end, ">\(text)</\(name)>")]
  }

  /// Gives an attribute without prefix a value, whether the element has it or not.
  package func setting(_ name: String, to value: String, of position: Int) -> ByteSplice {
    if let attribute = attribute(name, of: position) {
      return ByteSplice(attribute.valueRange, MarkupText.attribute(value))
    }
    let start = elements[position].startTag.lowerBound + 1
    let length = bytes[start...].prefix { !" \t\r\n/>".utf8.contains($0) }.count
    return ByteSplice(at: start + length, " \(name)=\"\(MarkupText.attribute(value))\"")
  }
}
