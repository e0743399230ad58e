import HebiaoCore
import Testing

@testable import HebiaoCommandLine

@Suite struct UserLanguageTests {
  @Test(arguments: [
    (["hebiao"], nil, Language.chinese),
    (["hebiao"], "C", .chinese),
    (["hebiao"], "POSIX", .chinese),
    (["hebiao"], "zh_CN.UTF-8", .chinese),
    (["hebiao"], "de_DE.UTF-8", .chinese),
    (["hebiao"], "en_US.UTF-8", .english),
    (["hebiao"], "en.UTF-8", .english),
    (["hebiao", "check", "--lang", "zh"], "en_GB", .chinese),
    (["hebiao", "check", "--lang=en"], nil, .english),
    (["hebiao", "check", "--", "--lang", "en"], nil, .chinese),
    (["hebiao", "check", "--lang"], "en_US", .english),
    (["hebiao", "check", "--lang", "xx"], "en_US", .english),
  ])
  func optionComesBeforeLocaleAndChineseIsTheDefault(
    arguments: [String],
    locale: String?,
    language: Language
  ) {
    #expect(UserLanguage.choose(arguments: arguments, locale: locale) == language)
  }
}
