import HebiaoCore
import OpenPackaging
import XMLScanning

/// New parts, and how the others refer to them: relationships and content types.
struct PackageLinks {
  private struct Link {
    var id: String
    var type: String
    var target: String
  }

  private var added: [String: [Link]] = [:]
  private var gone: [String: Set<String>] = [:]
  private var overrides: [(part: String, type: String)] = []
  private var defaults: [(suffix: String, type: String)] = []
  private var forgotten: Set<String> = []
  private var taken: Set<String> = []

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
  private static let strictOffice = "http://purl.oclc.org/ooxml/officeDocument/relationships/"

  /// A name that no part has: `xl/comments3.xml` where the first two are taken.
  mutating func freeName(
    _ folder: String,
    _ stem: String,
    _ suffix: String,
    in workbook: Workbook
  )
    -> String
  {
    let lead = folder.isEmpty ? "" : folder + "/"
    var number = 1
    while true {
      let name = "\(lead)\(stem)\(number)\(suffix)"
      if workbook.package.entry(named: name) == nil, taken.insert(name).inserted { return name }
      number += 1
    }
  }

  /// Links a part to another one; the relationship's identifier.
  mutating func link(
    _ source: String,
    to target: String,
    type: String,
    isStrict: Bool,
    existing: [Relationship]
  ) -> String {
    let used = Set(existing.map(\.id)).union((added[source] ?? []).map(\.id))
    var number = used.count + 1
    while used.contains("rId\(number)") { number += 1 }
    let uri = type.contains(":") ? type : (isStrict ? Self.strictOffice : Self.office) + type
    added[source, default: []].append(
      Link(id: "rId\(number)", type: uri, target: Self.path(to: target, from: source))
    )
    return "rId\(number)"
  }

  /// The way from one part to another, as programs write it: `../comments1.xml`.
  private static func path(to target: String, from source: String) -> String {
    var folders = source.split(separator: "/").dropLast()
    var path = target.split(separator: "/")[...]
    while let first = folders.first, path.count > 1, first == path.first {
      folders.removeFirst()
      path.removeFirst()
    }
    return (folders.map { _ in ".." } + path).joined(separator: "/")
  }

  /// Declares the type of a part.
  mutating func declare(_ part: String, _ type: String) {
    overrides.append((part, type))
  }

  /// Declares the type of all parts with a suffix.
  mutating func declare(suffix: String, _ type: String) {
    if !defaults.contains(where: { $0.suffix == suffix }) { defaults.append((suffix, type)) }
  }

  /// Takes out a relationship.
  mutating func remove(_ id: String, from source: String) {
    gone[source, default: []].insert(id)
  }

  /// Takes out what is declared of a part.
  mutating func forget(_ part: String) {
    forgotten.insert(part)
  }

  /// Puts everything into the parts that say it.
  func write(into changes: inout PackageChanges, of builder: PatchBuilder) throws(PatchError) {
    for source in Set(added.keys).union(gone.keys).sorted() {
      let name = Package.relationshipsPart(of: source)
      let part = try builder.bytes(ofPart: name)
      do {
        var editing = try RelationshipsEditing(part?.bytes ?? RelationshipsEditing.empty)
        for id in gone[source] ?? [] { editing.remove(id) }
        for link in added[source] ?? [] {
          editing.add(id: link.id, type: link.type, target: link.target)
        }
        if let part {
          changes.splice(part.name, editing.splices())
        } else {
          changes.add(name, editing.splices().applied(to: RelationshipsEditing.empty))
        }
      } catch {
        throw .damaged(name, error)
      }
    }
    guard !overrides.isEmpty || !defaults.isEmpty || !forgotten.isEmpty else { return }
    let name = "[Content_Types].xml"
    guard let part = try builder.bytes(ofPart: name) else { return }
    do {
      let editing = try ContentTypesEditing(part.bytes)
      changes.splice(
        part.name,
        editing.changing(adding: overrides, defaults: defaults, removing: forgotten)
      )
    } catch {
      throw .damaged(name, error)
    }
  }
}
