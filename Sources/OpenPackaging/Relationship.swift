import HebiaoCore
import XMLScanning

/// A reference from one part to another, or to something outside.
package struct Relationship: Sendable, Hashable {
  /// What the source part calls it.
  package let id: String
  /// The last word of its type: `worksheet`, `styles`; the same in both families of the standard.
  package let kind: String
  /// The part it leads to, or the text of an external target.
  package let target: String
  /// Whether it leads out of the package; such targets are never followed.
  package let isExternal: Bool

  /// Relationships of one part; those of a workbook are a few for each of its parts.
  private static let limit = 65_536

  static func parse(
    _ bytes: Span<UInt8>,
    source: String,
    name: String
  ) throws(PackagingError) -> [Relationship] {
    var found: [Relationship] = []
    var scanner = XMLScanner()
    do throws(XMLError) {
      while true {
        switch try scanner.next(in: bytes, isLast: true) {
        case .start where scanner.name == "Relationship":
          let type = try scanner.value("Type", in: bytes) ?? ""
          let target = try scanner.value("Target", in: bytes) ?? ""
          guard found.count < limit else { throw XMLError(.textTooLong, at: scanner.position) }
          let isExternal = try scanner.value("TargetMode", in: bytes) == "External"
          found.append(
            Relationship(
              id: try scanner.value("Id", in: bytes) ?? "",
              kind: PartName.lastSegment(of: type),
              target: isExternal ? target : PartName.resolve(collapsed(target), from: source),
              isExternal: isExternal
            )
          )
        case .finished, .needsMore: return found
        default: continue
        }
      }
    } catch {
      throw .unreadablePart(name, error)
    }
  }

  /// A target without white space around it, as xsd:anyURI takes it.
  private static func collapsed(_ target: String) -> String {
    var rest = target[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

/// What `[Content_Types].xml` declares.
struct ContentTypes: Sendable {
  var defaults: [String: String] = [:]
  var overrides: [String: String] = [:]

  func type(of part: String) -> String? {
    if let type = overrides[part.lowercased()] { return type }
    guard let dot = part.lastIndex(of: ".") else { return nil }
    return defaults[part[part.index(after: dot)...].lowercased()]
  }

  static func parse(
    _ bytes: Span<UInt8>,
    name: String
  ) throws(PackagingError) -> ContentTypes {
    var types = ContentTypes()
    var scanner = XMLScanner()
    do {
      while true {
        switch try scanner.next(in: bytes, isLast: true) {
        case .start where scanner.name == "Override":
          let part = try scanner.value("PartName", in: bytes) ?? ""
          types.overrides[PartName.normalised(part).lowercased()] =
            try scanner.value("ContentType", in: bytes) ?? ""
        case .start where scanner.name == "Default":
          let suffix = try scanner.value("Extension", in: bytes) ?? ""
          types.defaults[suffix.lowercased()] = try scanner.value("ContentType", in: bytes) ?? ""
        case .finished, .needsMore: return types
        default: continue
        }
      }
    } catch {
      throw .unreadablePart(name, error)
    }
  }
}
