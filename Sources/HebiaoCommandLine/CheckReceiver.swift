import Glibc
import Hebiao
import HebiaoCore
import Synchronization

/// Writes the report of a run, tells of unreadable files, and shows how far the run is.
final class CheckReceiver: CheckRunReceiver {
  private struct State {
    let output: ReportOutput
    var checked = 0
    var progress: Progress
  }

  private let state: Mutex<State>
  private let language: Language
  private let isImmediate: Bool

  /// A receiver; `isImmediate` where the output is a terminal, on which each file shows at once.
  init(
    output: sending ReportOutput,
    fileCount: Int,
    language: Language,
    isImmediate: Bool
  ) {
    let progress = Progress(fileCount: fileCount, language: language)
    state = Mutex(State(output: output, progress: progress))
    self.language = language
    self.isImmediate = isImmediate
  }

  func receive(_ bytes: [UInt8]) -> Bool {
    state.withLock { state in
      guard isImmediate else { return state.output.write(bytes.span) }
      state.progress.hide()
      return state.output.write(bytes.span) && state.output.flush()
    }
  }

  func willCheck(_ path: String) {}

  func didCheck(_ path: String, error: LocalizedText?) {
    state.withLock { state in
      state.checked += 1
      if let error {
        state.progress.hide()
        Trouble(path, error).tell(in: language)
      }
      state.progress.show(checked: state.checked)
    }
  }

  /// Completes the output.
  ///
  /// - Throws: `ClosedPipe` or `Trouble`, where a write failed.
  func finish() throws {
    try state.withLock { state in
      state.progress.hide()
      try state.output.finish()
    }
  }
}
