package import XMLScanning

/// What is to become of the parts of a package; all others stay byte for byte.
package struct PackageChanges: Sendable {
  /// The parts in which bytes are replaced, by the names of their entries.
  ///
  /// Units: offsets in the part's text as UTF-8, whatever its encoding; it keeps that.
  package var splices: [String: [ByteSplice]] = [:]
  /// What is known of the text of parts that change, so that they need not be inflated again.
  package var knownTexts: [String: KnownText] = [:]
  /// The parts that are taken out.
  package var removed: Set<String> = []
  /// Parts that are new, in the order in which they are put behind the others.
  package private(set) var added: [(name: String, bytes: [UInt8])] = []

  /// Nothing changes.
  package init() {}

  /// Whether nothing changes.
  package var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && splices.values.allSatisfy(\.isEmpty)
  }

  /// Replaces bytes of a part.
  package mutating func splice(_ part: String, _ splices: [ByteSplice]) {
    guard !splices.isEmpty else { return }
    self.splices[part, default: []] += splices
  }

  /// Adds a part.
  package mutating func add(_ name: String, _ bytes: [UInt8]) {
    added.append((name, bytes))
  }
}
