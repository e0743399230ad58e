import HebiaoCore
import TableBinding
import TableSchemas

/// How a workbook follows an earlier one in time.
struct Succession {
  /// What can be compared.
  enum Kind: Hashable {
    /// It covers more months: cumulative figures go on.
    case later(months: Int)
    /// It covers the same period: one is a correction of the other.
    case same
    /// It covers less: the files may have been swapped.
    case earlier
    /// Its figures are counted from another day.
    case otherStart
    /// One of them does not say what it covers.
    case unknown
  }

  /// What the workbook covers.
  var period: StatedPeriod?
  /// What the earlier one covers.
  var earlierPeriod: StatedPeriod?
  /// The agreement of each.
  var agreement: StatedPeriod?
  var earlierAgreement: StatedPeriod?
  var kind: Kind

  init(of sheets: [BoundSheet], to earlier: [BoundSheet]) {
    period = StatedPeriods.agreed(.report, in: sheets)
    earlierPeriod = StatedPeriods.agreed(.report, in: earlier)
    agreement = StatedPeriods.agreed(.agreement, in: sheets)
    earlierAgreement = StatedPeriods.agreed(.agreement, in: earlier)
    kind = .unknown
    if let now = agreement?.dates, let before = earlierAgreement?.dates, now.start != before.start {
      kind = .otherStart
    } else if let now = period?.dates, let before = earlierPeriod?.dates {
      kind = Self.kind(now, after: before)
    }
  }

  private static func kind(_ now: DatePeriod, after before: DatePeriod) -> Kind {
    guard now.start == before.start else { return .otherStart }
    guard let end = now.end, let earlierEnd = before.end, let last = end.yearMonth.ordinal,
      let earlierLast = earlierEnd.yearMonth.ordinal
    else { return .unknown }
    if end == earlierEnd { return .same }
    return end < earlierEnd ? .earlier : .later(months: last - earlierLast)
  }

  /// Whether figures can be compared at all.
  var isComparable: Bool { kind != .earlier && kind != .otherStart }
}
