import Testing
import XMLScanning

/// The events of a part, each as one word, the window growing by `step` bytes at a time.
func events(_ text: String, step: Int = .max) throws -> [String] {
  try events(Array(text.utf8), step: step)
}

func events(_ bytes: [UInt8], step: Int) throws -> [String] {
  var scanner = XMLScanner()
  var found: [String] = []
  var start = 0
  var end = min(step, bytes.count)
  var text: [UInt8] = []
  func flush() {
    if !text.isEmpty { found.append("'\(String(decoding: text, as: UTF8.self))'") }
    text = []
  }
  while true {
    let window = bytes.span.extracting(start..<end)
    switch try scanner.next(in: window, isLast: end == bytes.count) {
    case .start:
      flush()
      let attributes = try scanner.attributes.map { attribute in
        let name = String(
          decoding: bytes[start...][
            start + attribute.name.lowerBound..<start + attribute.name.upperBound
          ],
          as: UTF8.self
        )
        return " \(name)=\(try scanner.string(of: attribute, in: window))"
      }
      found.append("<\(scanner.namespace)\(attributes.joined())")
    case .end:
      flush()
      found.append(">")
    case .text: try scanner.appendText(in: window, to: &text)
    case .needsMore:
      start += scanner.discardConsumed()
      end = min(end + step, bytes.count)
    case .finished:
      flush()
      return found
    }
  }
}

@Suite("The XML scanner")
struct XMLScannerTests {
  static let parts: [(String, [String])] = [
    ("<a/>", ["<none", ">"]),
    ("<?xml version=\"1.0\"?><!-- x --><a>1<!-- - -->2</a>", ["<none", "'12'", ">"]),
    ("<a b='1' c=\"x &amp; &#x4E2D;\"/>", ["<none b=1 c=x & 中", ">"]),
    ("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>", ["<none", "'<>&\"'A😀'", ">"]),
    ("<a><![CDATA[<b>&amp;]]]></a>", ["<none", "'<b>&amp;]'", ">"]),
    ("<a>1\r\n2\r3&#13;</a>", ["<none", "'1\n2\n3\r'", ">"]),
    ("<a>\r\n<![CDATA[\r\n\r]]></a>", ["<none", "'\n\n\n'", ">"]),
    (
      "<x:a xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:b/><c/></x:a>",
      [
        "<spreadsheet x=http://purl.oclc.org/ooxml/spreadsheetml/main", "<spreadsheet", ">",
        "<none", ">", ">",
      ]
    ),
    (
      "<a xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><b xmlns='u'/></a>",
      [
        "<spreadsheet xmlns=http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "<other xmlns=u", ">", ">",
      ]
    ),
    ("<a\n\tb = '1'\r\n></a >", ["<none b=1", ">"]),
    // Found by random input: only the first 200 bytes of a declaration were looked at.
    (longDeclaration(encoding: "UTF-8"), ["<none", ">"]),
    ("<?xml-stylesheet encoding=\"GBK\"?><a/>", ["<none", ">"]),
    ("\u{FEFF}<?xml version='1.0'?><a><?xmlns x?><?_?></a>", ["<none", ">"]),
  ]

  /// A part whose declaration has very much white space before its encoding.
  private static func longDeclaration(encoding: String) -> String {
    "<?xml version=\"1.0\"" + String(repeating: " ", count: 172) + "encoding=\"\(encoding)\"?><a/>"
  }

  @Test("yields the same events whatever the windows are", arguments: parts, [1, 2, 3, 7, 1000])
  func yieldsEvents(part: (String, [String]), step: Int) throws {
    let found = try events(part.0, step: step)
    #expect(found == part.1)
  }

  static let broken: [(String, XMLError.Problem)] = [
    ("", .noRootElement),
    ("<a>", .unexpectedEnd),
    ("<a", .unexpectedEnd),
    ("<a b='1", .unexpectedEnd),
    ("<a></b>", .unbalancedTags),
    ("</a>", .unbalancedTags),
    ("<a/><b/>", .malformedMarkup),
    ("<a/>x", .malformedMarkup),
    ("x<a/>", .malformedMarkup),
    ("<a b=1/>", .malformedMarkup),
    ("<a b='1'c='2'/>", .malformedMarkup),
    ("<a b='<'/>", .malformedMarkup),
    ("<1a/>", .malformedMarkup),
    ("<a b='1' b='2'/>", .duplicateAttribute),
    ("<a>&nbsp;</a>", .unknownReference),
    ("<a>& </a>", .unknownReference),
    ("<a>&#xZ;</a>", .unknownReference),
    ("<a>&#0;</a>", .forbiddenCharacter),
    ("<a>&#xD800;</a>", .forbiddenCharacter),
    ("<a>\u{1}</a>", .forbiddenCharacter),
    ("<a>]]></a>", .malformedMarkup),
    ("<a><!-- -- --></a>", .malformedMarkup),
    ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", .documentType),
    (" <?xml version='1.0'?><a/>", .malformedMarkup),
    ("\n<?xml version='1.0'?><a/>", .malformedMarkup),
    ("<a><?xml version='1.0'?></a>", .malformedMarkup),
    ("<?XML version='1.0'?><a/>", .malformedMarkup),
    ("<?xml?><a/>", .malformedMarkup), ("<a><? x?></a>", .malformedMarkup),
    ("<a/><?xMl ?>", .malformedMarkup),
    ("<?xml version='1.0' encoding='GBK'?><a/>", .unsupportedEncoding),
    ("<?xml version=\"1.0\" encoding=\"GBK\"?><a>UTF-8</a>", .unsupportedEncoding),
    ("<?xml encoding=\"UTF-32\" x=\"encoding=\" encoding=\"UTF-8\"?><a/>", .unsupportedEncoding),
    ("<?xml encoding=\"UTF-8x\"?><a>encoding=\"UTF-8\"</a>", .unsupportedEncoding),
    (longDeclaration(encoding: "GBK"), .unsupportedEncoding),
    ("<?xml version=\"1.0\" encoding=\"UTF-8\"", .unexpectedEnd),
  ]

  @Test("refuses what is not well-formed", arguments: broken, [1, 5, 1000])
  func refuses(part: (String, XMLError.Problem), step: Int) throws {
    do {
      let found = try events(part.0, step: step)
      Issue.record("read as \(found)")
    } catch let error as XMLError {
      #expect(error.problem == part.1)
    }
  }

  /// What a part yields or why it is refused, the place left out.
  private func outcome(_ text: String, step: Int) -> String {
    do {
      return try events(text, step: step).joined(separator: " ")
    } catch {
      return (error as? XMLError).map { "\($0.problem)" } ?? "\(error)"
    }
  }

  @Test("an attribute is the same however it is quoted and spaced", arguments: [5, 1000])
  func agreesOnPlainAttributes(step: Int) {
    var names = (0...20).map { "b" + String(repeating: "Zz", count: $0) }
    names += [
      "_b", "b-c", "b1", "x.y", "aé", "列", "xml:space", "x:longerThanEightBytes", "bc:", "1b",
    ]
    names += ["B", "[", "b@", "b`", "b{", "xmlns", "xmlns:bb", ""]
    var values = [
      "", "1", "A1:XFD1048576", ">", "'", "preserve", " 1 ", "中文中文中文中文", "\u{7F}", "\u{A0}",
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ]
    for special in ["&lt;", "&", "<", "\t", "\n", "\u{1}", "\u{1F}", "&#x4E2D;", "é", "\""] {
      for length in 0...17 {
        let filler = "0123456789ABCDEFG".prefix(length)
        values += [filler + special + "x", filler + special].map { String($0) }
      }
    }
    var differing: [String] = []
    // The end of the window is far, or right behind the tag.
    for tail in ["", String(repeating: "t", count: 40)] {
      for (place, name) in names.enumerated() {
        for value in place < 2 ? values : Array(values.prefix(12)) where !value.contains("\"") {
          let plain = "<a c=\"2\" \(name)=\"\(value)\" d=\"3\">\(tail)</a>"
          let escaped = value.replacing("'", with: "&#39;")
          let odd = "<a  c='2'\n\(name) = '\(escaped)' d ='3'>\(tail)</a>"
          if outcome(plain, step: step) != outcome(odd, step: step) { differing.append(plain) }
        }
      }
    }
    #expect(differing.isEmpty)
    #expect(outcome("<a b=\"1\" c=\"2\" x:y=\"3\" />", step: step) == "<none b=1 c=2 y=3 >")
    for repeated in ["b", "longerThanEightBytes", "x:longerThanEightBytes"] {
      let tag = "<a \(repeated)=\"1\" c=\"2\" \(repeated)=\"3\"/>"
      #expect(outcome(tag, step: step) == "duplicateAttribute")
    }
    #expect(outcome("<a b=\"1\"c=\"2\">\(names)</a>", step: step) == "malformedMarkup")
  }

  @Test(
    "a name ends where it should, however long it is",
    arguments: ["", "b", "bc1", "-b", ".b", "b:c", "x:b", "列", "é", "_", "=", "1/"]
  )
  func findsEndsOfNames(ending: String) {
    for length in 0...20 {
      let name = "a" + String(repeating: "n", count: length) + ending
      let isName = !name.contains { "=/".contains($0) }
      for step in [1, 4, 1000] {
        let found = outcome("<\(name)>text that is long enough</\(name)>", step: step)
        #expect((found == "malformedMarkup") != isName)
        guard isName else { continue }
        #expect(found.hasSuffix(" 'text that is long enough' >"))
        #expect(outcome("<\(name)></\(name)x>", step: step) == "unbalancedTags")
      }
    }
  }

  @Test("refuses more nesting than any workbook has")
  func refusesDepth() {
    #expect(throws: XMLError(.nestedTooDeeply, at: 3001)) {
      try events(String(repeating: "<a>", count: 2000))
    }
  }

  @Test(
    "refuses what no workbook has and what would cost more than its bytes",
    arguments: [
      ("<a " + (0..<70_000).map { "a\($0)=''" }.joined(separator: " ") + "/>", .tooManyAttributes),
      (
        "<a " + (0..<300).map { "xmlns:p\($0)='u'" }.joined(separator: " ") + "/>",
        .tooManyNamespaces
      ),
      ((0..<300).map { "<a xmlns:p\($0)='u'>" }.joined(), .tooManyNamespaces),
      (
        "<a xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:n='u' "
          + "mc:ProcessContent='" + (0..<17).map { "n:w\($0)" }.joined(separator: " ") + "'/>",
        .tooManyNamespaces
      ),
      ("<" + String(repeating: "n", count: 1025) + "/>", .nameTooLong),
      ("<a " + String(repeating: "n", count: 1025) + "=''/>", .nameTooLong),
    ] as [(String, XMLError.Problem)]
  )
  func refusesExcess(part: String, problem: XMLError.Problem) throws {
    do {
      _ = try events(part)
      Issue.record("was read")
    } catch let error as XMLError {
      #expect(error.problem == problem)
    }
  }

  @Test("finds a repeated attribute among very many")
  func refusesManyDuplicates() {
    let many = (0..<50).map { "a\($0)='1'" }.joined(separator: " ")
    #expect(throws: XMLError.self) { try events("<a \(many) a7='2'/>") }
  }

  @Test("takes the fallback of an alternative that needs an unknown namespace")
  func takesFallback() throws {
    let part = """
      <a xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:n="urn:n">\
      <mc:AlternateContent><mc:Choice Requires="n"><n:x>1</n:x></mc:Choice>\
      <mc:Fallback><b>2</b></mc:Fallback></mc:AlternateContent></a>
      """
    let found = try events(part)
    #expect(found.dropFirst() == ["<none", "'2'", ">", ">"])
  }

  @Test("a prefix means what the innermost element around says")
  func nestedPrefixes() throws {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    var part = "<a>"
    var expected: [String] = []
    var meanings: [[Int: Bool]] = [[:]]
    func ask() {
      for prefix in 0..<7 {
        part += "<p\(prefix):b/>"
        expected.append(meanings[meanings.count - 1][prefix] == true ? "<spreadsheet" : "<other")
      }
    }
    for level in 0..<100 {
      let (prefix, isMain) = (level * 3 % 7, level % 4 == 0)
      part += "<c xmlns:p\(prefix)='\(isMain ? main : "urn:\(level)")' xmlns:q\(level)='urn:q'>"
      meanings.append(meanings[level].merging([prefix: isMain]) { $1 })
      ask()
    }
    for _ in 0..<100 {
      part += "</c>"
      meanings.removeLast()
      ask()
    }
    part += "</a>"
    let found = try events(part).filter { $0 == "<spreadsheet" || $0 == "<other" }
    #expect(found == expected)
    #expect(Set(found).count == 2)
  }

  private static let compatibility =
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    + "xmlns:n=\"urn:n\" xmlns:o=\"urn:n\" xmlns:p=\"urn:p\" "
    + "xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\""

  @Test(
    "passes over elements whose content is to be processed, and not over others",
    arguments: [
      ("mc:ProcessContent='n:w'", "<n:w><b>1</b></n:w><n:v/>", "<none '1' > <other >"),
      ("mc:ProcessContent='n:*'", "<n:w><n:v><b>1</b></n:v></n:w>", "<none '1' >"),
      ("mc:ProcessContent='  n:v \tn:w'", "<n:w/><b/><n:v>2</n:v>", "<none > '2'"),
      // The namespace counts, not its prefix; and the name.
      ("mc:ProcessContent='n:w'", "<o:w><b/></o:w><p:w/>", "<none > <other >"),
      ("mc:ProcessContent='n:w'", "<w xmlns='urn:n'><x/></w>", "<other >"),
      ("", "<n:w mc:ProcessContent='n:w'><b/><n:w/></n:w><n:w/>", "<none > <other >"),
      ("mc:ProcessContent='nothing q:w'", "<n:w/>", "<other >"),
    ]
  )
  func processesContent(attribute: String, content: String, found: String) throws {
    let part = "<a \(Self.compatibility) \(attribute)>\(content)</a>"
    for step in [Int.max, 1, 7] {
      let events = try events(part, step: step).map { $0.prefix { $0 != " " } }
      #expect(events.dropFirst().dropLast().joined(separator: " ") == found)
    }
  }

  @Test(
    "reads what must be understood and is, and nothing else",
    arguments: [
      ("<a N mc:MustUnderstand='x14'/>", nil), ("<a N mc:MustUnderstand=''/>", nil),
      ("<a N mc:MustUnderstand='n'/>", .notUnderstood),
      ("<a N><b mc:MustUnderstand='x14 p'/></a>", .notUnderstood),
      ("<a N mc:MustUnderstand='q'/>", .notUnderstood), ("<a N MustUnderstand='n'/>", nil),
      (
        "<a N><mc:AlternateContent><mc:Choice Requires='n'><b mc:MustUnderstand='n'/></mc:Choice>"
          + "</mc:AlternateContent></a>", nil
      ),
      ("<a N n:x='1' o:x='2'/>", .duplicateAttribute), ("<a N n:x='1' p:x='2' x='3'/>", nil),
    ] as [(String, XMLError.Problem?)]
  )
  func understands(part: String, problem: XMLError.Problem?) throws {
    var found: XMLError.Problem?
    do {
      _ = try events(part.replacing(" N", with: " " + Self.compatibility))
    } catch let error as XMLError {
      found = error.problem
    }
    #expect(found == problem)
  }
}

@Suite("Text encodings")
struct TextEncodingTests {
  @Test(
    "UTF-8 is checked to the byte",
    arguments: [
      ([0x41, 0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80], nil), ([0x41, 0xC3, 0x28], 2),
      ([0xED, 0xA0, 0x80], 1), ([0xC0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 1), ([0xFF], 0),
    ] as [([UInt8], Int?)]
  )
  func checksUTF8(bytes: [UInt8], offset: Int?) {
    var validator = UTF8Validator()
    do {
      for byte in bytes { try validator.check([byte].span) }
      #expect(offset == nil)
      #expect(validator.isComplete)
    } catch {
      #expect(error.offset == offset)
    }
  }

  @Test("UTF-8 in runs of every kind is checked as the standard library does", arguments: 0..<400)
  func agreesOnUTF8(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % limit
    }
    let pieces = [
      "a", "服务项目", "é", "😀", "0123456789", "ࠀ", "\u{D7FF}", "퟿", "\u{FFFD}", "\u{E000}",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<draw(60) + 1 {
      for _ in 0..<draw(8) + 1 { bytes += Array(pieces[draw(pieces.count)].utf8) }
    }
    // Every other text has one byte that is wrong, or may be.
    if seed.isMultiple(of: 2) { bytes[draw(bytes.count)] = UInt8(draw(256)) }
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    // The error tells the same byte whatever the pieces are.
    var errors: Set<XMLError> = []
    for step in [1, 7, 33, bytes.count] {
      var validator = UTF8Validator()
      var accepts = true
      do {
        for start in stride(from: 0, to: bytes.count, by: step) {
          try validator.check(bytes[start..<min(start + step, bytes.count)].span)
        }
        accepts = validator.isComplete
      } catch {
        accepts = false
        errors.insert(error)
      }
      #expect(accepts == isValid, "\(bytes) by \(step)")
    }
    #expect(errors.count <= 1, "\(bytes): \(errors)")
  }

  @Test("three bytes are judged the same in a block as one by one", arguments: [14, 15, 30, 33])
  func agreesInBlocks(place: Int) {
    func fault(_ bytes: [UInt8], by step: Int) -> Int? {
      var validator = UTF8Validator()
      do {
        for start in stride(from: 0, to: bytes.count, by: step) {
          try validator.check(bytes[start..<min(start + step, bytes.count)].span)
        }
        return validator.isComplete ? nil : bytes.count
      } catch {
        return error.offset
      }
    }
    let before =
      Array(String(repeating: "人次a", count: 9).utf8.prefix(place / 7 * 7))
      + Array(repeating: 0x2E, count: place % 7)
    let after = Array("服务 0123456789 服务 0123456789 服务".utf8)
    var differing: [[UInt8]] = []
    for first in UInt8(0x78)...0xFF {
      for second in [0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBD, 0xBE, 0xBF, 0xC0] as [UInt8] {
        for third in [0x7F, 0x80, 0xBD, 0xBE, 0xBF, 0xC0, 0xE4] as [UInt8] {
          let bytes = before + [first, second, third] + after
          if fault(bytes, by: 1) != fault(bytes, by: bytes.count) {
            differing.append([first, second, third])
          }
        }
      }
    }
    #expect(differing.isEmpty)
  }

  @Test(
    "a long text in UTF-16 keeps every character, in pieces of any size",
    arguments: [1, 999, 9999]
  )
  func transcodesLongTexts(step: Int) throws {
    let text = "<a>" + String(repeating: "表a😀é甲乙丙", count: 1200) + "</a>"
    let bytes = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    var transcoder = UTF16Transcoder(.little)
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      let end = min(start + step, bytes.count)
      try transcoder.append(
        bytes.span.extracting(start..<end),
        isLast: end == bytes.count,
        to: &output
      )
    }
    #expect(output == Array(text.utf8))
  }

  @Test("UTF-16 becomes UTF-8, in pieces of any size", arguments: [true, false], [1, 2, 3, 100])
  func transcodes(isBig: Bool, step: Int) throws {
    var text = "<a>表😀</a>"
    // Other characters than ASCII at every place of four, those with a low byte that is ASCII too.
    for (count, odd) in zip(0..., "é表😀\u{80}\u{100}\u{4100}\u{41}\u{7F}Āŀ\u{3C00}".unicodeScalars) {
      text += String(repeating: "letters!", count: count).prefix(count * 5) + String(odd)
    }
    let bytes = text.utf16.flatMap { unit in
      isBig ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
    }
    let sniffed = UTF16Transcoder.sniff(bytes.span)
    let order = try #require(sniffed)
    var transcoder = UTF16Transcoder(order)
    var output: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + step, bytes.count)
      try transcoder.append(
        bytes.span.extracting(start..<end),
        isLast: end == bytes.count,
        to: &output
      )
      start = end
    }
    #expect(String(decoding: output, as: UTF8.self) == text)
  }

  @Test("characters that XML forbids are refused in UTF-16 too", arguments: [0xFFFE, 0xFFFF])
  func forbiddenUnits(unit: UInt16) throws {
    for before in [0, 1, 2, 7, 400] {
      let units = Array(String(repeating: "表", count: before).utf16) + [unit, 0x61, 0x62, 0x63]
      let bytes = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
      var transcoder = UTF16Transcoder(.little)
      var output: [UInt8] = []
      let error = #expect(throws: XMLError.self) {
        try transcoder.append(bytes.span, isLast: true, to: &output)
      }
      #expect(error?.problem == .forbiddenCharacter)
      #expect(error?.offset == 2 * before)
    }
  }

  @Test("an outline has so many elements at most")
  func overfullOutline() {
    let bytes = Array("<r>\(String(repeating: "<x/>", count: 1 << 20))</r>".utf8)
    let error = #expect(throws: XMLError.self) { try MarkupOutline(bytes, depth: 2) }
    #expect(error?.problem == .tooManyElements)
    #expect(throws: Never.self) { try MarkupOutline(bytes, depth: 1) }
  }
}
