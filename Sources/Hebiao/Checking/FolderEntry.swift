import Glibc

/// A workbook, a folder, or another spreadsheet inside a folder.
struct FolderEntry {
  /// What an entry is for a search.
  enum Kind: Equatable {
    case workbook
    case folder
    case passedOver(PassedOverFile.Reason)
  }

  /// The name, ending with a zero byte.
  let name: [CChar]
  let kind: Kind
  /// What tells the file apart from all others; of a broken link, the link's own.
  let identity: FileIdentity

  /// What a search meets in a folder, by name; nil with `errno` set if it cannot be read.
  ///
  /// Numbers within names are compared as numbers, as file managers do: 2.xlsx before 10.xlsx.
  static func list(_ folder: [CChar]) -> [FolderEntry]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    var entries: [FolderEntry] = []
    while let record = readdir(directory) {
      let start = UnsafeRawPointer(record).advanced(by: offset)
        .assumingMemoryBound(to: CChar.self)
      let name = Array(UnsafeBufferPointer(start: start, count: strlen(start) + 1))
      guard !isPassedOver(name) else { continue }
      if let entry = entry(name, in: dirfd(directory)) { entries.append(entry) }
    }
    return entries.sorted { NaturalOrder.precedes($0.name, $1.name) }
  }

  private static func entry(_ name: [CChar], in folder: Int32) -> FolderEntry? {
    let isWorkbook = hasExtension(name, of: extensions)
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    func entry(_ kind: Kind) -> FolderEntry {
      FolderEntry(name: name, kind: kind, identity: FileIdentity(status))
    }
    if status.st_mode & S_IFMT == S_IFLNK {
      guard fstatat(folder, name, &status, 0) == 0 else {
        return isWorkbook ? entry(.passedOver(.brokenLink)) : nil
      }
      if status.st_mode & S_IFMT == S_IFDIR { return nil }
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return entry(.folder)
    case S_IFREG:
      if isWorkbook { return entry(isBackup(name) ? .passedOver(.backup) : .workbook) }
      return hasExtension(name, of: otherExtensions) ? entry(.passedOver(.format)) : nil
    default: return isWorkbook ? entry(.passedOver(.notRegular)) : nil
    }
  }

  /// Whether a workbook's name is one that `BackupFile` gives: `.bak` before its extension, or `.bak2`.
  private static func isBackup(_ name: [CChar]) -> Bool {
    guard let dot = name.lastIndex(of: 0x2E),
      let mark = name[..<dot].lastIndex(of: 0x2E)
    else { return false }
    let word = name[(mark + 1)..<dot]
    return word.starts(with: [0x62, 0x61, 0x6B]) && word.dropFirst(3).allSatisfy { 48...57 ~= $0 }
  }

  /// Whether a name is hidden, or that of the lock file beside an open workbook.
  private static func isPassedOver(_ name: [CChar]) -> Bool {
    name.first == 0x2E || name.starts(with: [0x7E, 0x24])
  }

  private static func hasExtension(_ name: [CChar], of extensions: [[UInt8]]) -> Bool {
    guard let dot = name.lastIndex(of: 0x2E) else { return false }
    let tail = name[dot...].dropLast().map { UInt8(bitPattern: $0) | 0x20 }
    return extensions.contains(tail)
  }

  private static let extensions = [".xlsx", ".xlsm", ".xltx", ".xltm"].map { Array($0.utf8) }

  private static let otherExtensions = [
    ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods", ".ots", ".fods", ".uos", ".numbers",
  ].map { Array($0.utf8) }
}

/// The order of file names in which numbers count as numbers.
enum NaturalOrder {
  /// Whether a name stands before another; both end with a zero byte.
  ///
  /// Names that differ only in leading zeros are ordered by their bytes, so that the order is total.
  static func precedes(_ left: [CChar], _ right: [CChar]) -> Bool {
    let left = left.map { UInt8(bitPattern: $0) }
    let right = right.map { UInt8(bitPattern: $0) }
    var (first, second) = (left[...], right[...])
    while let one = first.first, let other = second.first {
      if isDigit(one), isDigit(other) {
        let number = takeNumber(&first)
        let otherNumber = takeNumber(&second)
        if number.count != otherNumber.count { return number.count < otherNumber.count }
        if number != otherNumber { return number.lexicographicallyPrecedes(otherNumber) }
      } else {
        if one != other { return one < other }
        first = first.dropFirst()
        second = second.dropFirst()
      }
    }
    if first.isEmpty != second.isEmpty { return first.isEmpty }
    return left.lexicographicallyPrecedes(right)
  }

  /// The digits at the beginning, without leading zeros, which are taken away.
  private static func takeNumber(_ text: inout ArraySlice<UInt8>) -> [UInt8] {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return Array(digits.drop { $0 == 0x30 })
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
