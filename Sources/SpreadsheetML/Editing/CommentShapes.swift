package import HebiaoCore
package import XMLScanning

/// Adds the boxes of comments to a legacy drawing.
///
/// Such drawings are often not well-formed XML, so they are looked at as text.
/// Source: ECMA-376 part 4, 19 (VML).
package enum CommentShapes {
  /// A drawing without shapes; its shapes are numbered from `number` × 1024 on.
  package static func empty(number: Int) -> [UInt8] {
    Array(
      """
      <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
      xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">\
      <o:idmap v:ext="edit" data="\(number)"/></o:shapelayout></xml>
      """.utf8
    )
  }

  /// Adds a box for each of some cells; nil where the drawing has no end to put it before.
  package static func adding(
    _ comments: [(cell: CellReference, text: String)],
    to drawing: [UInt8],
    firstNumber: Int
  ) -> [ByteSplice]? {
    guard let end = lastEndTag(drawing) else { return nil }
    let text = String(decoding: drawing, as: UTF8.self)
    var number = max(firstNumber, highestNumber(text) + 1)
    var added = text.contains("id=\"_x0000_t202\"") ? "" : Self.type
    for (cell, text) in comments {
      added += shape(number, cell, lines: lineCount(text))
      number += 1
    }
    return [ByteSplice(at: end, added)]
  }

  private static let namespaces =
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\""
    + " xmlns:x=\"urn:schemas-microsoft-com:office:excel\""

  private static let type =
    "<v:shapetype \(namespaces) id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\""
    + " path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
    + "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"

  private static func shape(_ number: Int, _ cell: CellReference, lines: Int) -> String {
    let (row, column) = (cell.row.rawValue, cell.column.rawValue)
    let top = max(0, row - 1)
    let right = min(column + 4, ColumnIndex.limit - 1)
    let bottom = min(top + max(3, lines), RowIndex.limit - 1)
    let left = min(column + 1, ColumnIndex.limit - 1)
    return "<v:shape \(namespaces) id=\"_x0000_s\(number)\" type=\"#_x0000_t202\""
      + " style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:190pt;"
      + "height:\(14 * max(4, lines + 1))pt;z-index:\(number % 1024);visibility:hidden\""
      + " fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>"
      + "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
      + "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>"
      + "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>"
      + "<x:Anchor>\(left), 12, \(top), 4, \(right), 20, \(bottom), 12</x:Anchor>"
      + "<x:AutoFill>False</x:AutoFill><x:Row>\(row)</x:Row><x:Column>\(column)</x:Column>"
      + "</x:ClientData></v:shape>"
  }

  /// Lines that a text takes in a box of some thirty Chinese characters' width.
  private static func lineCount(_ text: String) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false).reduce(1) { lines, line in
      let width = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x300 ? 1 : 2) }
      return lines + max(1, (width + 33) / 34)
    }
  }

  private static func lastEndTag(_ drawing: [UInt8]) -> Int? {
    var place = drawing.count - 2
    while place >= 0 {
      if drawing[place] == UInt8(ascii: "<"), drawing[place + 1] == UInt8(ascii: "/") {
        return place
      }
      place -= 1
    }
    return nil
  }

  private static func highestNumber(_ text: String) -> Int {
    text.components(before: "_x0000_s").reduce(0) { highest, rest in
      max(highest, Int(rest.prefix { $0.isASCII && $0.isNumber }) ?? 0)
    }
  }
}

extension String {
  /// What follows each place of a mark.
  fileprivate func components(before mark: String) -> [Substring] {
    var found: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: mark) {
      rest = rest[range.upperBound...]
      found.append(rest.prefix(12))
    }
    return found
  }
}
