public import HebiaoCore
import Synchronization
import TableBinding
import TableChecking
import WorkbookFiles

/// The workbooks of earlier months: one, or a folder in which each file finds its predecessor.
public struct EarlierWorkbooks: Sendable {
  /// A file that could not be read, and why.
  public struct Unreadable: Sendable, Hashable {
    /// The path as the user named it.
    public var path: String
    /// Why it could not be read.
    public var reason: LocalizedText
  }

  /// What was found for a file under check.
  enum Predecessor {
    case found(EarlierWorkbook)
    /// There is none, or it cannot be read.
    case none(LocalizedText)
  }

  private enum Source {
    case one(EarlierWorkbook)
    case folder([Entry])
  }

  /// A workbook of a folder, and what it is matched by.
  private struct Entry: Sendable {
    var file: FoundWorkbook
    var identity: WorkbookIdentity
  }

  private let source: Source
  /// The files that could not be read, in their order.
  public let unreadable: [Unreadable]

  /// Reads a workbook, or looks through a folder of them.
  ///
  /// - Throws: `EarlierWorkbookError` where the one workbook cannot be read or recognised, or a
  ///   folder has none that can.
  public static func read(
    _ path: String,
    with checker: WorkbookChecker,
    jobs: Int = 1
  ) throws(EarlierWorkbookError) -> EarlierWorkbooks {
    let files = FoundWorkbook.find([path])
    if files.count == 1, let file = files.first, file.path == path {
      if let problem = file.problem { throw EarlierWorkbookError(text: problem) }
      return EarlierWorkbooks(source: .one(try workbook(file, checker)), unreadable: [])
    }
    let results = Mutex([Result<Entry, EarlierWorkbookError>]())
    OrderedWork.run(count: files.count, jobs: jobs) { index in
      entry(files[index], checker)
    } handOver: { _, entry in
      results.withLock { $0.append(entry) }
      return true
    }
    var entries: [Entry] = []
    var unreadable: [Unreadable] = []
    for (file, result) in zip(files, results.withLock { $0 }) {
      switch result {
      case .success(let entry): entries.append(entry)
      case .failure(let error): unreadable.append(Unreadable(path: file.path, reason: error.text))
      }
    }
    if entries.isEmpty, let first = unreadable.first {
      throw EarlierWorkbookError(text: first.reason)
    }
    return EarlierWorkbooks(source: .folder(entries), unreadable: unreadable)
  }

  /// The workbook that a file under check follows.
  func predecessor(
    of identity: WorkbookIdentity,
    checker: WorkbookChecker
  ) -> Predecessor {
    switch source {
    case .one(let workbook): return .found(workbook)
    case .folder(let entries):
      guard let entry = Self.predecessor(of: identity, among: entries) else {
        return .none(identity.isDatedStation ? .noPredecessor : .noIdentity)
      }
      do {
        return .found(try Self.workbook(entry.file, checker))
      } catch {
        return .none(error.text)
      }
    }
  }

  /// Of the same station's files the last that ends earlier; in a folder that is checked against
  /// itself, first a file of the same period that stands before.
  private static func predecessor(
    of identity: WorkbookIdentity,
    among entries: [Entry]
  ) -> Entry? {
    guard let end = identity.end else { return nil }
    let own = entries.filter { $0.identity.isOfSameStation(as: identity) }
    let others = own.filter { !$0.identity.isSameFile(as: identity) }
    let position = own.firstIndex { $0.identity.isSameFile(as: identity) }
    let samePeriod = own.enumerated().filter { index, entry in
      entry.identity.end == end && !entry.identity.isSameFile(as: identity)
        && position.map { index < $0 } ?? true
    }.map(\.element)
    if position != nil, let before = samePeriod.last { return before }
    let earlier = others.filter { entry in entry.identity.end.map { $0 < end } ?? false }
    return earlier.max { left, right in
      guard let first = left.identity.end, let second = right.identity.end else { return false }
      return first < second
    } ?? samePeriod.last
  }

  private static func entry(
    _ file: FoundWorkbook,
    _ checker: WorkbookChecker
  ) -> Result<Entry, EarlierWorkbookError> {
    if let problem = file.problem { return .failure(EarlierWorkbookError(text: problem)) }
    return file.withReadablePath { path in
      do throws(WorkbookError) {
        let content = try checker.read(path: path)
        let digest = SHA256.hexadecimalDigest(ofFile: path)
        return .success(
          Entry(file: file, identity: content.identity(name: file.path, digest: digest))
        )
      } catch {
        return .failure(EarlierWorkbookError(text: error.text))
      }
    }
  }

  private static func workbook(
    _ file: FoundWorkbook,
    _ checker: WorkbookChecker
  ) throws(EarlierWorkbookError) -> EarlierWorkbook {
    let result: Result<EarlierWorkbook, EarlierWorkbookError> = file.withReadablePath { path in
      do throws(WorkbookError) {
        let content = try checker.read(path: path)
        guard content.bound.contains(where: { !$0.tables.isEmpty }) else {
          return .failure(EarlierWorkbookError(text: .unrecognised))
        }
        return .success(EarlierWorkbook(path: file.path, sheets: content.bound))
      } catch {
        return .failure(EarlierWorkbookError(text: error.text))
      }
    }
    return try result.get()
  }
}

/// The earlier workbook could not be read.
public struct EarlierWorkbookError: DescribedError {
  /// Why, and what to do.
  public var text: LocalizedText
}

extension LocalizedText {
  fileprivate static let unrecognised = LocalizedText(
    zh: "上期文件里没有认出可以比较的表格, 请确认文件",
    en: "no table that any schema recognises, so nothing can be compared; is this the right file?"
  )

  fileprivate static let noPredecessor = LocalizedText(
    zh: "上期文件夹里没有同一社工站更早一期的文件, 没有与上期比较",
    en: "the folder has no earlier file of the same station; nothing was compared"
  )

  fileprivate static let noIdentity = LocalizedText(
    zh: "没有写明统计起止日期, 无法在文件夹里找到上期文件, 没有与上期比较",
    en: "the file does not state what it covers, so its predecessor cannot be told"
  )
}
