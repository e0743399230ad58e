import Testing

@testable import Hebiao

@Suite("A figure written the way another one was typed")
struct TextMannerTests {
  @Test(
    "keeps full-width digits, signs, separators and units",
    arguments: [
      ("60.00%", "63.16%", "63.16%"),
      ("６０．００％", "63.16%", "６３．１６％"),
      ("60.00％", "63.16%", "63.16％"),
      ("约 1,753 人次", "1735", "约 1,735 人次"),
      ("1，753", "12345.5", "12，345.5"),
      ("219. 13%", "219.12%", "219.12%"),
      (" 38人", "40", " 40人"),
      ("-3", "5", "5"),
      ("５５７", "575", "５７５"),
    ]
  )
  func manners(old: String, new: String, expected: String) {
    #expect(TextManner.rewriting(old, to: new) == expected)
  }

  @Test(
    "says nothing where the text has no figure, several, or one in other units",
    arguments: ["无", "3 至 5", "1.2万", ""]
  )
  func refusals(old: String) {
    #expect(TextManner.rewriting(old, to: "7") == nil)
  }
}
