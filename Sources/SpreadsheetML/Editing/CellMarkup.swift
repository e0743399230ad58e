import HebiaoCore
import XMLScanning

/// Where the pieces of one `<c>` element stand in the bytes of its row.
///
/// ```
/// <c r="K5" s="3"><f t="shared" si="0"/><v>0.6</v></c>
/// start tag       children: formula, value
/// ```
package struct CellMarkup: Sendable {
  /// An attribute of the start tag.
  struct Attribute: Sendable {
    /// The local name; with a prefix it is none of ours.
    var name: String
    var hasPrefix: Bool
    var value: String
    /// Name, quotes and all.
    var range: Range<Int>
  }

  /// An element inside the cell.
  struct Child: Sendable {
    enum Kind: Sendable {
      case formula
      case value
      case inlineText
      case other
    }

    var kind: Kind
    var range: Range<Int>
    /// The attributes of a formula.
    var attributes: [Attribute] = []
  }

  /// The whole element.
  var range: Range<Int>
  /// The name as it is written, `x:c`.
  var name: Range<Int>
  var attributes: [Attribute]
  var children: [Child] = []
  /// Zero-based; where the cell does not say it, the one after the cell before.
  package var column: Int

  var formula: Child? { children.first { $0.kind == .formula } }

  func attribute(_ name: String) -> String? {
    attributes.first { !$0.hasPrefix && $0.name == name }?.value
  }

  /// The type that the cell declares, `s`, `d`.
  package var type: String? { attribute("t") }

  /// Whether the cell has a formula.
  package var hasFormula: Bool { formula != nil }

  /// The cell's format, an index into the styles part's `cellXfs`.
  package var style: Int { attribute("s").flatMap { Int($0) } ?? 0 }

  /// The index into the shared strings that the cell shows; nil where it shows none.
  package func sharedString(in bytes: [UInt8]) -> Int? {
    guard attribute("t") == "s", let value = children.first(where: { $0.kind == .value }) else {
      return nil
    }
    let text = bytes[value.range].split(
      separator: UInt8(ascii: "<"),
      omittingEmptySubsequences: true
    )
    guard let first = text.first, let end = first.firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    return Int(String(decoding: first[(end + 1)...], as: UTF8.self).trimmingBlanks)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let bytes = Array(utf8)
    let range = ValueBytes.trimmed(bytes.span, 0..<bytes.count)
    return String(decoding: bytes[range], as: UTF8.self)
  }
}
