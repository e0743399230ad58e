extension NumberFormatSection {
  /// Appends a magnitude under `# ?/?`, `??/??` or `# ?/16`.
  func append(fraction number: Double, to output: inout [UInt8]) {
    guard let parts = FractionParts(tokens: tokens) else { return }
    let start = output.count
    // Without a whole part a numerator of sixteen digits and more would say nothing.
    let value = parts.hasWholePart || number < 1e15 ? number : 1e15
    var whole = parts.hasWholePart ? value.wholePart : 0
    let rest = value - whole
    var (numerator, denominator) =
      parts.fixedDenominator.map {
        (($0 > 0 ? (rest * Double($0) + 0.5).wholePart : 0), $0)
      } ?? Self.convergent(to: rest, limit: parts.largestDenominator)
    if parts.hasWholePart && numerator >= Double(denominator) && denominator > 0 {
      whole += 1
      numerator = 0
    }
    let isBlank = parts.hasWholePart && numerator == 0 && !parts.numeratorHasZero
    // A whole zero that is not printed takes what separates it from the fraction along.
    let printsZero = isBlank || numerator == 0 && parts.lastWholePlace == .space
    let isSeparated = !parts.hasWholePart || whole > 0 || printsZero || parts.wholeHasZero
    let wholeDigits = DecimalDigits(whole)
    let numeratorDigits = DecimalDigits(numerator)
    var wholeLayout = IntegerLayout(
      remainingPlaces: tokens[..<parts.numerator.lowerBound].count { $0.isPlace }
    )
    var numeratorLayout = IntegerLayout(remainingPlaces: parts.numerator.count)
    for index in tokens.indices {
      let token = tokens[index]
      if parts.denominator.contains(index) {
        guard index == parts.denominator.lowerBound else { continue }
        append(denominator: denominator, parts: parts, isBlank: isBlank, to: &output)
        continue
      }
      let isInFraction = index >= parts.wholeEnd && index < parts.denominator.lowerBound
      let isSeparator = index >= parts.wholeEnd && index < parts.numerator.lowerBound
      switch token {
      case .literal(let literal):
        let characters = literal.count { $0 & 0xC0 != 0x80 }
        if isBlank && isInFraction {
          appendSpace(characters, parts.hasSpace, to: &output)
        } else if !isSeparated && isSeparator {
          appendSpace(characters, parts.hasSpaceBeforeSlash, to: &output)
        } else {
          output.append(contentsOf: literal)
        }
      case .digit(let digit): output.append(digit)
      case .percent: output.append(UInt8(ascii: "%"))
      case .slash where index == parts.slash:
        if isBlank {
          appendSpace(1, parts.hasSpace, to: &output)
        } else {
          output.append(UInt8(ascii: "/"))
        }
      case .slash: output.append(UInt8(ascii: "/"))
      case .place(let place) where parts.numerator.contains(index):
        if isBlank {
          appendSpace(1, parts.hasSpace, to: &output)
        } else {
          // The last place of a numerator prints its zero.
          let isLast = index == parts.numerator.upperBound - 1
          numeratorLayout.append(
            isLast ? .zero : place,
            of: numeratorDigits,
            count: numeratorDigits.integerCount,
            groups: false,
            to: &output
          )
        }
      case .place(let place) where index < parts.numerator.lowerBound:
        // Without a fraction a whole zero is printed even where # would drop it.
        let isLast = wholeLayout.remainingPlaces == 1
        wholeLayout.append(
          printsZero && isLast ? .zero : place,
          of: wholeDigits,
          count: wholeDigits.integerCount,
          groups: groupsThousands,
          to: &output
        )
      default: break
      }
    }
    numerals?.replaceDigits(in: &output, from: start)
  }

  /// What is not printed leaves its room where a `?` asks for columns that stand in line.
  private func appendSpace(_ count: Int, _ isKept: Bool, to output: inout [UInt8]) {
    if isKept { output.append(contentsOf: repeatElement(32, count: count)) }
  }

  private func append(
    denominator: UInt64,
    parts: FractionParts,
    isBlank: Bool,
    to output: inout [UInt8]
  ) {
    let width = parts.denominator.count
    if isBlank {
      appendSpace(width, parts.hasSpace, to: &output)
      return
    }
    let start = output.count
    GeneralNumber.appendInteger(UInt(denominator), minimumCount: 1, to: &output)
    let missing = width - (output.count - start)
    guard missing > 0, parts.fixedDenominator == nil else { return }
    // Denominators are padded behind, so that the slashes of a column stand below each other.
    switch tokens[parts.denominator.lowerBound] {
    case .place(.zero): output.insert(contentsOf: repeatElement(48, count: missing), at: start)
    case .place(.space): output.append(contentsOf: repeatElement(32, count: missing))
    default: break
    }
  }

  /// The last convergent of a value's continued fraction whose denominator is within a limit.
  ///
  /// Excel goes by convergents in binary arithmetic: 0.456 under `# ??/??` is 26/57, not the nearer
  /// 31/68, and 0.3 under `# ?/?` is 2/7 because its binary value lies just below.
  private static func convergent(to value: Double, limit: UInt64) -> (Double, UInt64) {
    let bound = Double(limit)
    var (previousTop, top) = (0.0, 1.0)
    var (previousBottom, bottom) = (1.0, 0.0)
    var rest = value
    for _ in 0..<40 {
      let whole = rest.wholePart
      let nextTop = whole * top + previousTop
      let nextBottom = whole * bottom + previousBottom
      if nextBottom > bound { break }
      (previousTop, top) = (top, nextTop)
      (previousBottom, bottom) = (bottom, nextBottom)
      let fraction = rest - whole
      if fraction < 5e-8 { break }
      rest = 1 / fraction
    }
    return (top, UInt64(bottom))
  }
}

/// Where the parts of a fraction stand among the tokens.
private struct FractionParts {
  var numerator: Range<Int>
  var slash: Int
  /// Behind the last place of the whole part.
  var wholeEnd: Int
  var denominator: Range<Int>
  var hasWholePart: Bool
  /// The last place of the whole part.
  var lastWholePlace: NumberFormatToken.Place?
  /// Whether the whole part prints a zero.
  var wholeHasZero: Bool
  /// Whether the numerator prints a zero.
  var numeratorHasZero: Bool
  /// Whether a place of the whole part or of the numerator leaves its room where it has no digit.
  var hasSpaceBeforeSlash: Bool
  /// Whether any place does.
  var hasSpace: Bool
  var fixedDenominator: UInt64?
  var largestDenominator: UInt64

  init?(tokens: [NumberFormatToken]) {
    guard
      let slash = tokens.indices.first(where: { index in
        tokens[index] == .slash && tokens[..<index].contains { $0.isPlace }
      }),
      let lastTop = tokens[..<slash].lastIndex(where: { $0.isPlace }),
      let firstBottom = tokens[slash...].firstIndex(where: { $0.isPlace || $0.isDigit })
    else { return nil }
    var firstTop = lastTop
    while firstTop > 0, tokens[firstTop - 1].isPlace { firstTop -= 1 }
    var end = firstBottom
    while end < tokens.count, tokens[end].isPlace || tokens[end].isDigit { end += 1 }
    numerator = firstTop..<(lastTop + 1)
    self.slash = slash
    denominator = firstBottom..<end
    let lastWhole = tokens[..<firstTop].lastIndex { $0.isPlace }
    hasWholePart = lastWhole != nil
    wholeEnd = lastWhole.map { $0 + 1 } ?? 0
    func has(_ place: NumberFormatToken.Place, _ range: Range<Int>) -> Bool {
      tokens[range].contains(.place(place))
    }
    if case .place(let place)? = lastWhole.map({ tokens[$0] }) { lastWholePlace = place }
    wholeHasZero = has(.zero, 0..<wholeEnd)
    numeratorHasZero = has(.zero, numerator)
    hasSpaceBeforeSlash = has(.space, 0..<numerator.upperBound)
    hasSpace = hasSpaceBeforeSlash || has(.space, denominator)
    let places = min(denominator.count, 7)
    largestDenominator = DecimalDigits.power(places) - 1
    guard tokens[denominator].contains(where: { $0.isDigit }) else { return }
    var fixed: UInt64 = 0
    for token in tokens[denominator].prefix(9) {
      if case .digit(let digit) = token {
        fixed = fixed * 10 + UInt64(digit) - 48
      } else {
        fixed *= 10
      }
    }
    fixedDenominator = fixed
  }
}

extension NumberFormatToken {
  fileprivate var isDigit: Bool {
    if case .digit = self { true } else { false }
  }
}
