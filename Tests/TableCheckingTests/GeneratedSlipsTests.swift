import Foundation
import HebiaoCore
import HebiaoTestSupport
import TableBinding
import TableChecking
import TableSchemas
import Testing

/// Typing slips in random packages: the cell and the value are named, and no repair breaks a rule.
struct GeneratedSlipsTests {
  private static let environment = ProcessInfo.processInfo.environment
  static let count = environment["PACKAGES"].flatMap { Int($0) } ?? 80
  static let seed = environment["SEED"].flatMap { UInt64($0) } ?? 11

  @Test func `one slip is located, with the value that was meant`() throws {
    let measured = try SlipMeasurement(seed: Self.seed, packages: Self.count, slips: 1)
    if Self.environment["PACKAGES"] != nil { print(measured) }
    #expect(measured.decidable > Self.count / 2)
    #expect(measured.first * 1_000 >= measured.decidable * 970, "\(measured)")
    #expect(measured.amongThree * 1_000 >= measured.decidable * 995, "\(measured)")
    #expect(measured.brokenRepairs.isEmpty, "\(measured)")
    #expect(measured.sureAndRight * 10 >= measured.sure * 9, "\(measured)")
  }

  @Test func `of two slips both are located first`() throws {
    let measured = try SlipMeasurement(seed: Self.seed, packages: Self.count, slips: 2)
    if Self.environment["PACKAGES"] != nil { print(measured) }
    #expect(measured.decidable > Self.count / 2)
    #expect(measured.bothApart * 10 >= measured.apart * 9, "\(measured)")
    #expect(measured.brokenRepairs.isEmpty, "\(measured)")
    #expect(measured.sureAndRight * 10 >= measured.sure * 9, "\(measured)")
  }
}
