/// How part names are written, resolved and compared.
///
/// Source: ECMA-376 part 2, 6.2 (part names) and 6.4 (resolving references).
enum PartName {
  /// The name with forward slashes and without a leading one.
  static func normalised(_ name: String) -> String {
    // Nearly every name is written that way.
    if name.utf8.first != UInt8(ascii: "/"), !name.utf8.contains(UInt8(ascii: "\\")) { return name }
    var bytes = Array(name.utf8)
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\\") {
      bytes[index] = UInt8(ascii: "/")
    }
    let start = bytes.firstIndex { $0 != UInt8(ascii: "/") } ?? bytes.count
    return String(decoding: bytes[start...], as: UTF8.self)
  }

  /// The text of a stored name: UTF-8, else each byte as one character, so that no two names
  /// become one.
  static func text(of name: [UInt8]) -> String {
    if let text = String(validating: name, as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    for byte in name { text.append(Unicode.Scalar(byte)) }
    return String(text)
  }

  /// Whether a path climbs out of the archive, or begins at a drive.
  static func leavesRoot(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    if bytes.count >= 2, bytes[1] == UInt8(ascii: ":"), (bytes[0] | 0x20) &- 0x61 < 26 {
      return true
    }
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: "/") {
      if isParent(bytes[start..<index]) { return true }
      start = index + 1
    }
    return false
  }

  /// A name as a message shows it: on one line, and no longer than a person would read.
  static func shown(_ name: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if text.count >= 100 {
        text.append("…")
        break
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: text.append(scalar)
      }
    }
    return String(text)
  }

  /// The part that a target names, seen from a part.
  static func resolve(_ target: String, from part: String) -> String {
    let path = Array(target.utf8.prefix { $0 != UInt8(ascii: "#") })
    var resolved: [UInt8] = []
    if path.first.map({ !isSlash($0) }) ?? true {
      let base = Array(part.utf8)
      var start = 0
      for index in 0...base.count where index == base.count || base[index] == UInt8(ascii: "/") {
        append(base[start..<index], to: &resolved)
        start = index + 1
      }
      removeLastSegment(&resolved)
    }
    var start = 0
    for index in 0...path.count where index == path.count || isSlash(path[index]) {
      let segment = path[start..<index]
      start = index + 1
      if isParent(segment) {
        removeLastSegment(&resolved)
      } else if !segment.elementsEqual(CollectionOfOne(UInt8(ascii: "."))) {
        append(segment, to: &resolved)
      }
    }
    return String(decoding: resolved, as: UTF8.self)
  }

  private static func append(_ segment: ArraySlice<UInt8>, to path: inout [UInt8]) {
    if segment.isEmpty { return }
    if !path.isEmpty { path.append(UInt8(ascii: "/")) }
    path.append(contentsOf: segment)
  }

  private static func removeLastSegment(_ path: inout [UInt8]) {
    let slash = path.lastIndex(of: UInt8(ascii: "/")) ?? 0
    path.removeLast(path.count - slash)
  }

  private static func isParent(_ segment: ArraySlice<UInt8>) -> Bool {
    segment.count == 2 && segment.allSatisfy { $0 == UInt8(ascii: ".") }
  }

  private static func isSlash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
  }

  /// What stands behind the last slash of a type, slashes at its end left out.
  static func lastSegment(of type: String) -> String {
    let end = type.utf8.lastIndex { $0 != UInt8(ascii: "/") }
    guard let end else { return "" }
    let whole = type[...end]
    return whole.utf8.lastIndex(of: UInt8(ascii: "/")).map {
      String(whole[whole.index(after: $0)...])
    } ?? String(whole)
  }

  /// The relationships part that belongs to a part.
  static func relationships(of part: String) -> String {
    guard let slash = part.lastIndex(of: "/") else { return "_rels/\(part).rels" }
    return "\(part[..<slash])/_rels/\(part[part.index(after: slash)...]).rels"
  }

  /// The name with `%20` and the like resolved.
  static func unescaped(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "%")) else { return name }
    var bytes: [UInt8] = []
    let source = Array(name.utf8)
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let byte = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
