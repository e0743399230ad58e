public import HebiaoCore

/// The report of a check as one page that shows the sheets with the wrong cells marked.
///
/// The page refers to nothing outside itself and runs no script: what it filters, the style sheet
/// filters. With several files, the overview stands last in the file and first on the page, so
/// that the files need not be kept until their number of errors is known.
public struct HTMLCheckReport: CheckReportFormat {
  /// Files up to which the sheets without findings are drawn as well.
  private static let drawnInFull = 5

  private let style: ReportStyle
  private let wording: ReportWording
  private var totals = ReportTotals()
  private var fileCount = 0
  private var overview: [UInt8] = []

  /// A report in a style.
  public init(style: ReportStyle) {
    self.style = style
    wording = ReportWording(language: style.language)
  }

  /// Opens the page; that of a single file opens with it, since its title says how it fared.
  public mutating func begin(fileCount: Int, into output: inout [UInt8]) {
    self.fileCount = fileCount
    if fileCount != 1 { writeHead(title: nil, into: &output) }
  }

  /// Writes one file.
  public mutating func append(_ file: FileReport, into output: inout [UInt8]) {
    totals.add(file)
    let number = totals.files
    let fileTotals = ReportTotals(file)
    if fileCount == 1 {
      writeHead(title: "\(name(of: file.path)): \(wording.counts(fileTotals))", into: &output)
    }
    if fileCount > 1 { writeOverviewRow(file, fileTotals, number: number) }
    let isFound = file.findings.isEmpty ? "" : " found"
    output.append(text: "<article class=\"file\(isFound)\" id=\"file\(number)\">\n<header><h2>")
    output.append(html: name(of: file.path))
    output.append(text: "</h2>")
    if file.path.contains("/") { output.append(element: "p", class: "path", html: file.path) }
    writeTally(file, fileTotals, into: &output)
    output.append(text: "</header>\n")
    writeSheets(file, number: number, into: &output)
    HTMLDiagnoses(wording: wording).write(file.diagnoses, into: &output)
    if let comparison = file.comparison {
      HTMLComparison(wording: wording).write(comparison, into: &output)
    }
    if let pace = file.pace { HTMLPace(wording: wording).write(pace, into: &output) }
    writeSkipped(file.skippedRules, into: &output)
    if let sha256 = file.sha256 {
      output.append(element: "p", class: "digest", html: "SHA-256 \(sha256)")
    }
    output.append(text: "</article>\n")
  }

  /// Writes the overview of several files, and closes the page.
  public mutating func end(into output: inout [UInt8]) {
    if fileCount > 1 {
      output.append(text: "<nav class=\"overview\"><p class=\"summary\">")
      output.append(html: wording.summary(totals))
      output.append(text: "</p><table><thead><tr>")
      for title in [
        wording("文件", "File"), wording.noun(for: .error, 2), wording.noun(for: .warning, 2),
        wording.noun(for: .info, 2), wording("范围", "Extent"),
      ] {
        output.append(text: "<th scope=\"col\">")
        output.append(html: title)
        output.append(text: "</th>")
      }
      output.append(text: "</tr></thead><tbody>\n")
      output.append(contentsOf: overview)
      output.append(text: "</tbody></table></nav>\n")
    }
    output.append(text: "</body>\n</html>\n")
  }

  private func writeHead(title: String?, into output: inout [UInt8]) {
    let language = style.language == .chinese ? "zh-CN" : "en"
    let heading = wording("核表报告", "Hebiao report")
    output.append(text: "<!DOCTYPE html>\n<html lang=\"\(language)\">\n<head>\n")
    output.append(text: "<meta charset=\"utf-8\">\n")
    output.append(
      text: "<meta http-equiv=\"Content-Security-Policy\" "
        + "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    )
    output.append(
      text: "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    )
    output.append(element: "title", html: title.map { "\($0) · \(heading)" } ?? heading)
    output.append(text: "\n<style>\n\(HTMLStyleSheet.text)</style>\n</head>\n")
    output.append(text: fileCount > 1 ? "<body class=\"several\">\n" : "<body>\n")
    output.append(text: "<header class=\"page\">")
    output.append(element: "h1", html: heading)
    writeFilter(into: &output)
    output.append(text: "</header>\n")
  }

  private func writeFilter(into output: inout [UInt8]) {
    output.append(text: "<form class=\"filter\">")
    for severity in Severity.allCases {
      let name = severity.rawValue
      output.append(text: "<label class=\"\(name)\"><input type=\"checkbox\" ")
      output.append(text: "id=\"show-\(name)\" checked> ")
      output.append(html: wording.noun(for: severity, 2))
      output.append(text: "</label>")
    }
    output.append(text: "</form>")
  }

  private func writeTally(
    _ file: FileReport,
    _ totals: ReportTotals,
    into output: inout [UInt8]
  ) {
    switch file.status {
    case .unreadable:
      output.append(element: "p", class: "verdict error", html: wording.unreadable(file.error))
    case .unrecognised:
      output.append(element: "p", class: "verdict warning", html: wording.unrecognised)
    case .clean, .findings:
      if totals.errors == 0 {
        output.append(element: "p", class: "verdict good", html: wording.noErrors(totals))
      }
      output.append(text: "<ul class=\"tally\">")
      let figures = [
        ("error", totals.errors, wording.noun(for: .error, totals.errors)),
        ("warning", totals.warnings, wording.noun(for: .warning, totals.warnings)),
        ("info", totals.infos, wording.noun(for: .info, totals.infos)),
        ("plain", totals.sheets, wording("张表", totals.sheets == 1 ? "sheet" : "sheets")),
        ("plain", totals.rows, wording("行", totals.rows == 1 ? "row" : "rows")),
      ]
      for (name, number, title) in figures where number > 0 {
        output.append(text: "<li class=\"\(name)\"><b>\(number)</b> ")
        output.append(html: title)
        output.append(text: "</li>")
      }
      output.append(text: "</ul>")
    }
  }

  private func writeSheets(
    _ file: FileReport,
    number: Int,
    into output: inout [UInt8]
  ) {
    let groups = SheetFindings.of(file)
    let pictures = Dictionary(file.pictures.map { ($0.name, $0) }) { first, _ in first }
    let summaries = Dictionary(grouping: file.sheets.filter { $0.schema != nil }, by: \.name)
    var isDrawn: Set<String> = []
    for (index, group) in groups.enumerated() {
      isDrawn.insert(group.sheet)
      let picture = pictures[group.sheet]
      let drawing = picture.flatMap { picture in
        picture.isWithheld
          ? nil
          : SheetDrawing(
            picture,
            findings: group.all,
            wording: wording,
            file: number,
            sheet: index + 1
          )
      }
      output.append(text: "<section class=\"sheet\">")
      if !group.sheet.isEmpty {
        writeHeading(of: group.sheet, summaries[group.sheet] ?? [], into: &output)
      }
      let list = HTMLFindings(
        wording: wording,
        file: number,
        isVerbose: style.isVerbose,
        anchor: { drawing?.anchor(of: $0) }
      )
      list.write(group, into: &output)
      drawing?.draw(into: &output)
      if picture?.isWithheld == true {
        output.append(
          element: "p",
          class: "path",
          html: wording(
            "要求隐去人名, 而这张表没有识别, 因此不显示它的单元格。",
            "Names are to be masked and this sheet is not recognised: its cells are not shown."
          )
        )
      }
      output.append(text: "</section>\n")
    }
    guard fileCount <= Self.drawnInFull else { return }
    for (index, picture) in file.pictures.enumerated() where !isDrawn.contains(picture.name) {
      guard let tables = summaries[picture.name] else { continue }
      output.append(text: "<section class=\"sheet\"><details><summary>")
      writeHeading(of: picture.name, tables, into: &output)
      output.append(element: "span", class: "good", html: wording("未发现问题", "nothing found"))
      output.append(text: "</summary>\n")
      SheetDrawing(
        picture,
        findings: [],
        wording: wording,
        file: number,
        sheet: groups.count + index + 1
      ).draw(into: &output)
      output.append(text: "</details></section>\n")
    }
  }

  private func writeHeading(
    of sheet: String,
    _ summaries: [SheetSummary],
    into output: inout [UInt8]
  ) {
    output.append(text: "<h3>")
    output.append(html: sheet)
    if !summaries.isEmpty {
      let schemas = summaries.compactMap { $0.schemaTitle?[style.language] ?? $0.schema }
        .joined(separator: wording("、", ", "))
      let rows = summaries.reduce(0) { $0 + $1.rows }
      output.append(text: " ")
      output.append(
        element: "small",
        html: schemas + " · " + wording("\(rows) 行", wording.plural(rows, "row"))
      )
    }
    output.append(text: "</h3>")
  }

  private func writeSkipped(_ skipped: [SkippedRule], into output: inout [UInt8]) {
    guard !skipped.isEmpty else { return }
    output.append(text: "<details class=\"skipped\">")
    output.append(
      element: "summary",
      html: wording(
        "\(skipped.count) 条规则未检查",
        wording.plural(skipped.count, "rule") + " not checked"
      )
    )
    output.append(text: "<ul>")
    for rule in skipped {
      let name = wording.name(ofSkipped: rule.rule)
      let element = name == rule.rule ? "code" : "span"
      output.append(text: "<li>")
      output.append(element: element, html: name)
      output.append(text: " ")
      let sheet = rule.sheet.isEmpty ? "" : "\(rule.sheet): "
      output.append(html: sheet + rule.reason[style.language])
      output.append(text: "</li>\n")
    }
    output.append(text: "</ul></details>\n")
  }

  private mutating func writeOverviewRow(
    _ file: FileReport,
    _ totals: ReportTotals,
    number: Int
  ) {
    overview.append(text: "<tr><td><a href=\"#file\(number)\">")
    overview.append(html: file.path)
    overview.append(text: "</a></td>")
    switch file.status {
    case .unreadable:
      overview.append(text: "<td class=\"error\" colspan=\"4\">")
      overview.append(html: wording.unreadable(file.error))
      overview.append(text: "</td>")
    case .clean, .findings, .unrecognised:
      for (name, number) in [
        ("error", totals.errors), ("warning", totals.warnings), ("info", totals.infos),
      ] {
        overview.append(
          text: number == 0 ? "<td class=\"none\">0</td>" : "<td class=\"\(name)\">\(number)</td>"
        )
      }
      overview.append(
        element: "td",
        html: file.status == .unrecognised ? wording.unrecognised : wording.extent(totals)
      )
    }
    overview.append(text: "</tr>\n")
  }

  private func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
