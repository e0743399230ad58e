extension SheetContent.Cells {
  /// One cell in sixteen bytes: where it stands and what it is, and its value or where that is kept.
  @frozen @usableFromInline
  package struct Record: Sendable {
    /// What the payload means.
    @frozen @usableFromInline
    package enum Kind: UInt8, Sendable {
      /// No value.
      case empty
      /// The bits of a double.
      case number = 1
      /// The number of a text.
      case string = 2
      /// 0 or 1.
      case bool
      /// The number of a text: `#DIV/0!`.
      case error
      /// The bits of a serial number, by what its format shows of it and the epoch it counts from.
      case date1900
      /// A time of day since 1900.
      case timeOfDay1900
      /// An elapsed time since 1900.
      case elapsed1900
      /// A date since 1904.
      case date1904
      /// A time of day since 1904.
      case timeOfDay1904
      /// An elapsed time since 1904.
      case elapsed1904
    }

    @usableFromInline var place: UInt64
    @usableFromInline var payload: UInt64

    /// Bits below the row and the column, here and in the list of formulas.
    @inlinable static var formulaBits: UInt64 { 30 }
    static let formulaMask: UInt64 = 1 << formulaBits - 1
    @inlinable static var formatMask: UInt64 { 0xFFFF }
    @inlinable static var kindBits: UInt64 { 16 }
    @inlinable static var kindMask: UInt64 { 0xF << kindBits }
    @inlinable static var formulaFlag: UInt64 { 1 << 20 }
    @inlinable static var columnBits: UInt64 { 14 }

    /// A cell of a sheet; the payload as the kind says.
    ///
    /// `row` and `column` lie within the limits of a sheet, `format` within sixteen bits.
    @inline(__always)
    package init(row: UInt32, column: UInt16, format: Int, kind: Kind, payload: UInt64) {
      place =
        (UInt64(row) << Self.columnBits | UInt64(column)) << Self.formulaBits
        | UInt64(kind.rawValue) << Self.kindBits | UInt64(UInt16(clamping: format))
      self.payload = payload
    }

    init(_ cell: SheetCell, text: Int?) {
      let (row, column) = (cell.reference.row.rawValue, cell.reference.column.rawValue)
      precondition(Self.order(of: cell.reference) != nil, "no sheet has a cell \(row), \(column)")
      precondition(UInt16(exactly: cell.format) != nil, "no file has a format \(cell.format)")
      self.init(
        row: UInt32(clamping: row),
        column: UInt16(clamping: column),
        format: cell.format,
        kind: .empty,
        payload: 0
      )
      hasFormula = cell.formula != nil
      setValue(cell.value, text: text)
    }

    /// Where a reference stands in reading order; nil where no sheet has it.
    static func order(of reference: CellReference) -> UInt64? {
      let (row, column) = (reference.row.rawValue, reference.column.rawValue)
      guard row >= 0, row < RowIndex.limit, column >= 0, column < ColumnIndex.limit else {
        return nil
      }
      return UInt64(row) << columnBits | UInt64(column)
    }

    /// Grows in reading order.
    @inlinable
    var order: UInt64 { place >> Self.formulaBits }

    @inlinable
    var reference: CellReference {
      let order = order
      return CellReference(Int(order >> Self.columnBits), Int(order & (1 << Self.columnBits - 1)))
    }

    @inlinable
    var row: Int { Int(order >> Self.columnBits) }

    @inlinable
    var kind: Kind {
      Kind(rawValue: UInt8((place & Self.kindMask) >> Self.kindBits)) ?? .empty
    }

    /// Whether it is a number, and not a date: `kind == .number`, without a call.
    @inlinable
    package var isNumber: Bool { place & Self.kindMask == 1 << Self.kindBits }

    /// Whether it is a text: `kind == .string`, without a call.
    @inlinable
    package var isText: Bool { place & Self.kindMask == 2 << Self.kindBits }

    @inlinable
    package var format: Int { Int(place & Self.formatMask) }

    @inlinable
    package var hasFormula: Bool {
      get { place & Self.formulaFlag != 0 }
      set { place = newValue ? place | Self.formulaFlag : place & ~Self.formulaFlag }
    }

    @inlinable
    package var number: Double { Double(bitPattern: payload) }

    @inlinable
    package var textNumber: Int { Int(payload) }

    func value(_ texts: DistinctTexts) -> CellValue {
      switch kind {
      case .empty: .empty
      case .number: .number(number)
      case .string: .string(texts[textNumber])
      case .bool: .bool(payload != 0)
      case .error: .error(texts[textNumber])
      case .date1900: date(.from1900, .date)
      case .timeOfDay1900: date(.from1900, .timeOfDay)
      case .elapsed1900: date(.from1900, .elapsed)
      case .date1904: date(.from1904, .date)
      case .timeOfDay1904: date(.from1904, .timeOfDay)
      case .elapsed1904: date(.from1904, .elapsed)
      }
    }

    private func date(_ system: SerialDate.System, _ part: SerialDate.Part) -> CellValue {
      .date(SerialDate(serial: number, system: system, part: part))
    }

    mutating func setValue(_ value: CellValue, text: Int?) {
      let kind: Kind
      switch value {
      case .empty: (kind, payload) = (.empty, 0)
      case .number(let number): (kind, payload) = (.number, number.bitPattern)
      case .string: (kind, payload) = (.string, UInt64(text ?? 0))
      case .bool(let flag): (kind, payload) = (.bool, flag ? 1 : 0)
      case .error: (kind, payload) = (.error, UInt64(text ?? 0))
      case .date(let date): (kind, payload) = (Kind(date), date.serial.bitPattern)
      }
      place = place & ~Self.kindMask | UInt64(kind.rawValue) << Self.kindBits
    }
  }
}

extension SheetContent.Cells.Record.Kind {
  /// The kind of a date.
  package init(_ date: SerialDate) {
    self =
      switch (date.system, date.part) {
      case (.from1900, .date): .date1900
      case (.from1900, .timeOfDay): .timeOfDay1900
      case (.from1900, .elapsed): .elapsed1900
      case (.from1904, .date): .date1904
      case (.from1904, .timeOfDay): .timeOfDay1904
      case (.from1904, .elapsed): .elapsed1904
      }
  }
}
