import Glibc
import Hebiao
import HebiaoCore
import Synchronization

/// Writes the report of a run, tells of unreadable files, and shows how far the run is.
final class CheckReceiver: CheckRunReceiver {
  private struct State {
    let output: ReportOutput
    var checked = 0
    var current: String?
    var isFinished = false
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

  func willCheck(_ path: String) {
    state.withLock { $0.current = path }
  }

  func didCheck(_ path: String, error: LocalizedText?) {
    state.withLock { state in
      state.checked += 1
      if let error {
        state.progress.hide()
        Trouble(path, error).tell(in: language)
      }
    }
  }

  /// Shows from time to time how far the run is, until it is finished.
  func showProgress() {
    // The thread is not waited for at the end, or a short run would wait for its next look.
    _ = WorkThread {
      while self.state.withLock({ !$0.isFinished }) {
        usleep(150_000)
        self.state.withLock { state in
          guard !state.isFinished else { return }
          state.progress.show(checked: state.checked, current: state.current)
        }
      }
    }
  }

  /// Completes the output.
  ///
  /// - Throws: `ClosedPipe` or `Trouble`, where a write failed.
  func finish() throws {
    try state.withLock { state in
      state.isFinished = true
      state.progress.hide()
      try state.output.finish()
    }
  }
}
