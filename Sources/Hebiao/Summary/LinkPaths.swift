import Glibc

/// How a summary names the files that it links to: from its own folder, so that both can be moved
/// together.
struct LinkPaths {
  private let folder: [Substring]?

  /// Paths as seen from the folder of a file that is about to be written.
  init(output: String) {
    let slash = output.lastIndex(of: "/")
    let folder = slash.map { String(output[...$0]) } ?? "."
    self.folder = Self.resolved(folder)?.split(separator: "/")
  }

  /// The path of a file from there; as it is where it cannot be resolved.
  func path(to file: String) -> String {
    guard let folder, let own = Self.resolved(file)?.split(separator: "/") else { return file }
    let common = zip(folder, own).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: folder.count - common)
    return (steps + own.dropFirst(common).map(String.init)).joined(separator: "/")
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
