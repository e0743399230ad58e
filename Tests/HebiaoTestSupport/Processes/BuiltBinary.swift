public import Foundation
import Glibc

/// The program as it was built beside the tests, run as a user runs it.
public struct BuiltBinary: Sendable {
  /// How a run ended and what it wrote.
  public struct Outcome: Sendable {
    /// The status; a signal's number with a minus where one ended the run.
    public let status: Int32
    /// What went to the standard output.
    public let output: String
    /// What went to the error output.
    public let errors: String
  }

  /// The program is not where the tests were built.
  public struct NotBuilt: Error {
    /// The place that was looked at.
    public let path: String
  }

  private let path: String

  /// The program `hebiao` beside the running tests.
  public init() throws {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let path = tests.deletingLastPathComponent().appendingPathComponent("hebiao").path
    guard FileManager.default.isExecutableFile(atPath: path) else { throw NotBuilt(path: path) }
    self.path = path
  }

  /// Runs the program in a folder, with nothing in its environment but what is given.
  ///
  /// A run that takes longer than 30 seconds is ended, and its status is that of the signal.
  public func run(
    _ arguments: [String],
    in folder: URL,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(path, arguments, in: folder, environment: environment)
  }

  /// Runs a shell script in which `$hebiao` is the program.
  public func runShell(
    _ script: String,
    in folder: URL,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    var environment = environment
    environment["hebiao"] = path
    return try run("/bin/bash", ["-c", script], in: folder, environment: environment)
  }

  private func run(
    _ program: String,
    _ arguments: [String],
    in folder: URL,
    environment: [String: String]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given }
    // Files rather than pipes: nobody has to empty them while the program runs.
    let captured = try FreshFolder()
    let output = try captured.file("output", "")
    let errors = try captured.file("errors", "")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let identifier = process.processIdentifier
    let watch = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 30, execute: watch)
    process.waitUntilExit()
    watch.cancel()
    let status = process.terminationStatus
    return Outcome(
      status: process.terminationReason == .exit ? status : -status,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8)
    )
  }
}

/// A folder of its own for one test, taken away afterwards.
public final class FreshFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes the folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("hebiao-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file, its folders too, and says where it is.
  @discardableResult
  public func file(_ name: String, _ content: String) throws -> URL {
    try file(name, bytes: Array(content.utf8))
  }

  /// Writes a file, its folders too, and says where it is.
  @discardableResult
  public func file(_ name: String, bytes: [UInt8]) throws -> URL {
    let place = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: place)
    return place
  }

  /// The names in the folder, sorted, hidden ones too.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  }
}
