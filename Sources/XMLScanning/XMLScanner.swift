/// A pull scanner over the bytes of an XML part, a window at a time.
///
/// ```
/// window   <c r="B2" t="s"><v>17</v></c><c r="C
///          ^ position      ^next        ^ the token is not whole: `.needsMore`
/// ```
/// A token is handed over as offsets into the window; nothing is copied until somebody asks. Markup
/// compatibility is resolved here, so that callers only see the content that applies to us.
public struct XMLScanner: ~Copyable {
  /// What stands next in the part.
  package enum Event: Sendable {
    /// A start tag; a self-closing one is followed by an `end` too.
    case start
    /// An end tag.
    case end
    /// Text, or a piece of it: long text comes in several pieces.
    case text
    /// The window ends inside a token.
    case needsMore
    /// The root element is closed and the part ends.
    case finished
  }

  /// The local name of the tag last seen.
  package internal(set) var name: XMLName = ""
  /// The namespace of the tag last seen.
  @usableFromInline package internal(set) var namespace: XMLNamespace = .none
  /// The attributes of the start tag last seen, namespace declarations among them.
  package internal(set) var attributes: [XMLAttribute] = []
  /// Where the text last seen stands in the window.
  package internal(set) var text = 0..<0
  /// What must be done to the text last seen before it can be used.
  package internal(set) var textDecoding = TextDecoding.none
  /// Elements that are open.
  package internal(set) var depth = 0
  /// Where the next token begins in the window.
  package var position = 0
  /// Where the tag last seen begins in the window.
  package private(set) var tagStart = 0
  /// Bytes of the part that stood before the window.
  package private(set) var windowOffset = 0

  /// Limits that keep the cost of a part in step with its bytes; no workbook comes near them.
  package enum Limit {
    /// Bytes of a tag.
    package static let tag = 8 << 20
    /// Bytes of a name.
    package static let name = 1024
    /// Attributes of a tag.
    package static let attributes = 65_536
    /// Namespace declarations in force.
    package static let namespaces = 256
    /// Names of elements in force that only wrap content; each is compared with every foreign element.
    package static let processedContents = 16
    /// Elements within one another.
    package static let depth = 1000
  }

  /// Where the text begins: behind a byte order mark, where there is one.
  var beginning = 0
  var hasRoot = false
  @usableFromInline var pendingEnd = false
  @usableFromInline var mode = Mode.content
  @usableFromInline var skipDepth = Int.max
  var openElements: [OpenElement] = []
  /// The names of the open elements that their packed form does not spell.
  var openNames: [UInt8] = []
  var bindings: [Binding] = []
  /// The position of the newest binding of each bucket of prefixes; -1 where there is none.
  var newestBindings = InlineArray<128, Int16>(repeating: -1)
  /// Puts prefixes into buckets as no file can foresee.
  let bucketSeed = Self.processSeed
  @usableFromInline var defaultNamespace = XMLNamespace.none
  var spaceSettings: [(depth: Int, preserves: Bool)] = []
  /// Elements that are open and only wrap content.
  var wrappers = 0
  /// Elements of markup compatibility that are open, and whether one of their choices was taken.
  var alternates: [(depth: Int, taken: Bool)] = []
  /// The hashes of a tag's attributes, each in a slot of its own; 0 where there is none.
  var hashes: [UInt64] = []
  /// Elements that are not understood, but whose content is, where the part says so.
  var processedContents: [ProcessedContent] = []
  /// The depths of such elements that are open.
  private var passedOver: [Int] = []

  @usableFromInline
  enum Mode {
    case content
    case comment
    case instruction
    case characterData
  }

  /// An element that is open.
  struct OpenElement {
    var name: XMLName
    var namespace: XMLNamespace
    /// Bytes of the name as it is written.
    var length: Int
    /// Where they stand in `openNames`; -1 where the packed name spells them all.
    var start: Int
  }

  struct Binding {
    var prefix: [UInt8]
    /// Tells nearly all prefixes apart without looking at their bytes.
    var hash: UInt64
    /// The position of the binding before this one in its bucket; -1 where there is none.
    var older: Int16
    var namespace: XMLNamespace
    /// Tells namespaces apart that are the same to us.
    var uriHash: UInt64
    /// Whether the namespace is one of Office's, which every reader of workbooks knows of.
    var isPublished: Bool
    var depth: Int
  }

  private static let processSeed = UInt64.random(in: .min ... .max) | 1

  /// What must be done to a piece of text before it can be used.
  package enum TextDecoding: Sendable {
    /// Nothing: the bytes are the text.
    case none
    /// Carriage returns become line feeds.
    case lineEnds
    /// References are replaced too.
    case references
  }

  /// A scanner at the beginning of a part.
  package init() {}

  /// Whether `xml:space="preserve"` is in force.
  package var preservesSpace: Bool { spaceSettings.last?.preserves ?? false }

  /// Whether `xml:space="preserve"` was in force inside the element that was just closed.
  package internal(set) var endedPreservesSpace = false

  /// Elements that are open, those left out that only wrap content which applies to us.
  package var contentDepth: Int { depth - wrappers }

  /// Whether the tag last seen is a SpreadsheetML element.
  @inlinable @inline(__always)
  package var isSpreadsheet: Bool { namespace == .spreadsheet || namespace == .none }

  /// Whether an unprefixed SpreadsheetML tag may stand at `position` and would be handed over.
  @inlinable @inline(__always)
  package var standsBetweenPlainTags: Bool {
    mode == .content && !pendingEnd && skipDepth == .max
      && (defaultNamespace == .spreadsheet || defaultNamespace == .none)
  }

  /// Whether a SpreadsheetML tag with a prefix may stand at `position` and would be handed over; the
  /// prefix is given with its colon.
  package func standsBetweenTags(of prefix: [UInt8]) -> Bool {
    mode == .content && !pendingEnd && skipDepth == .max
      && binding(of: prefix.span, 0..<prefix.count - 1) == .spreadsheet
  }

  /// Forgets the bytes before `position`; the next window begins there.
  package mutating func discardConsumed() -> Int {
    let consumed = position
    windowOffset += consumed
    position = 0
    return consumed
  }

  /// Leaves out everything up to the end tag of the element that was just started.
  ///
  /// The end tag itself is left out as well.
  package mutating func skipElement() {
    skipDepth = min(skipDepth, depth)
  }

  /// The next event.
  ///
  /// - Throws: `XMLError` where the part is not well-formed.
  package mutating func next(
    in window: Span<UInt8>,
    isLast: Bool
  ) throws(XMLError) -> Event {
    while true {
      let event = try nextRaw(in: window, isLast: isLast)
      switch event {
      case .needsMore, .finished: return event
      case .start:
        if skipDepth != .max { continue }
        if namespace == .markupCompatibility {
          enterCompatibility(in: window)
          continue
        }
        if namespace == .other, !processedContents.isEmpty, isProcessedContent(in: window) {
          passedOver.append(depth)
          wrappers += 1
          continue
        }
        return .start
      case .end:
        if skipDepth != .max {
          if depth < skipDepth { skipDepth = .max }
          continue
        }
        if namespace == .markupCompatibility, isCompatibilityWrapper {
          wrappers -= 1
          if let last = alternates.last, last.depth > depth { alternates.removeLast() }
          continue
        }
        if let last = passedOver.last, last > depth {
          passedOver.removeLast()
          wrappers -= 1
          continue
        }
        return .end
      case .text:
        if skipDepth != .max { continue }
        return .text
      }
    }
  }

  /// An error at a place in the window.
  package func error(_ problem: XMLError.Problem, at place: Int) -> XMLError {
    XMLError(problem, at: windowOffset + place)
  }

  private mutating func nextRaw(
    in window: Span<UInt8>,
    isLast: Bool
  ) throws(XMLError) -> Event {
    if pendingEnd {
      // The tag last seen is its own end.
      pendingEnd = false
      leaveElement()
      return .end
    }
    while true {
      if mode != .content {
        if let event = try continueMode(in: window, isLast: isLast) { return event }
        continue
      }
      guard position < window.count else {
        if !isLast { return .needsMore }
        if depth > 0 { throw error(.unexpectedEnd, at: position) }
        if !hasRoot { throw error(.noRootElement, at: position) }
        return .finished
      }
      if window[position] != UInt8(ascii: "<") {
        let event = try scanText(in: window, isLast: isLast)
        if depth == 0, event == .text { continue }
        return event
      }
      guard position + 1 < window.count else { return try more(isLast, window) }
      tagStart = position
      switch window[position + 1] {
      case UInt8(ascii: "/"):
        return try scanEndTag(in: window, isLast: isLast)
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        if !(try enterMode(in: window, isLast: isLast)) { return .needsMore }
      default:
        return try scanStartTag(in: window, isLast: isLast)
      }
    }
  }

  /// Asks for more bytes, or says that there are none.
  func more(_ isLast: Bool, _ window: Span<UInt8>) throws(XMLError) -> Event {
    if isLast { throw error(.unexpectedEnd, at: window.count) }
    if window.count - position > Limit.tag { throw error(.tokenTooLong, at: position) }
    return .needsMore
  }
}
