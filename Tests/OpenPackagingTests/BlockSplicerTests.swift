import HebiaoTestSupport
import Testing
import XMLScanning

@testable import OpenPackaging

@Suite("Deflate blocks that are kept while others change")
struct BlockSplicerTests {
  /// Lines of numbers that no compressor makes much of, so that there are many blocks.
  private static func text(seed: UInt64, lines: Int) -> [UInt8] {
    var state = seed
    var text: [UInt8] = []
    for line in 0..<lines {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text +=
        "<row r=\"\(line)\"><c><v>\(state >> 20)</v></c><c><v>\(state % 977)</v></c></row>".utf8
    }
    return text
  }

  /// An archive whose part is compressed in blocks of some 20 KB of text, with empty ones between
  /// them that begin at any bit.
  private static func archive(_ text: [UInt8]) throws -> [UInt8] {
    let deflater = Deflater()
    var data: [UInt8] = []
    var place = 0
    while place < text.count {
      let end = min(text.count, place + 20_000)
      try deflater.deflate(
        text.span.extracting(place..<end),
        isLast: end == text.count,
        endsAtByte: true
      ) { made throws(PackagingError) in
        data.append(contentsOf: made, 0..<made.count)
      }
      place = end
    }
    var entry = CraftedZip.Entry("part.xml", text)
    (entry.data, entry.method) = (data, 8)
    return CraftedZip([CraftedZip.Entry("first.xml", "<a/>"), entry]).finish()
  }

  private static func known(_ text: [UInt8], _ splices: [ByteSplice], window: Int) -> KnownText {
    var known = KnownText()
    var place = 0
    for splice in splices.inOrder {
      // A place is known once the window that holds it is looked at, before it goes by.
      while place + window <= splice.range.lowerBound {
        known.pass(text.span.extracting(place..<place + window))
        place += window
      }
      known.want(splice.range)
    }
    while place < text.count {
      let end = min(text.count, place + window)
      known.pass(text.span.extracting(place..<end))
      place = end
    }
    known.finish()
    return known
  }

  private func result(
    _ archive: [UInt8],
    _ text: [UInt8],
    _ splices: [ByteSplice],
    window: Int = 200_000
  ) throws -> [UInt8] {
    var changes = PackageChanges()
    changes.splice("part.xml", splices)
    changes.knownTexts["part.xml"] = Self.known(text, splices, window: window)
    return try Package(bytes: archive).bytes(changes)
  }

  private func stored(_ bytes: [UInt8]) throws -> [UInt8] {
    try #require(storedEntries(bytes)["part.xml"])
  }

  /// How many bytes two entries have in common at either end.
  private func common(_ first: [UInt8], _ second: [UInt8]) -> (head: Int, tail: Int) {
    // The local header, whose sizes and checksum are others.
    let (one, other) = (first.dropFirst(30), second.dropFirst(30))
    let head = zip(one, other).prefix { $0 == $1 }.count
    let tail = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
    return (head, tail)
  }

  @Test(
    "one change makes the blocks around it anew; those before and behind stay bit for bit",
    arguments: [0.0, 0.31, 0.5, 0.77, 1.0]
  )
  func oneChange(share: Double) throws {
    let text = Self.text(seed: 7, lines: 6_000)
    let archive = try Self.archive(text)
    let whole = try stored(archive).count
    let place = min(Int(Double(text.count) * share), text.count - 8)
    for (length, new) in [(0, "<!---->"), (8, ""), (3, "abc"), (5, "a much longer text")] {
      let splice = ByteSplice(place..<min(place + length, text.count), new)
      let result = try result(archive, text, [splice])
      #expect(try partBytes("part.xml", in: result) == [splice].applied(to: text))
      let (head, tail) = try common(stored(archive), stored(result))
      #expect(head + tail > whole / 2, "\(share) \(new): \(head) + \(tail) of \(whole)")
    }
  }

  @Test(
    "many changes, near and far from one another, in windows of several sizes",
    arguments: 0..<6
  )
  func manyChanges(seed: Int) throws {
    let text = Self.text(seed: UInt64(seed) &* 977 &+ 1, lines: 7_000)
    let archive = try Self.archive(text)
    var state = UInt64(seed + 1)
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var splices: [ByteSplice] = []
    var place = random(100_000)
    while place < text.count - 20 {
      let end = place + random(20)
      splices.append(ByteSplice(place..<end, String(repeating: "x", count: random(40))))
      place = end + [1, 300, 40_000, 90_000][random(4)] + random(50)
    }
    let result = try result(archive, text, splices, window: 50_000 + random(200_000))
    #expect(try partBytes("part.xml", in: result) == splices.applied(to: text))
    // What was made so is changed once more.
    let again = splices.applied(to: text)
    let second = ByteSplice(again.count / 2..<again.count / 2 + 3, "again")
    let twice = try self.result(result, again, [second])
    #expect(try partBytes("part.xml", in: twice) == [second].applied(to: again))
  }

  @Test("where too little of the text is known, the part is compressed as a whole")
  func unknown() throws {
    let text = Self.text(seed: 3, lines: 7_000)
    let archive = try Self.archive(text)
    let splice = ByteSplice(at: text.count / 2, "new")
    var changes = PackageChanges()
    changes.splice("part.xml", [splice])
    changes.knownTexts["part.xml"] = KnownText()
    let result = try Package(bytes: archive).bytes(changes)
    #expect(try partBytes("part.xml", in: result) == [splice].applied(to: text))
  }

  @Test("stored blocks have borders too")
  func storedBlocks() throws {
    let text = Self.text(seed: 5, lines: 7_000)
    var zip = StoredZip()
    zip.add("part.xml", text, method: .deflateBlocks)
    let archive = zip.finish()
    for place in [0, 65_536, 300_000, text.count - 1] {
      let splice = ByteSplice(place..<place + 1, "new")
      let result = try result(archive, text, [splice])
      #expect(try partBytes("part.xml", in: result) == [splice].applied(to: text))
      let (head, tail) = try common(stored(archive), stored(result))
      #expect(head + tail > text.count - 250_000)
    }
  }
}
