import ArgumentParser
import CommandSupport
import Plotting
import Storage

/// Tells what the cache folder holds, and clears it.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Report the location and size of the cache, or clear it.",
    discussion: """
      The cache holds simulated data sets and diagnoses, which are recomputed when they are missing. --clear deletes them, and \
      the partial files of killed processes, but no other files.
      """)

  @Flag(help: "Delete the cached files.")
  var clear = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    guard let path = CacheFolder.path else { throw CacheError.nowhere }
    var inventory = try CacheInventory(path: path)
    let report = CacheReport(path: path, inventory: inventory, isCleared: clear)
    if clear { try inventory.clear() }
    if json {
      try StandardOutput.write(json: report)
    } else {
      try StandardOutput.write(lines: report.lines)
    }
  }
}

/// Why there is no cache.
enum CacheError: Error, CustomStringConvertible {
  /// Neither variable names a place.
  case nowhere

  var description: String {
    "cache: expected XDG_CACHE_HOME or HOME to be set, found neither"
  }
}

/// What the cache holds, or held before it was cleared.
private struct CacheReport: Encodable {
  struct Part: Encodable {
    let kind: String
    let files: Int
    let bytes: Int
  }

  let path: String
  let isCleared: Bool
  let parts: [Part]
  let others: Int

  init(path: String, inventory: CacheInventory, isCleared: Bool) {
    (self.path, self.isCleared) = (path, isCleared)
    parts = CacheInventory.Kind.allCases.map { kind in
      let total = inventory.total(kind)
      return Part(kind: kind.rawValue, files: total.files, bytes: total.bytes)
    }
    others = inventory.otherCount
  }

  /// The report for people: one fact in a line.
  var lines: [String] {
    [row("cache", path)]
      + zip(CacheInventory.Kind.allCases, parts).map { kind, part in
        row(kind.title, Self.text(part.files, part.bytes) + (isCleared ? ", deleted" : ""))
      }
      + (others > 0 ? [row("others", "\(others), left alone")] : [])
  }

  private static func text(_ files: Int, _ bytes: Int) -> String {
    let size = NumberText.fixed(Double(bytes) / 1_048_576, decimals: 1)
    return "\(files) \(files == 1 ? "file" : "files"), \(size) MiB"
  }

  private func row(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, 18 - name.columns(glyphs: .ascii))) + value
  }
}
