import Glibc

/// The error output.
enum StandardError {
  /// Writes a text at once; a failure has nowhere to be told.
  static func write(_ text: String) {
    _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// The standard output, for short texts; reports go through `ReportOutput`.
enum StandardOutput {
  static func write(_ text: String) {
    _ = writeAll(Array(text.utf8), to: STDOUT_FILENO)
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether colours are wanted: on a terminal that knows them, unless the user asks for none.
  ///
  /// Source: no-color.org.
  static var wantsColors: Bool {
    guard isTerminal else { return false }
    if let none = getenv("NO_COLOR"), none.pointee != 0 { return false }
    guard let terminal = getenv("TERM") else { return false }
    return String(cString: terminal) != "dumb"
  }

  /// Columns of the terminal, or nil where there is none.
  static var terminalWidth: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return nil }
    return Int(size.ws_col)
  }
}

/// Writes all bytes, whatever interrupts; the system's error number if that fails, else 0.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
}

/// Writes bytes to a descriptor, all of them; an error number where that fails.
func writeAll(_ buffer: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
  var done = 0
  while done < buffer.count {
    let count = Glibc.write(
      descriptor,
      buffer.baseAddress?.advanced(by: done),
      buffer.count - done
    )
    if count > 0 {
      done += count
    } else if count < 0, errno == EINTR {
      continue
    } else if count < 0, errno == EAGAIN {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&waiting, 1, -1)
    } else {
      return errno
    }
  }
  return 0
}
