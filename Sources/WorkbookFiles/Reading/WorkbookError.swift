public import HebiaoCore
import OpenPackaging

/// A file that could not be read as a workbook.
public struct WorkbookError: DescribedError, Hashable {
  /// What kind of trouble it was.
  public enum Kind: Sendable, Hashable {
    /// The file is missing, not a regular file, or may not be read.
    case unreadableFile
    /// The bytes are something else than an .xlsx workbook.
    case notAWorkbook
    /// The file is a workbook that is protected by a password.
    case encrypted
    /// The archive or a part of it is broken.
    case damaged
    /// The file exceeds a limit.
    case tooLarge
    /// The caller asked for a sheet that has no cells to read, or is not there.
    case noSuchSheet
  }

  /// What kind of trouble it was.
  public var kind: Kind
  /// One line: what is wrong, and what to do.
  public var text: LocalizedText

  /// An error of a kind, told in one line.
  public init(_ kind: Kind, _ text: LocalizedText) {
    self.kind = kind
    self.text = text
  }
}

extension WorkbookError {
  static func noSheet(_ index: Int) -> WorkbookError {
    WorkbookError(
      .noSuchSheet,
      LocalizedText(
        zh: "工作簿没有序号为 \(index) 的工作表 (从 0 数起)",
        en: "the workbook has no sheet at index \(index), counted from 0"
      )
    )
  }

  init(_ error: PackagingError) {
    let kind: Kind =
      switch error.kind {
      case .unreadableFile, .unwritableFile, .fileExists: .unreadableFile
      case .notAPackage: .notAWorkbook
      case .encrypted: .encrypted
      case .damaged, .missingPart: .damaged
      case .tooLarge: .tooLarge
      }
    self.init(kind, error.text)
  }
}
