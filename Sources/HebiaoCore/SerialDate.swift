/// A date, a time of day or an elapsed time as Excel stores it: days since an epoch.
///
/// Units: `serial` counts days in the workbook's own date system; the fraction is the time of day.
/// Source: ECMA-376 part 1, 18.17.4 (dates and times).
public struct SerialDate: Hashable, Sendable {
  /// The epoch that serial numbers count from.
  public enum System: Hashable, Sendable {
    /// Serial 1 is 1 January 1900; serial 60 is 29 February 1900, a day that never was.
    case from1900
    /// Serial 0 is 1 January 1904.
    case from1904
  }

  /// What the number format shows of the serial number.
  public enum Part: Hashable, Sendable {
    /// A calendar date, with the time of day if the serial has one.
    case date
    /// A time of day alone.
    case timeOfDay
    /// An elapsed time, which may exceed a day: `[h]:mm`.
    case elapsed
  }

  /// Days since the epoch.
  public var serial: Double
  /// The epoch.
  public var system: System
  /// What is shown of it.
  public var part: Part

  /// A serial number read under a date format.
  public init(serial: Double, system: System = .from1900, part: Part = .date) {
    self.serial = serial
    self.system = system
    self.part = part
  }
}
