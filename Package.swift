// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target: Swift 6 mode, no implicit re-export, warnings are errors.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// Targets that look at the bytes of texts where they stand.
let strictSpans: [SwiftSetting] = strict + [.enableExperimentalFeature("Lifetimes")]

/// Targets that walk bytes: memory safety is checked by the compiler as well.
let strictBytes: [SwiftSetting] = strictSpans + [.strictMemorySafety()]

let package = Package(
  name: "hebiao",
  products: [
    .library(name: "Hebiao", targets: ["Hebiao"]),
    .executable(name: "hebiao", targets: ["hebiao-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries, from Debian's -dev packages.
    .systemLibrary(
      name: "CISAL",
      pkgConfig: "libisal",
      providers: [.apt(["libisal-dev"])]
    ),
    .systemLibrary(
      name: "CNettle",
      pkgConfig: "nettle",
      providers: [.apt(["nettle-dev"])]
    ),
    .systemLibrary(
      name: "CLibXLSXWriter",
      pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]
    ),
    // The program's memory allocator; the library leaves the choice to whoever imports it.
    .systemLibrary(
      name: "CJemalloc",
      pkgConfig: "jemalloc",
      providers: [.apt(["libjemalloc-dev"])]
    ),

    // Values. HebiaoCore must never have a local dependency.
    .target(name: "HebiaoCore", swiftSettings: strict),

    // Workbook files; they know no schema and no rule.
    .target(name: "XMLScanning", dependencies: ["HebiaoCore"], swiftSettings: strictBytes),
    .target(
      name: "SpreadsheetML",
      dependencies: ["HebiaoCore", "XMLScanning"],
      swiftSettings: strictBytes
    ),
    .target(
      name: "OpenPackaging",
      dependencies: ["HebiaoCore", "XMLScanning", "CISAL"],
      swiftSettings: strictBytes
    ),
    .target(
      name: "WorkbookFiles",
      dependencies: ["HebiaoCore", "XMLScanning", "SpreadsheetML", "OpenPackaging", "Formulas"],
      swiftSettings: strictBytes
    ),

    // Formulas; what their cells are kept in is somebody else's affair.
    .target(name: "Formulas", dependencies: ["HebiaoCore"], swiftSettings: strict),
    .target(
      name: "WorkbookAuthoring",
      dependencies: ["HebiaoCore", "OpenPackaging", "CLibXLSXWriter"],
      swiftSettings: strict
    ),

    // Tables and rules; they know no file, no zip and no XML.
    .target(
      name: "TableSchemas",
      dependencies: ["HebiaoCore", .product(name: "Yams", package: "Yams")],
      // Links to `schemas/`: the schemas that come with hebiao travel inside the program.
      resources: [.embedInCode("BuiltIn")],
      swiftSettings: strict
    ),
    .target(
      name: "TableBinding",
      dependencies: ["HebiaoCore", "TableSchemas"],
      swiftSettings: strictSpans
    ),
    .target(name: "FaultLocating", dependencies: ["HebiaoCore"], swiftSettings: strict),
    .target(
      name: "TableChecking",
      dependencies: [
        "HebiaoCore", "TableSchemas", "TableBinding", "FaultLocating", "Formulas",
      ],
      swiftSettings: strict
    ),
    .target(name: "Reporting", dependencies: ["HebiaoCore"], swiftSettings: strict),

    // The library people import, and the command line on top of it.
    .target(
      name: "Hebiao",
      dependencies: [
        "HebiaoCore", "WorkbookFiles", "SpreadsheetML", "OpenPackaging", "TableSchemas",
        "TableBinding", "TableChecking", "FaultLocating", "Formulas", "Reporting",
        "WorkbookAuthoring", "CNettle",
      ],
      swiftSettings: strict
    ),
    .target(
      name: "HebiaoCommandLine",
      dependencies: [
        "Hebiao", "HebiaoCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "hebiao-cli",
      dependencies: ["HebiaoCommandLine", "CJemalloc"],
      swiftSettings: strict
    ),

    // Tests mirror the sources.
    .target(
      name: "HebiaoTestSupport",
      dependencies: ["HebiaoCore", "SpreadsheetML", "OpenPackaging", "XMLScanning"],
      path: "Tests/HebiaoTestSupport",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "measure-reading",
      dependencies: ["Hebiao"],
      path: "Benchmarks/MeasureReading",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "measure-patching",
      dependencies: ["Hebiao"],
      path: "Benchmarks/MeasurePatching",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "make-samples",
      dependencies: ["HebiaoTestSupport", "HebiaoCore"],
      path: "Tests/MakeSamples",
      swiftSettings: strict
    ),
    .testTarget(
      name: "HebiaoCoreTests",
      dependencies: ["HebiaoCore", "HebiaoTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "XMLScanningTests",
      dependencies: ["XMLScanning", "HebiaoCore", "HebiaoTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SpreadsheetMLTests",
      dependencies: ["SpreadsheetML", "XMLScanning", "HebiaoCore", "HebiaoTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "OpenPackagingTests",
      dependencies: ["OpenPackaging", "HebiaoCore", "HebiaoTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "WorkbookFilesTests",
      dependencies: [
        "WorkbookFiles", "SpreadsheetML", "OpenPackaging", "Formulas", "HebiaoCore",
        "HebiaoTestSupport",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "FormulasTests",
      // Number formats only for what `TEXT` shows.
      dependencies: ["Formulas", "SpreadsheetML", "HebiaoCore"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "WorkbookAuthoringTests",
      dependencies: ["WorkbookAuthoring", "WorkbookFiles", "OpenPackaging", "HebiaoCore"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TableSchemasTests",
      dependencies: ["TableSchemas", "HebiaoCore", "HebiaoTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TableBindingTests",
      dependencies: ["TableBinding", "TableSchemas", "HebiaoCore", "HebiaoTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TableCheckingTests",
      dependencies: [
        "TableChecking", "TableBinding", "TableSchemas", "Formulas", "HebiaoCore",
        "HebiaoTestSupport",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "HebiaoCore", "HebiaoTestSupport"],
      swiftSettings: strict
    ),
    // What a user of the library sees: nothing but the library is imported.
    .testTarget(
      name: "HebiaoTests",
      dependencies: ["Hebiao"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SamplesAndSchemasTests",
      dependencies: ["Hebiao", "HebiaoCore", "HebiaoTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "HebiaoCommandLine", "TableBinding", "TableSchemas", "HebiaoCore", "HebiaoTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "FaultLocatingTests",
      dependencies: ["FaultLocating", "HebiaoCore"],
      swiftSettings: strict
    ),
    // Files that are damaged or made to do harm, through every layer.
    .testTarget(
      name: "AnomalyTests",
      dependencies: ["Hebiao", "HebiaoTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "HebiaoCommandLine", "Hebiao", "HebiaoCore", "TableSchemas", "WorkbookAuthoring",
        "HebiaoTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)

// The library of fuzz targets needs the sanitizers' runtime; `Fuzzing/run` asks for it.
if Context.environment["HEBIAO_FUZZING"] != nil {
  package.products.append(
    .library(name: "HebiaoFuzzing", type: .static, targets: ["FuzzTargets"])
  )
  package.targets.append(
    .target(
      name: "FuzzTargets",
      dependencies: [
        "HebiaoCore", "XMLScanning", "OpenPackaging", "SpreadsheetML", "WorkbookFiles", "Formulas",
      ],
      path: "Fuzzing/Targets",
      swiftSettings: strictBytes
    )
  )
}
