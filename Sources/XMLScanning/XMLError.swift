package import HebiaoCore

/// A place where a part is not well-formed XML, or not text that can be read.
package struct XMLError: DescribedError, Hashable {
  /// What is wrong there.
  package enum Problem: Sendable, Hashable {
    /// The bytes end inside a token, or with elements open.
    case unexpectedEnd
    /// A tag, an attribute or another piece of markup is malformed.
    case malformedMarkup
    /// An end tag does not match its start tag.
    case unbalancedTags
    /// An attribute stands twice in one tag.
    case duplicateAttribute
    /// A reference is malformed or names an entity that XML does not predefine.
    case unknownReference
    /// A character that XML does not allow.
    case forbiddenCharacter
    /// A document type declaration, which no workbook has and which can be made to do harm.
    case documentType
    /// Elements are nested deeper than any workbook nests them.
    case nestedTooDeeply
    /// A tag is longer than any workbook's.
    case tokenTooLong
    /// A tag has more attributes than any workbook's.
    case tooManyAttributes
    /// More namespaces are declared than in any workbook.
    case tooManyNamespaces
    /// A name is longer than any workbook's.
    case nameTooLong
    /// A text is longer than any workbook's.
    case textTooLong
    /// A row has more text or more cells than any workbook's.
    case rowTooLong
    /// More elements than in any workbook's part of the kind.
    case tooManyElements
    /// More merged ranges than in any workbook.
    case tooManyMergedRanges
    /// The bytes are not valid UTF-8 or UTF-16.
    case invalidEncoding
    /// The part declares an encoding other than UTF-8 and UTF-16.
    case unsupportedEncoding
    /// The part has no root element.
    case noRootElement
    /// The part says that only a program may read it which knows an extension that is not known.
    case notUnderstood

    /// Whether the part may be well-formed, but has more of something than is read.
    package var isLimit: Bool {
      switch self {
      case .nestedTooDeeply, .tokenTooLong, .tooManyAttributes, .tooManyNamespaces, .nameTooLong,
        .textTooLong, .rowTooLong, .tooManyElements, .tooManyMergedRanges:
        true
      case .unexpectedEnd, .malformedMarkup, .unbalancedTags, .duplicateAttribute,
        .unknownReference, .forbiddenCharacter, .documentType, .invalidEncoding,
        .unsupportedEncoding, .noRootElement, .notUnderstood:
        false
      }
    }
  }

  /// What is wrong.
  package var problem: Problem
  /// Bytes before the place, in the text as UTF-8.
  package var offset: Int

  /// A problem at an offset.
  package init(_ problem: Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  /// One line, without the part's name.
  package var text: LocalizedText {
    let (chinese, english) =
      switch problem {
      case .unexpectedEnd: ("内容不完整", "the content ends too early")
      case .malformedMarkup: ("标记有误", "malformed markup")
      case .unbalancedTags: ("标记不配对", "tags that do not match")
      case .duplicateAttribute: ("属性重复", "an attribute given twice")
      case .unknownReference: ("字符引用有误", "an unknown reference")
      case .forbiddenCharacter: ("含有不允许的字符", "a character that XML forbids")
      case .documentType: ("含有 DOCTYPE 声明, 为安全起见不予读取", "a DOCTYPE, refused for safety")
      case .nestedTooDeeply: ("嵌套过深", "elements nested too deeply")
      case .tokenTooLong: ("标记过长", "a tag that is too long")
      case .tooManyAttributes: ("属性过多", "a tag with too many attributes")
      case .tooManyNamespaces: ("命名空间声明过多", "too many namespace declarations")
      case .nameTooLong: ("名称过长", "a name that is too long")
      case .textTooLong: ("文本过长", "a text that is too long")
      case .rowTooLong: ("一行的内容过多", "a row that holds too much")
      case .tooManyElements: ("元素过多", "too many elements")
      case .tooManyMergedRanges: ("合并区域过多", "too many merged ranges")
      case .invalidEncoding: ("文字编码有误", "invalid UTF-8 or UTF-16 text")
      case .unsupportedEncoding:
        ("文字编码不是 UTF-8 或 UTF-16", "an encoding other than UTF-8 and UTF-16")
      case .noRootElement: ("没有内容", "no content")
      case .notUnderstood:
        ("要求读它的程序懂得一种未知的扩展", "an extension that must be understood and is not known")
      }
    return LocalizedText(
      zh: "\(chinese) (第 \(offset) 字节处)",
      en: "\(english) (at byte \(offset))"
    )
  }
}
