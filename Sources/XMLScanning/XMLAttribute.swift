/// Where an attribute stands in the window.
public struct XMLAttribute: Sendable {
  @usableFromInline var nameStart: Int
  @usableFromInline var localStart: Int
  @usableFromInline var nameEnd: Int
  /// Where its value stands, without the quotes.
  package var value: Range<Int>
  /// Whether the value holds references or white space other than blanks.
  package var needsDecoding: Bool

  /// Where the name stands, without a prefix.
  @inlinable @inline(__always)
  package var name: Range<Int> { localStart..<nameEnd }
  /// Whether the name has a prefix.
  @inlinable @inline(__always)
  package var hasPrefix: Bool { localStart != nameStart }
  /// Where the whole of it stands, name, quotes and all.
  package var range: Range<Int> { nameStart..<value.upperBound + 1 }

  var wholeName: Range<Int> { nameStart..<nameEnd }
  var prefix: Range<Int> { nameStart..<max(nameStart, localStart - 1) }
}

extension XMLScanner {
  /// The text of an attribute without prefix, or nil if the tag has none of this name.
  package func value(
    _ name: XMLName,
    in window: Span<UInt8>
  ) throws(XMLError) -> String? {
    for index in attributes.indices {
      let attribute = attributes[index]
      if !attribute.hasPrefix, XMLName(window, attribute.name) == name {
        return try string(of: attribute, in: window)
      }
    }
    return nil
  }

  /// The text of an attribute in a namespace, or nil if the tag has none of this name.
  package func value(
    _ name: XMLName,
    namespace: XMLNamespace,
    in window: Span<UInt8>
  ) throws(XMLError) -> String? {
    for attribute in attributes
    where attribute.hasPrefix && XMLName(window, attribute.name) == name
      && binding(of: window, attribute.prefix) == namespace
    {
      return try string(of: attribute, in: window)
    }
    return nil
  }

  /// The text of an attribute.
  package func string(
    of attribute: XMLAttribute,
    in window: Span<UInt8>
  ) throws(XMLError) -> String {
    if !attribute.needsDecoding { return String(copying: window.extracting(attribute.value)) }
    return String(decoding: try bytes(of: attribute, in: window), as: UTF8.self)
  }

  /// The text of an attribute in UTF-8, its references and white space being replaced.
  package func bytes(
    of attribute: XMLAttribute,
    in window: Span<UInt8>
  ) throws(XMLError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(attribute.value.count)
    try decode(window, attribute.value, isAttribute: true, into: &bytes)
    return bytes
  }
}

extension XMLScanner {
  @inline(__always)
  func isDeclaration(_ attribute: XMLAttribute, in window: Span<UInt8>) -> Bool {
    let range = attribute.hasPrefix ? attribute.prefix : attribute.wholeName
    return range.count == 5 && XMLName(window, range) == "xmlns"
  }

  mutating func bindNamespaces(in window: Span<UInt8>) throws(XMLError) {
    for attribute in attributes where isDeclaration(attribute, in: window) {
      var prefix: [UInt8] = []
      if attribute.hasPrefix {
        for index in attribute.name { prefix.append(window[index]) }
      }
      let uri = try string(of: attribute, in: window)
      let namespace = XMLNamespace(uri: uri)
      guard bindings.count < Limit.namespaces else {
        throw error(.tooManyNamespaces, at: attribute.nameStart)
      }
      let hash = nameHash(prefix.span, 0..<prefix.count)
      let bucket = bucket(of: hash)
      bindings.append(
        Binding(
          prefix: prefix,
          hash: hash,
          older: newestBindings[bucket],
          namespace: namespace,
          uriHash: nameHash(uri.utf8Span.span, 0..<uri.utf8.count),
          isPublished: namespace != .other || XMLNamespace.isPublished(uri: uri),
          depth: depth
        )
      )
      newestBindings[bucket] = Int16(bindings.count - 1)
      if prefix.isEmpty { defaultNamespace = namespace }
    }
  }

  mutating func unbindNamespaces() {
    while let last = bindings.last, last.depth == depth {
      newestBindings[bucket(of: last.hash)] = last.older
      bindings.removeLast()
    }
    defaultNamespace = bindings.last { $0.prefix.isEmpty }?.namespace ?? .none
  }

  func binding(of bytes: Span<UInt8>, _ prefix: Range<Int>) -> XMLNamespace {
    if let index = declaration(of: bytes, prefix) { return bindings[index].namespace }
    return prefix.count == 3 && XMLName(bytes, prefix) == "xml" ? .xml : .other
  }

  /// The position in `bindings` of the declaration that holds for a prefix; nil where none does.
  func declaration(of bytes: Span<UInt8>, _ prefix: Range<Int>) -> Int? {
    let hash = nameHash(bytes, prefix)
    var index = Int(newestBindings[bucket(of: hash)])
    while index >= 0 {
      if bindings[index].hash == hash, spells(bindings[index].prefix, bytes, prefix) {
        return index
      }
      index = Int(bindings[index].older)
    }
    return nil
  }

  private func bucket(of hash: UInt64) -> Int { Int((hash &* bucketSeed) >> 57) }

  private func spells(_ name: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard name.count == range.count else { return false }
    for offset in 0..<name.count where name[offset] != bytes[range.lowerBound + offset] {
      return false
    }
    return true
  }

  mutating func noteSpace(in window: Span<UInt8>) throws(XMLError) {
    for attribute in attributes
    where attribute.hasPrefix && attribute.nameEnd - attribute.nameStart == 9
      && XMLName(window, attribute.wholeName) == "xml:space"
    {
      let preserves =
        attribute.needsDecoding
        ? try string(of: attribute, in: window) == "preserve"
        : XMLName(window, attribute.value) == "preserve"
      spaceSettings.append((depth, preserves))
    }
  }
}

extension XMLScanner {
  /// The text of an attribute with whatever prefix, or nil if the tag has none of this name.
  package func prefixedValue(
    _ name: XMLName,
    in window: Span<UInt8>
  ) throws(XMLError) -> String? {
    for attribute in attributes
    where attribute.hasPrefix && XMLName(window, attribute.name) == name {
      return try string(of: attribute, in: window)
    }
    return nil
  }
}
