import HebiaoCore

extension NumberFormatSection {
  /// Settles what only the whole section tells: its kind, months against minutes, commas.
  mutating func resolve() {
    if let systemFormat { tokens = systemFormat.tokens }
    kind = kindOfTokens()
    switch kind {
    case .date:
      resolveMonthsAndMinutes()
      describeDate()
      makeLiteral()
    case .number, .scientific, .fraction:
      resolveCommas()
      countPlaces()
    case .general, .text, .literal:
      makeLiteral()
    }
  }

  private func kindOfTokens() -> Kind {
    var hasPlace = false
    var hasPlaceBeforeSlash = false
    var isFraction = false
    var kind = Kind.literal
    for token in tokens {
      switch token {
      case .date: return .date
      case .general: kind = .general
      case .exponent: if kind != .general { kind = .scientific }
      case .text: if kind == .literal { kind = .text }
      case .place:
        hasPlace = true
        if hasPlaceBeforeSlash { isFraction = true }
      case .digit: if hasPlaceBeforeSlash { isFraction = true }
      case .slash: hasPlaceBeforeSlash = hasPlace
      case .literal, .decimalPoint, .comma, .percent: break
      }
    }
    if kind == .general || kind == .scientific { return kind }
    return isFraction ? .fraction : hasPlace ? .number : kind
  }

  /// An m is minutes right after hours or right before seconds; names of months never are.
  private mutating func resolveMonthsAndMinutes() {
    var followsHours = false
    var pending: Int?
    for index in tokens.indices {
      guard case .date(let field) = tokens[index] else { continue }
      switch field {
      case .month(let count) where count <= 2:
        if followsHours { tokens[index] = .date(.minute(count)) }
        pending = followsHours ? nil : index
        followsHours = false
      case .second, .elapsedSeconds:
        if let earlier = pending, case .date(.month(let count)) = tokens[earlier] {
          tokens[earlier] = .date(.minute(count))
        }
        pending = nil
        followsHours = false
      case .hour, .elapsedHours:
        followsHours = true
        pending = nil
      case .meridiem, .secondFraction: break
      default:
        followsHours = false
        pending = nil
      }
    }
  }

  private mutating func describeDate() {
    var showsCalendar = false
    var showsElapsed = false
    for token in tokens {
      guard case .date(let field) = token else { continue }
      switch field {
      case .hour, .minute, .second: showsTime = true
      case .meridiem:
        showsTime = true
        hasMeridiem = true
      case .secondFraction(let digits): secondDecimals = max(secondDecimals, digits)
      case .elapsedHours, .elapsedMinutes, .elapsedSeconds:
        showsElapsed = true
        showsTime = true
      default: showsCalendar = true
      }
    }
    let fields = tokens.count { if case .date = $0 { true } else { false } }
    showsElapsedAlone = showsElapsed && fields == 1
    datePart = showsCalendar ? .date : showsElapsed ? .elapsed : .timeOfDay
  }

  private mutating func resolveCommas() {
    var kept: [NumberFormatToken] = []
    var pending = 0
    var afterPoint = false
    for token in tokens {
      if token == .comma {
        if pending > 0 {
          pending += 1
        } else if case .place? = kept.last {
          pending = 1
        } else {
          kept.append(.literal([UInt8(ascii: ",")]))
        }
        continue
      }
      if pending > 0 {
        if case .place = token {
          if !afterPoint { groupsThousands = true }
        } else {
          scaledThousands = min(scaledThousands + pending, 100)
        }
        pending = 0
      }
      if token == .decimalPoint { afterPoint = true }
      kept.append(token)
    }
    scaledThousands = min(scaledThousands + pending, 100)
    tokens = kept
  }

  private mutating func countPlaces() {
    var afterPoint = false
    for index in tokens.indices {
      switch tokens[index] {
      case .place:
        if afterPoint { decimalPlaces += 1 } else { integerPlaces += 1 }
      case .decimalPoint:
        if afterPoint { tokens[index] = .literal([UInt8(ascii: ".")]) }
        afterPoint = true
      case .percent: percents += 1
      case .exponent: return
      default: break
      }
    }
  }

  /// Turns marks that mean nothing here into the characters they are.
  private mutating func makeLiteral() {
    for index in tokens.indices {
      switch tokens[index] {
      case .place(let place): tokens[index] = .literal([place.character])
      case .digit(let digit): tokens[index] = .literal([digit])
      case .decimalPoint: tokens[index] = .literal([UInt8(ascii: ".")])
      case .comma: tokens[index] = .literal([UInt8(ascii: ",")])
      case .percent: tokens[index] = .literal([UInt8(ascii: "%")])
      case .slash: tokens[index] = .literal([UInt8(ascii: "/")])
      case .literal, .exponent, .general, .text, .date: break
      }
    }
  }
}

/// A format that the reader's system settings decide, taken as those of mainland China.
enum SystemNumberFormat: Sendable, Hashable {
  case longDate
  case longTime

  var tokens: [NumberFormatToken] {
    switch self {
    case .longDate:
      [
        .date(.year(4)), .literal(Array("年".utf8)), .date(.month(1)),
        .literal(Array("月".utf8)), .date(.day(1)), .literal(Array("日".utf8)),
      ]
    case .longTime:
      [
        .date(.hour(1)), .literal([UInt8(ascii: ":")]), .date(.minute(2)),
        .literal([UInt8(ascii: ":")]), .date(.second(2)),
      ]
    }
  }
}

extension NumberFormatToken.Place {
  /// The character that stands for the place in a format code.
  var character: UInt8 {
    switch self {
    case .zero: UInt8(ascii: "0")
    case .optional: UInt8(ascii: "#")
    case .space: UInt8(ascii: "?")
    }
  }
}
