import ArgumentParser
import Glibc
import Hebiao
import HebiaoCore

/// The options that say where a corrected workbook goes, and the way there.
struct CorrectionDestination: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: help(
      zh: "写出的工作簿。",
      en: "The workbook to write.",
      valueName: "file"
    )
  )
  var output: String?

  @Flag(
    help: help(
      zh: "改动原文件, 原件另存为 “名称.bak.xlsx”。",
      en: "Replace the workbook; it is kept as NAME.bak.xlsx."
    )
  )
  var inPlace = false

  @Flag(
    help: help(
      zh: "已有 -o 所写的文件时直接覆盖, 不另存为 “名称.bak.xlsx”。",
      en: "Replace the file of -o without keeping it as NAME.bak.xlsx."
    )
  )
  var force = false

  @Flag(
    help: help(
      zh: "只说明会怎样改, 不写工作簿; 写了 --receipt 时只写更正记录。",
      en: "Say what would be done and write no workbook; only the record, where --receipt is given."
    )
  )
  var dryRun = false

  @Option(
    help: help(
      zh: "把更正记录写入此文件 (JSON)。",
      en: "Write a record of the correction to this file (JSON).",
      valueName: "file"
    )
  )
  var receipt: String?

  func validate() throws {
    guard output != nil || inPlace || dryRun else {
      throw ValidationError(
        text(
          zh: "请用 -o 指定写出的文件, 或用 --in-place 改动原文件",
          en: "name the file to write with -o, or replace the original with --in-place"
        )
      )
    }
    if output != nil, inPlace {
      throw ValidationError(
        text(zh: "-o 与 --in-place 只能用一个", en: "-o and --in-place exclude one another")
      )
    }
  }

  /// Holds the names of the files to write to what they may be, before any work is done.
  ///
  /// - Throws: `Trouble` where something stands there that is not to be replaced.
  func check(_ file: String) throws {
    if let output {
      if !dryRun, Self.isSameFile(output, file) { throw Trouble(output, .isInput) }
      try OutputName.check(output, isLike: file)
    }
    if let receipt {
      if receipt == "-" { throw Trouble(receipt, .noReceiptThere) }
      for path in [file, output].compactMap({ $0 })
      where path == receipt || Self.isSameFile(path, receipt) {
        throw Trouble(receipt, .isWorkbook)
      }
    }
  }

  /// Corrects a workbook and tells what was done; how many errors remain.
  func correct(
    _ file: String,
    _ checker: WorkbookChecker,
    _ options: CorrectionOptions,
    _ language: Language
  ) throws -> Int {
    var options = options
    options.language = language
    options.date = Self.now
    try check(file)
    let record = try receipt.map { try ReportOutput(path: $0, option: "--receipt") }
    let corrector = WorkbookCorrector(checker: checker, options: options)
    let plan = try reportingTrouble(of: file) { try corrector.plan(path: file) }
    let outcome = try reportingTrouble(of: output ?? file) {
      if dryRun { return plan.receipt() }
      return if let output {
        try plan.save(to: output, keepsExisting: !force)
      } else {
        try plan.saveInPlace()
      }
    }
    if let record {
      _ = outcome.json(in: language).withUnsafeBufferPointer { record.write($0.span) }
      try record.finish()
    }
    var lines = ReceiptWording(receipt: outcome, language: language).text
    if let output, let note = OutputName.note(on: output, of: file) {
      lines += "  " + note[language] + "\n"
    }
    if dryRun {
      try StandardOutput.write(lines)
    } else {
      StandardOutput.tell(lines, of: output ?? file, in: language)
    }
    return plan.remainingErrors
  }

  /// The present time as ISO 8601 in UTC.
  private static var now: String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func padded(_ number: Int32, _ width: Int) -> String {
      let digits = "\(number)"
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-"
      + "\(padded(parts.tm_mday, 2))T\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):"
      + padded(parts.tm_sec, 2)
  }

  private static func isSameFile(_ first: String, _ second: String) -> Bool {
    var one = stat()
    var other = stat()
    return stat(first, &one) == 0 && stat(second, &other) == 0 && one.st_dev == other.st_dev
      && one.st_ino == other.st_ino
  }
}

extension LocalizedText {
  fileprivate static let isInput = LocalizedText(
    zh: "这是要更正的工作簿本身; 请在 -o 后换一个文件名, 或用 --in-place (会保留备份)",
    en:
      "this is the workbook itself; name another file after -o, or use --in-place (keeps a backup)"
  )

  fileprivate static let noReceiptThere = LocalizedText(
    zh: "更正记录不写到标准输出; 请在 --receipt 后写文件名",
    en: "the record is not written to the standard output; name a file after --receipt"
  )

  fileprivate static let isWorkbook = LocalizedText(
    zh: "更正记录不能写在工作簿上; 请在 --receipt 后换一个文件名",
    en: "the record must not replace the workbook; name another file after --receipt"
  )
}
