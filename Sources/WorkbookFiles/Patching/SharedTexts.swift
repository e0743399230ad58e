import SpreadsheetML

/// The texts that a patch puts into the shared strings.
struct SharedTexts: TextPlacing {
  /// Texts in the part before; nil where the workbook has no such part.
  let count: Int?
  private(set) var added: [String] = []
  private var indices: [String: Int] = [:]
  /// How many more cells refer to the part than before.
  var references = 0

  init(count: Int?) {
    self.count = count
  }

  mutating func sharedIndex(of text: String) -> Int? {
    guard let count else { return nil }
    references += 1
    if let index = indices[text] { return index }
    let index = count + added.count
    indices[text] = index
    added.append(text)
    return index
  }
}
