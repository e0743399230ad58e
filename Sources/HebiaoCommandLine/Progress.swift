import Glibc
import HebiaoCore

/// A line on the terminal that says how far a run is, once it takes longer than a second.
struct Progress {
  private let fileCount: Int
  private let language: Language
  private let start = Self.now()
  private var isShown = false

  /// Units: seconds.
  private static let patience = 1.0

  init(fileCount: Int, language: Language) {
    self.fileCount = fileCount
    self.language = language
  }

  /// Shows or renews the line, where the run has taken long enough.
  mutating func show(checked: Int, current: String?) {
    let seconds = Self.now() - start
    guard seconds >= Self.patience, checked < fileCount else { return }
    isShown = true
    let name = current.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? ""
    let line =
      fileCount > 1
      ? LocalizedText(
        zh: "已核对 \(checked) / \(fileCount) 个文件: \(name)",
        en: "\(checked) of \(fileCount) files checked: \(name)"
      )
      : LocalizedText(
        zh: "正在核对 \(name) (\(Int(seconds)) 秒)",
        en: "checking \(name) (\(Int(seconds)) s)"
      )
    StandardError.write("\r\(Trouble.onOneLine(line[language]))\u{1B}[K")
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
