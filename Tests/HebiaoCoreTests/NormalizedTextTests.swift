import HebiaoCore
import Testing

struct NormalizedTextTests {
  @Test(arguments: [
    ("", ""), (" \n\t", ""), ("abc", "abc"), ("ABC", "abc"), ("No. 1", "no.1"),
    ("服务\n片区 （个）", "服务片区(个)"), ("１，７５３", "1,753"), ("２１９．１３％", "219.13%"),
    ("\u{3000}合\u{A0}计\u{FEFF}", "合计"), ("合计：", "合计:"), ("ＡＢｃ", "abc"), ("√", "√"),
    ("——", "——"), ("a\u{200B}b", "ab"), ("～", "~"), ("\u{202F}1 753", "1753"),
  ])
  func `a header has no white space, half-width forms and lower case`(
    text: String,
    normalized: String
  ) {
    #expect(NormalizedText.header(text) == normalized)
    #expect(NormalizedText.header(normalized) == normalized)
  }

  @Test(arguments: [
    ("１７ 类", "17 类"), ("Ａｂ", "Ab"), ("（\u{3000}）", "( )"), ("plain", "plain"), ("合计", "合计"),
  ])
  func `half-width forms keep white space and case`(text: String, halfWidth: String) {
    #expect(NormalizedText.halfWidth(text) == halfWidth)
  }

  @Test(arguments: [
    ("人员\n到位", "人员到位"), ("  合 计  ", "合计"), ("social\nworker", "social worker"),
    ("A  B", "A B"), ("片区 1", "片区1"), ("ID 号", "ID号"), ("", ""), (" \n ", ""),
  ])
  func `one line keeps spaces between Latin words only`(text: String, line: String) {
    #expect(NormalizedText.oneLine(text) == line)
  }
}

struct SpellingTests {
  @Test(
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("完成量", "完成数", 1),
      ("titles", "titel", 2), ("same", "same", 0), ("ab", "ba", 2), ("a", "", 1), ("aa", "aaa", 1),
      ("协议量", "协义量", 1), ("协议量", "协议数量", 1), ("协议量", "义协量", 2), ("abcd", "xbcy", 2),
    ] as [(String, String, Int)]
  )
  func `distance counts the characters to insert, delete or replace`(
    first: String,
    second: String,
    distance: Int
  ) {
    #expect(Spelling.distance(first, second) == distance)
    #expect(Spelling.distance(second, first) == distance)
    let (left, right) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
    #expect(Spelling.isOneChange(left, right) == (distance == 1))
    #expect(Spelling.isOneChange(right, left) == (distance == 1))
  }

  @Test(
    arguments: [
      ("titel", "titles"), ("marx", "marks"), ("completely", nil), ("t", nil), ("完工量", "完成量"),
    ] as [(String, String?)]
  )
  func `the nearest candidate is named if it is near enough`(word: String, nearest: String?) {
    #expect(Spelling.nearest(to: word, among: ["titles", "marks", "完成量"]) == nearest)
  }

  @Test func `long words are compared by their first 64 characters`() {
    let long = String(repeating: "a", count: 100_000)
    #expect(Spelling.distance(long, long + "b") == 0)
    #expect(Spelling.nearest(to: "x", among: []) == nil)
  }
}
