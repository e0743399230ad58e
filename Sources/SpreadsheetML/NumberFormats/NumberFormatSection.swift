import HebiaoCore

/// One of the up to four parts of a format code that semicolons separate.
struct NumberFormatSection: Sendable, Hashable {
  /// What the section prints.
  enum Kind: Sendable, Hashable {
    case general
    case number
    case fraction
    case scientific
    case date
    case text
    /// Fixed text without any part of the value.
    case literal
  }

  var kind = Kind.literal
  var tokens: [NumberFormatToken] = []
  var condition: NumberFormatCondition?
  /// `[DBNum1]` to `[DBNum3]`.
  var numerals: ChineseNumerals?
  var language = NumberFormatLanguage.unspecified

  /// Whether a comma between digits asks for groups of three.
  var groupsThousands = false
  /// Commas after the last digit, each of which divides by a thousand.
  var scaledThousands = 0
  var percents = 0
  /// Placeholders before the decimal point.
  var integerPlaces = 0
  /// Placeholders after the decimal point.
  var decimalPlaces = 0
  /// Digits of a second's fraction that are printed.
  var secondDecimals = 0
  var hasMeridiem = false
  /// What a date section shows.
  var datePart = SerialDate.Part.date
  var showsTime = false
  /// Whether an elapsed time is all there is, which Excel shows below zero as well.
  var showsElapsedAlone = false
  /// The places of a format that has nothing but places.
  var plainPlaces: PlainPlaces?
  /// Set by `[$-F800]` and `[$-F400]`.
  var systemFormat: SystemNumberFormat?
}

/// A condition such as `[>=100]`.
struct NumberFormatCondition: Sendable, Hashable {
  enum Comparison: Sendable, Hashable {
    case less
    case lessOrEqual
    case equal
    case notEqual
    case greaterOrEqual
    case greater
  }

  var comparison: Comparison
  var limit: Double

  /// Whether a value belongs to the section.
  func holds(for value: Double) -> Bool {
    switch comparison {
    case .less: value < limit
    case .lessOrEqual: value <= limit
    case .equal: value == limit
    case .notEqual: value != limit
    case .greaterOrEqual: value >= limit
    case .greater: value > limit
    }
  }
}

/// The language that a bracket such as `[$-804]` chooses for names of months and days.
enum NumberFormatLanguage: Sendable, Hashable {
  case unspecified
  case simplifiedChinese
  case traditionalChinese
  case japanese
  case other

  var isChinese: Bool { self == .simplifiedChinese || self == .traditionalChinese }
}

/// A unit of a format code.
enum NumberFormatToken: Sendable, Hashable {
  /// A place for a digit.
  enum Place: Sendable, Hashable {
    /// `0`: a missing digit prints as zero.
    case zero
    /// `#`: a missing digit prints as nothing.
    case optional
    /// `?`: a missing digit prints as a space.
    case space
  }

  /// Text printed as it is, in UTF-8.
  case literal([UInt8])
  case place(Place)
  /// A digit from 1 to 9 that stands in the code, as in `# ?/16`.
  case digit(UInt8)
  case decimalPoint
  case comma
  case percent
  case slash
  /// `E+` or `e-`, the letter as it is written.
  case exponent(letter: UInt8, showsPlus: Bool)
  case general
  case text
  case date(DateField)

  /// A part of a date or a time; the number is how often the letter is repeated.
  enum DateField: Sendable, Hashable {
    case year(Int)
    case eraYear(Int)
    case buddhistYear(Int)
    case era(Int)
    case month(Int)
    case day(Int)
    case chineseWeekday(Int)
    case hour(Int)
    case minute(Int)
    case second(Int)
    case secondFraction(Int)
    case meridiem(Meridiem)
    case elapsedHours(Int)
    case elapsedMinutes(Int)
    case elapsedSeconds(Int)
  }

  /// How the halves of the day are named.
  enum Meridiem: Sendable, Hashable {
    case full
    /// The letters of the code, of either case.
    case letters(morning: UInt8, afternoon: UInt8)
    case chinese
  }
}
