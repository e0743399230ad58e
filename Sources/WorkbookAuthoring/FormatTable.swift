import CLibXLSXWriter

/// The formats of a workbook, each made once.
struct FormatTable {
  private var formats: [CellFormat: UnsafeMutablePointer<lxw_format>] = [:]

  /// The library's object for a format; it belongs to the workbook.
  mutating func format(
    _ format: CellFormat,
    of workbook: UnsafeMutablePointer<lxw_workbook>
  ) throws(AuthoringError) -> UnsafeMutablePointer<lxw_format> {
    if let known = formats[format] { return known }
    guard let made = workbook_add_format(workbook) else {
      throw AuthoringError(
        .refused(code: LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue, words: "workbook_add_format")
      )
    }
    apply(format, to: made)
    formats[format] = made
    return made
  }

  private func apply(_ format: CellFormat, to made: UnsafeMutablePointer<lxw_format>) {
    format_set_font_name(made, format.fontName)
    format_set_font_size(made, format.fontSize)
    if format.color != 0 { format_set_font_color(made, format.color) }
    if format.isBold { format_set_bold(made) }
    if format.isUnderlined { format_set_underline(made, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    if let fill = format.fill {
      format_set_pattern(made, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(made, fill)
    }
    if let border = format.border {
      format_set_border(made, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(made, border)
    }
    switch format.alignment {
    case .general: break
    case .left: format_set_align(made, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .center: format_set_align(made, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .right: format_set_align(made, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }
    format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if format.wraps { format_set_text_wrap(made) }
    if format.shrinks { format_set_shrink(made) }
    if format.indent > 0 { format_set_indent(made, format.indent) }
    if let code = format.numberFormat { format_set_num_format(made, code) }
    if format.isUnlocked { format_set_unlocked(made) }
  }
}
