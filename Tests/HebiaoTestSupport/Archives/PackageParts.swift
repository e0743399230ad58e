import OpenPackaging
import XMLScanning

/// A part of a package as text.
public func partText(_ part: String, in bytes: [UInt8]) throws -> String {
  try String(decoding: partBytes(part, in: bytes), as: UTF8.self)
}

/// The bytes of a part of a package as UTF-8.
public func partBytes(_ part: String, in bytes: [UInt8]) throws -> [UInt8] {
  var package = try Package(bytes: bytes)
  guard let entry = package.entry(named: part) else { throw MissingPart(name: part) }
  let stream = try package.wholeStream(entry)
  var text: [UInt8] = []
  text.append(contentsOf: stream.window, 0..<stream.window.count)
  return text
}

/// A part that a test asks for and the package does not have.
public struct MissingPart: Error, Hashable {
  /// Its name.
  public var name: String
}

/// The stored bytes of every entry but some, headers and all, by name.
public func storedEntries(
  _ bytes: [UInt8],
  but changed: Set<String> = []
) throws -> [String: [UInt8]] {
  let package = try Package(bytes: bytes)
  var entries: [String: [UInt8]] = [:]
  for entry in package.directory.entries where !changed.contains(entry.name) {
    entries[entry.name] = try package.storedBytes(entry.stored)
  }
  return entries
}

/// What is wrong between the parts of a package: relationships that lead nowhere, identifiers that no
/// relationship has, parts without a content type, types of parts that are not there.
///
/// Source: ECMA-376 part 2, 8 (relationships) and 10.1.2 (content types).
public func danglingReferences(in bytes: [UInt8]) throws -> [String] {
  var package = try Package(bytes: bytes)
  let names = package.directory.entries.map(\.name)
  var problems: [String] = []
  for name in names where name.hasSuffix(".xml") && name != "[Content_Types].xml" {
    let related = try package.relationships(of: name)
    for link in related where !link.isExternal && package.entry(named: link.target) == nil {
      problems.append("\(name): \(link.id) leads to \(link.target), which is not there")
    }
    let used = try identifiers(in: partText(name, in: bytes))
    for id in used.subtracting(related.map(\.id)).sorted() {
      problems.append("\(name): no relationship is called \(id)")
    }
  }
  return try problems + typeProblems(in: bytes, names)
}

/// What `r:id`, `r:embed` and the like name, whatever the prefix of relationships is.
private func identifiers(in text: String) throws -> Set<String> {
  let source = Array(text.utf8)
  var scanner = XMLScanner()
  var found: Set<String> = []
  while true {
    switch try scanner.next(in: source.span, isLast: true) {
    case .finished, .needsMore: return found
    case .start:
      for attribute in scanner.attributes where attribute.hasPrefix {
        let name = String(decoding: source[attribute.range], as: UTF8.self)
        guard let colon = name.firstIndex(of: ":"), let equals = name.firstIndex(of: "="),
          ["r:id", "r:embed", "r:link"].contains("r" + name[colon..<equals]),
          !name.hasPrefix("xmlns")
        else { continue }
        found.insert(try scanner.string(of: attribute, in: source.span))
      }
    default: continue
    }
  }
}

private func typeProblems(in bytes: [UInt8], _ names: [String]) throws -> [String] {
  let outline = try MarkupOutline(Array(partText("[Content_Types].xml", in: bytes).utf8), depth: 2)
  guard let root = outline.root else { return ["no content types"] }
  var suffixes: Set<String> = []
  var parts: [String] = []
  for element in outline.children(of: root) {
    if let suffix = outline.attribute("Extension", of: element)?.value { suffixes.insert(suffix) }
    if let part = outline.attribute("PartName", of: element)?.value {
      parts.append(String(part.dropFirst()))
    }
  }
  let twice = Dictionary(grouping: parts) { $0 }.filter { $0.value.count > 1 }.keys
  let gone = Set(parts).subtracting(names)
  let untyped = names.filter { name in
    !parts.contains(name) && !suffixes.contains(String(name.split(separator: ".").last ?? ""))
      && name != "[Content_Types].xml"
  }
  return twice.map { "the type of \($0) is said twice" }
    + gone.map { "a type is said of \($0), which is not there" }
    + untyped.map { "no type is said of \($0)" }
}
