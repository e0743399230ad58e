import HebiaoCore
import Testing

@testable import SpreadsheetML

@Suite("Styles")
struct StylesTests {
  private func shown(_ code: String) throws -> String {
    let part = """
      <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>\
      <numFmt numFmtId="200" formatCode="\(code)"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>\
      </styleSheet>
      """
    let styles = try Styles.parse(Array(part.utf8).span)
    var text: [UInt8] = []
    let format = styles.format(ofStyle: 0)
    styles.appendShownText(of: .number(1), nil, format: format, system: .from1900, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  @Test("a format has 255 characters at most, as in Excel")
  func longFormats() throws {
    #expect(try shown(String(repeating: "0", count: 255)).utf8.count == 255)
    #expect(try shown(String(repeating: "0", count: 256)) == "1")
    // Characters, not bytes.
    #expect(try shown("0" + String(repeating: "个", count: 254)).hasPrefix("1个个"))
  }
}
