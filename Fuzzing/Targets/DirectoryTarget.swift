import HebiaoCore
import OpenPackaging

/// Limits under which a run is quick, so that many are tried.
private let limits = PackageLimits(
  total: 4 << 20,
  largePart: 1 << 20,
  smallPart: 1 << 20,
  entries: 200
)

/// Opens the bytes as an archive and reads all that its directory lists.
///
/// Entries must stand inside the file, before the directory, and apart from one another.
func readEveryPart(of bytes: [UInt8]) {
  guard var package = try? Package(bytes: bytes, limits: limits) else { return }
  let directory = package.directory
  precondition(directory.range.upperBound <= bytes.count)
  var end = 0
  for entry in directory.entries.sorted(by: { $0.stored.lowerBound < $1.stored.lowerBound }) {
    precondition(entry.stored.lowerBound >= end)
    precondition(entry.stored.contains(entry.data.lowerBound) || entry.data.isEmpty)
    end = entry.stored.upperBound
    precondition(end <= directory.range.lowerBound)
  }
  for entry in directory.entries {
    do {
      let stream = try package.wholeStream(entry)
      precondition(stream.isAtEnd)
    } catch {
      precondition(!error.text.english.isEmpty)
    }
  }
  _ = try? package.mainPart()
}
