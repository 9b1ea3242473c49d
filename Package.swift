// swift-tools-version: 6.2
import PackageDescription

// Kernels are only usable optimised, so every source target is optimised in debug builds too; tests and
// `swift run` then measure and exercise the same code as a release build. `march=native` also sets the
// vector width of Swift's SIMD types; `LATENTTY_MARCH` overrides it for a binary that must run elsewhere.
let machine = Context.environment["LATENTTY_MARCH"] ?? "native"
let language: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]
let optimized: [SwiftSetting] =
  language + [
    .unsafeFlags([
      "-O", "-wmo", "-num-threads", "2", "-disable-batch-mode", "-Xcc", "-march=\(machine)",
    ])
  ]

/// A layer of the program; the arrows are those of `docs/ARCHITECTURE.md`, checked by `TidyTests`.
func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies + ["Platform"], swiftSettings: optimized)
}

func suite(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["Platform", "TestSupport"], exclude: resources,
    swiftSettings: language)
}

let package = Package(
  name: "latentty",
  products: [.executable(name: "latentty", targets: ["latentty"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .target(name: "CGuard"),
    .target(name: "CLibraries"),
    .target(name: "CMachine"),
    .target(name: "CTerminal", dependencies: ["CGuard"]),
    .target(name: "CWorkers"),
    .target(name: "Platform", swiftSettings: language),
    layer("Escaping"),
    layer("Numerics"),
    layer("Tensors", ["CWorkers"]),
    layer("Networks", ["Tensors"]),
    layer("Analysis", ["Numerics", "Tensors"]),
    layer("Storage", ["CGuard", "CLibraries", "Escaping", "Tensors", "CZlib", "CPNG"]),
    layer("Simulations", ["Tensors"]),
    layer("Datasets", ["Tensors", "Storage", "Simulations"]),
    layer("Interchange", ["Escaping", "Numerics", "Tensors", "Networks", "Storage"]),
    layer(
      "Models",
      ["Escaping", "Tensors", "Networks", "Analysis", "Storage", "Datasets", "Interchange"]),
    layer("Training", ["Escaping", "Tensors", "Networks", "Storage", "Datasets", "Models"]),
    layer("Runs", ["Escaping", "Numerics", "Tensors", "Storage", "Training"]),
    layer("Contents", ["Storage", "Models", "Runs", "Maps"]),
    layer(
      "Diagnostics",
      ["Escaping", "Tensors", "Analysis", "Storage", "Simulations", "Datasets", "Models"]),
    layer(
      "Maps",
      ["Tensors", "Analysis", "Storage", "Simulations", "Datasets", "Models", "Diagnostics"]),
    layer("Plotting", ["Escaping", "Numerics"]),
    layer(
      "Explorer",
      [
        "Escaping", "Numerics", "Tensors", "Analysis", "Datasets", "Models", "Training", "Runs",
        "Contents", "Diagnostics",
        "Maps", "Plotting",
      ]),
    layer(
      "ExplorerEngine",
      [
        "Escaping", "Numerics", "Tensors", "Analysis", "Storage", "Datasets", "Models", "Training",
        "Runs", "Contents",
        "Diagnostics", "Maps", "Plotting", "Explorer",
      ]),
    layer("Terminal", ["CGuard", "CTerminal", "Escaping", "Plotting"]),
    layer(
      "CommandSupport",
      [
        "Escaping", "Storage", "Diagnostics", "Plotting", "Explorer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    layer(
      "Benchmarks",
      [
        "Escaping", "Tensors", "Networks", "Analysis", "Storage", "Simulations", "Datasets",
        "Models", "Runs", "Plotting", "Explorer", "ExplorerEngine", "CTerminal", "CommandSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "latentty",
      dependencies: [
        "Escaping", "Numerics", "Tensors", "Networks", "Analysis", "Storage", "Simulations",
        "Datasets",
        "Interchange", "Models",
        "Training", "Runs", "Contents",
        "Diagnostics", "Maps", "Plotting", "Explorer", "ExplorerEngine", "Terminal", "CTerminal",
        "CGuard", "CMachine", "Platform", "CommandSupport", "Benchmarks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: optimized),

    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .executableTarget(
      name: "AllocationFixture",
      dependencies: ["CAllocationCounter", "Tensors", "Networks", "Models"],
      path: "Tests/AllocationFixture", swiftSettings: language),
    .executableTarget(
      name: "TerminalFixture", dependencies: ["CGuard", "Terminal", "Plotting", "Storage"],
      path: "Tests/TerminalFixture", swiftSettings: language),
    .target(
      name: "TestSupport",
      dependencies: ["Escaping", "Tensors", "Storage", "CPseudoTerminal", "Platform"],
      path: "Tests/TestSupport", swiftSettings: language),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Tensors", "Networks", "Storage", "Interchange", "Datasets", "Models", "Training", "Runs",
        "Maps", "Terminal", "TestSupport", "Platform",
      ],
      path: "Tests/Fuzzing/Targets", swiftSettings: language),
    suite("CLibrariesTests", ["CLibraries"]),
    suite("CMachineTests", ["CMachine"]),
    suite("EscapingTests", ["Escaping"]),
    suite("NumericsTests", ["Numerics"]),
    suite("TensorsTests", ["Tensors"]),
    suite("NetworksTests", ["Tensors", "Networks"]),
    suite("AnalysisTests", ["Tensors", "Storage", "Analysis"], resources: ["Fixtures"]),
    suite("StorageTests", ["CLibraries", "Tensors", "Storage"], resources: ["Fixtures"]),
    suite(
      "InterchangeTests", ["Tensors", "Networks", "Storage", "Interchange"], resources: ["Fixtures"]
    ),
    suite("SimulationsTests", ["Tensors", "Simulations", "Storage"], resources: ["Fixtures"]),
    suite(
      "DatasetsTests", ["Tensors", "Storage", "Simulations", "Datasets"], resources: ["Fixtures"]),
    suite(
      "ModelsTests", ["Tensors", "Networks", "Storage", "Datasets", "Models"],
      resources: ["Fixtures"]),
    suite("TrainingTests", ["Tensors", "Networks", "Storage", "Datasets", "Models", "Training"]),
    suite(
      "RunsTests", ["Escaping", "Tensors", "Storage", "Training", "Runs"], resources: ["Fixtures"]),
    suite(
      "ContentsTests",
      ["Tensors", "Networks", "Storage", "Datasets", "Models", "Training", "Runs", "Contents"]),
    suite(
      "DiagnosticsTests",
      ["Tensors", "Networks", "Analysis", "Storage", "Datasets", "Models", "Diagnostics"],
      resources: ["Fixtures"]),
    suite(
      "MapsTests",
      ["Tensors", "Networks", "Analysis", "Storage", "Datasets", "Models", "Diagnostics", "Maps"],
      resources: ["Fixtures"]),
    suite("PlottingTests", ["Plotting"], resources: ["Snapshots"]),
    suite(
      "ExplorerTests",
      [
        "Tensors", "Analysis", "Storage", "Datasets", "Models", "Training", "Runs", "Diagnostics",
        "Maps", "Plotting", "Explorer",
      ],
      resources: ["Snapshots"]),
    suite(
      "ExplorerEngineTests",
      [
        "Tensors", "Analysis", "Storage", "Datasets", "Models", "Training", "Runs", "Diagnostics",
        "Maps", "Plotting", "Explorer", "ExplorerEngine",
      ]),
    suite("TerminalTests", ["Terminal", "CTerminal", "Plotting", "TerminalFixture"]),
    suite("FuzzingTests", ["FuzzTargets"]),
    suite("TidyTests"),
    suite(
      "EndToEndTests", ["Tensors", "Networks", "Storage", "Datasets", "Models"],
      resources: ["Snapshots"]),
  ]
)

// The entry of libFuzzer links only with its runtime, which `.ci/fuzz` asks for.
if Context.environment["LATENTTY_FUZZING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzer", dependencies: ["FuzzTargets", "TestSupport"], path: "Tests/Fuzzing/Fuzzer",
      swiftSettings: language))
}
