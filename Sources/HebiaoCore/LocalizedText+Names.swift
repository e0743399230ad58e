extension LocalizedText {
  /// Names one after another, the first of very many.
  package static func names(_ names: [String], atMost count: Int = 20) -> LocalizedText {
    let shown = names.prefix(count)
    let isMore = names.count > shown.count
    return LocalizedText(
      zh: shown.joined(separator: "、") + (isMore ? " 等 \(names.count) 个" : ""),
      en: shown.joined(separator: ", ") + (isMore ? " and \(names.count - shown.count) more" : "")
    )
  }
}
