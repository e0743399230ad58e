import Glibc
import HebiaoCore

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
  /// Writes a text at once; a reader that has seen enough is no trouble.
  ///
  /// - Throws: `Trouble` where the disk behind the output is full or gone, or there is no output.
  static func write(_ text: String) throws(Trouble) {
    let code = writeAll(Array(text.utf8), to: STDOUT_FILENO)
    if code != 0, code != EPIPE { throw Trouble(nil, .unwritable(code: code)) }
  }

  /// Says what there is to say of a file that has been written.
  ///
  /// Where that cannot be said a line on the error output tells that the file is there nevertheless; the
  /// status stays that of the file.
  static func tell(_ text: String, of file: String, in language: Language) {
    do throws(Trouble) {
      try write(text)
    } catch {
      let trouble = LocalizedText(
        zh: "这个文件已写好, 但标准输出上的说明没有写完: \(error.text.chinese)",
        en: "this file is written, what is said of it is not: \(error.text.english)"
      )
      Trouble(file, trouble).tell(in: language)
    }
  }

  /// Takes the places of standard streams that were closed before the start, so that no file that is
  /// opened comes to stand in for one.
  ///
  /// What is opened there refuses to be used: writing fails as it does where there is nothing.
  static func holdPlaces() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
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
