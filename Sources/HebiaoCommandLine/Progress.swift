import Glibc
import HebiaoCore

/// A line on the terminal that says how far a run is, once it takes longer than a second.
struct Progress {
  private let fileCount: Int
  private let language: Language
  private let isWanted: Bool
  private let start = Self.now()
  private var lastShown = 0.0
  private var isShown = false

  /// Units: seconds.
  private static let patience = 1.0
  private static let interval = 0.1

  init(fileCount: Int, language: Language) {
    self.fileCount = fileCount
    self.language = language
    isWanted = StandardError.isTerminal && fileCount > 1
  }

  /// Shows or renews the line, where it is time to.
  mutating func show(checked: Int) {
    guard isWanted, checked < fileCount else { return }
    let now = Self.now()
    guard now - start >= Self.patience, now - lastShown >= Self.interval else { return }
    lastShown = now
    isShown = true
    let line = LocalizedText(
      zh: "已核对 \(checked) / \(fileCount) 个文件…",
      en: "\(checked) of \(fileCount) files checked…"
    )
    StandardError.write("\r\(line[language])\u{1B}[K")
  }

  /// Takes the line away, before something else is written to the terminal.
  mutating func hide() {
    guard isShown else { return }
    isShown = false
    StandardError.write("\r\u{1B}[K")
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
