import HebiaoCore
import HebiaoTestSupport
import OpenPackaging
import Testing

/// Parts of this size are read ahead by a thread of their own.
@Suite("A large part")
struct LargePartTests {
  private static let methods = [StoredZip.Method.stored, .deflateBlocks]

  private func open(_ archive: [UInt8], _ name: String = "a.xml") throws -> PartStream {
    var package = try Package(bytes: archive)
    let found = package.entry(named: name)
    return try package.stream(try #require(found), isLarge: true)
  }

  private static func content(_ count: Int) -> [UInt8] {
    (0..<count / 8).flatMap { Array("表\(10000 + $0 % 80000)".utf8) }
  }

  @Test(
    "comes whole and in order, however much of each window is consumed",
    arguments: methods,
    [1, 3, 40, 1 << 20]
  )
  func comesInOrder(method: StoredZip.Method, keeping: Int) throws {
    let content = Self.content(3_000_000)
    var archive = StoredZip()
    archive.add("a.xml", content, method: method)
    var stream = try open(archive.finish())
    var read: [UInt8] = []
    while !stream.isAtEnd {
      try stream.fill()
      let taken = stream.isAtEnd ? stream.window.count : max(0, stream.window.count - keeping)
      for index in 0..<taken { read.append(stream.window[index]) }
      stream.consume(taken)
    }
    #expect(read == content)
  }

  @Test("may be left in the middle, while another part is read", arguments: methods)
  func mayBeLeft(method: StoredZip.Method) throws {
    let content = Self.content(2_000_000)
    var archive = StoredZip()
    archive.add("a.xml", content, method: method)
    archive.add("b.xml", content, method: method)
    var package = try Package(bytes: archive.finish())
    let (first, second) = (package.entry(named: "a.xml"), package.entry(named: "b.xml"))
    var left = try package.stream(try #require(first), isLarge: true)
    try left.fill()
    let whole = left.window.count
    left.consume(whole)
    try left.fill()
    let other = try package.wholeStream(try #require(second))
    let (count, rest, isAtEnd) = (other.window.count, left.window.count, left.isAtEnd)
    #expect(count == content.count)
    #expect(rest > 0 && !isAtEnd)
  }

  @Test(
    "is refused where it is damaged far from its beginning, and stays so",
    arguments: methods,
    [true, false]
  )
  func refusesDamage(method: StoredZip.Method, isText: Bool) throws {
    var content = Self.content(2_000_000)
    if !isText { content[1_500_000...1_500_003] = [0x31, 0xFF, 0x31, 0x31] }
    var archive = StoredZip()
    archive.add("a.xml", content, method: method, crc: isText ? 1 : nil)
    var stream = try open(archive.finish())
    var count = 0
    var failure: PackagingError?
    do throws(PackagingError) {
      while !stream.isAtEnd {
        try stream.fill()
        let got = stream.window.count
        count += got
        stream.consume(got)
      }
    } catch {
      failure = error
    }
    let text = try #require(failure).text.english
    #expect(text.contains(isText ? "checksum" : "UTF-8"))
    #expect(count > 1_000_000)
    let isAtEnd = stream.isAtEnd
    #expect(isAtEnd)
  }
}
