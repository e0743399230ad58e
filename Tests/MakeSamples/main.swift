import Foundation
import HebiaoTestSupport

/// The value after an option, or nil where the option is not given.
func value(of option: String) -> String? {
  let arguments = CommandLine.arguments
  guard let place = arguments.firstIndex(of: option), place + 1 < arguments.count else {
    return nil
  }
  return arguments[place + 1]
}

if let count = value(of: "--slips").flatMap({ Int($0) }) {
  let run = SlipRun(
    count: count,
    slips: value(of: "--per-file").flatMap { Int($0) } ?? 1,
    seed: value(of: "--seed").flatMap { UInt64($0) } ?? 1,
    folder: URL(fileURLWithPath: value(of: "--out") ?? "slips")
  )
  try run.run()
  print("\(count) workbooks in \(run.folder.path)")
} else if let count = value(of: "--stress").flatMap({ Int($0) }) {
  let run = StressRun(
    count: count,
    seed: value(of: "--seed").flatMap { UInt64($0) } ?? 1,
    folder: URL(fileURLWithPath: value(of: "--out") ?? "stress")
  )
  try run.run()
  print("\(count) workbooks in \(run.folder.path)")
} else {
  let folder = URL(fileURLWithPath: value(of: "--out") ?? "samples")
  for sample in SampleCatalogue.all {
    let file = folder.appending(path: sample.path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(sample.workbook.bytes()).write(to: file)
  }
  print("\(SampleCatalogue.all.count) samples in \(folder.path)")
}
