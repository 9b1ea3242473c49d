/// Which module may import which: the one-way layers of the program.
///
/// `docs/ARCHITECTURE.md` and `Package.swift` say the same; a test holds the three together, because the
/// compiler finds a module that happens to be built already, whether the target declares it or not.
struct LayerTable: Equatable {
  /// The modules of this package and of its dependencies that every target may import.
  var imports: [String: Set<String>]
  /// The system modules that a target may import besides the C library.
  var systemImports: [String: Set<String>]

  /// The module that re-exports the C library, which every target may import.
  static let platform = "Platform"

  /// The layers as they are meant.
  static let house = LayerTable(
    imports: [
      "CGuard": [],
      "CLibraries": [],
      "CMachine": [],
      "CPNG": [],
      "CTerminal": ["CGuard"],
      "CWorkers": [],
      "CZlib": [],
      "Escaping": [],
      "Numerics": [],
      "Tensors": ["CWorkers"],
      "Networks": ["Tensors"],
      "Analysis": ["Numerics", "Tensors"],
      "Storage": ["CGuard", "CLibraries", "Escaping", "Tensors", "CZlib", "CPNG"],
      "Simulations": ["Tensors"],
      "Datasets": ["Tensors", "Storage", "Simulations"],
      "Interchange": ["Escaping", "Numerics", "Tensors", "Networks", "Storage"],
      "Models": [
        "Escaping", "Tensors", "Networks", "Analysis", "Storage", "Datasets", "Interchange",
      ],
      "Training": [
        "Escaping", "Tensors", "Networks", "Storage", "Datasets", "Models",
      ],
      "Runs": ["Escaping", "Numerics", "Tensors", "Storage", "Training"],
      "Contents": ["Storage", "Models", "Runs", "Maps"],
      "Platform": [],
      "Plotting": ["Escaping", "Numerics"],
      "Diagnostics": [
        "Escaping", "Tensors", "Analysis", "Storage", "Simulations", "Datasets", "Models",
      ],
      "Maps": [
        "Tensors", "Analysis", "Storage", "Simulations", "Datasets", "Models", "Diagnostics",
      ],
      "Explorer": [
        "Escaping", "Numerics", "Tensors", "Analysis", "Datasets", "Models", "Training", "Runs",
        "Contents", "Diagnostics",
        "Maps", "Plotting",
      ],
      "ExplorerEngine": [
        "Escaping", "Numerics", "Tensors", "Analysis", "Storage", "Datasets", "Models", "Training",
        "Runs", "Contents",
        "Diagnostics", "Maps", "Plotting", "Explorer",
      ],
      "Terminal": ["CGuard", "CTerminal", "Escaping", "Plotting"],
      "latentty": [
        "Escaping", "Numerics", "Tensors", "Networks", "Analysis", "Storage", "Simulations",
        "Datasets",
        "Interchange", "Models",
        "Training", "Runs", "Contents",
        "Diagnostics", "Maps", "Plotting", "Explorer", "ExplorerEngine", "Terminal", "CTerminal",
        "CGuard", "CMachine", "Platform", "CommandSupport", "Benchmarks",
        "ArgumentParser",
      ],
      "CommandSupport": [
        "Escaping", "Storage", "Diagnostics", "Plotting", "Explorer", "ArgumentParser",
      ],
      "Benchmarks": [
        "Escaping", "Tensors", "Networks", "Analysis", "Storage", "Simulations", "Datasets",
        "Models", "Runs", "Plotting", "Explorer", "ExplorerEngine", "CTerminal", "CommandSupport",
        "ArgumentParser",
      ],
    ],
    systemImports: [
      "Escaping": [],
      "Numerics": [],
      "Tensors": ["Dispatch", "Synchronization"],
      "Networks": [],
      "Analysis": ["Synchronization"],
      "Interchange": ["FoundationEssentials", "Synchronization"],
      "Storage": ["Synchronization"],
      "Simulations": [],
      "Datasets": ["FoundationEssentials"],
      "Models": ["Synchronization", "FoundationEssentials"],
      "Training": ["Dispatch", "Synchronization", "FoundationEssentials"],
      "Runs": [],
      "Contents": [],
      "Diagnostics": ["Synchronization", "FoundationEssentials"],
      "Maps": ["Synchronization", "FoundationEssentials"],
      "Platform": ["Glibc", "Musl"],
      "Plotting": [],
      "Explorer": [],
      "ExplorerEngine": ["Dispatch", "Synchronization", "FoundationEssentials"],
      "Terminal": ["Dispatch", "Synchronization"],
      "CommandSupport": [],
      "Benchmarks": [],
      "latentty": ["Dispatch", "Synchronization", "FoundationEssentials"],
    ])

  /// The suite that tests a target, for those that are tested through another target's suite.
  static let testedThrough = [
    "CGuard": "TerminalTests", "CLibraries": "StorageTests", "CPNG": "StorageTests",
    "CZlib": "StorageTests",
    "CTerminal": "TerminalTests", "CommandSupport": "EndToEndTests",
    "Benchmarks": "EndToEndTests", "CWorkers": "TensorsTests",
    "Platform": "StorageTests",
    "latentty": "EndToEndTests",
  ]

  /// Whether `target` may import `module`.
  func allows(_ module: String, in target: String) -> Bool {
    module == Self.platform || imports[target, default: []].contains(module)
      || systemImports[target, default: []].contains(module)
  }
}
