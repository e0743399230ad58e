public import HebiaoCore
package import XMLScanning

/// The number formats that cells are shown by.
public struct Styles: Sendable {
  /// The formats in use, `General` first.
  package private(set) var formats: [NumberFormat] = [.general]
  /// What each format shows of a serial number; nil where it shows a number.
  @usableFromInline var dateParts: [SerialDate.Part?] = [nil]
  @usableFromInline var formatOfStyle: [UInt16] = []

  /// Bytes of all format codes in use; parsed, they take several times as much.
  ///
  /// Excel keeps a few hundred formats of at most 255 characters.
  private static let longestCodes = 4 << 20
  /// UTF-16 units of a format's code; what has a longer one is shown as it would be without.
  private static let longestCode = 255

  /// No styles: every cell is `General`.
  package init() {}

  /// The index in `formats` of a cell's format; `General` where the style is unknown.
  @inlinable @inline(__always)
  package func format(ofStyle style: UInt32) -> Int {
    Int(style) < formatOfStyle.count ? Int(formatOfStyle[Int(style)]) : 0
  }

  /// What the format of a cell shows of a serial number; nil where it shows a number.
  @inlinable @inline(__always)
  package func datePart(ofStyle style: UInt32) -> SerialDate.Part? {
    dateParts[format(ofStyle: style)]
  }

  /// Whether each style shows a date or a time instead of a number.
  package var showsDate: [Bool] { formatOfStyle.map { dateParts[Int($0)] != nil } }

  /// Whether a text is shown as it is under a format, an index in `formats`.
  package func showsTextsAsTheyAre(format: Int) -> Bool { formats[format].showsTextsAsTheyAre }

  /// Whether all that a format shows of a number are its digits, because it is whole and fits.
  package func showsAllDigits(of number: Double, format: Int) -> Bool {
    formats[format].showsAllDigits(of: number)
  }

  /// Appends the text that Excel shows for a value under a format, in UTF-8.
  ///
  /// `digits` are those of a number, where they are known.
  package func appendShownText(
    of value: CellValue,
    _ digits: DecimalDigits?,
    format: Int,
    system: SerialDate.System,
    to output: inout [UInt8]
  ) {
    if case .number(let number) = value {
      formats[format].append(number: number, digits, system: system, to: &output)
    } else {
      formats[format].appendShownText(of: value, system: system, to: &output)
    }
  }

  /// Reads the styles part.
  package static func parse(_ bytes: Span<UInt8>) throws(XMLError) -> Styles {
    var styles = Styles()
    var codes: [Int: String] = [:]
    var indices: [Int: UInt16] = [:]
    var indicesByCode: [String: UInt16] = ["General": 0]
    var codeBytes = 0
    var scanner = XMLScanner()
    var isInCellFormats = false
    while true {
      switch try scanner.next(in: bytes, isLast: true) {
      case .finished, .needsMore: return styles
      case .text: continue
      case .end:
        if scanner.contentDepth < 2 { isInCellFormats = false }
      case .start:
        guard scanner.isSpreadsheet else {
          scanner.skipElement()
          continue
        }
        if scanner.contentDepth == 2 {
          isInCellFormats = scanner.name == "cellXfs"
          if !isInCellFormats, scanner.name != "numFmts" { scanner.skipElement() }
        } else if scanner.contentDepth == 3, isInCellFormats, scanner.name == "xf" {
          let id = try scanner.value("numFmtId", in: bytes).flatMap(ValueBytes.whole) ?? 0
          let index: UInt16
          if let known = indices[id] {
            index = known
          } else {
            codeBytes += codes[id]?.utf8.count ?? 0
            guard codeBytes <= longestCodes else {
              throw scanner.error(.textTooLong, at: scanner.position)
            }
            index = styles.index(of: codes[id], id, &indicesByCode)
            indices[id] = index
          }
          styles.formatOfStyle.append(index)
          scanner.skipElement()
        } else if scanner.contentDepth == 3, scanner.name == "numFmt" {
          if let id = try scanner.value("numFmtId", in: bytes).flatMap(ValueBytes.whole),
            let code = try scanner.value("formatCode", in: bytes)
          {
            codes[id] = StringText.decodingEscapes(code)
          }
        }
      }
    }
  }

  private mutating func index(
    of declared: String?,
    _ id: Int,
    _ indices: inout [String: UInt16]
  ) -> UInt16 {
    var code = declared ?? NumberFormat.builtIn(id) ?? "General"
    // Excel ends a format after 255 characters; a longer one costs its length in every cell.
    if code.utf16.count > Self.longestCode { code = "General" }
    if let known = indices[code] { return known }
    guard formats.count < Int(UInt16.max) else { return 0 }
    let index = UInt16(formats.count)
    let format = NumberFormat(code: code)
    formats.append(format)
    dateParts.append(format.datePart)
    indices[code] = index
    return index
  }
}
