import Explorer

/// Folders that exist only as listings.
struct MadeUpFolder {
  static let home = "/home/ada/latent"

  /// What a folder holds; `nil` where there is none.
  static func listing(_ path: String) -> FolderListing? {
    switch path {
    case ".", home, "models": FolderListing(path: home, entries: entries, time: 1_700_000_000)
    case "\(home)/data":
      FolderListing(
        path: path, entries: [], omittedCount: 0, time: 1_700_000_000)
    case "\(home)/many":
      FolderListing(
        path: path,
        entries: (0..<100_000).map { FolderEntry("sample-\($0).npy", isFolder: false) },
        omittedCount: 7, time: 1_700_000_000)
    case "/home/ada":
      FolderListing(
        path: path,
        entries: [
          FolderEntry("archive", isFolder: true), FolderEntry("latent", isFolder: true),
          FolderEntry("notes.txt", isFolder: false, facts: FileFacts(byteCount: 12)),
        ], time: 1_700_000_000)
    default: nil
    }
  }

  static let entries: [FolderEntry] = [
    FolderEntry(".git", isFolder: true, facts: FileFacts(modified: 1_699_000_000)),
    FolderEntry("data", isFolder: true, facts: FileFacts(modified: 1_699_000_000)),
    FolderEntry("many", isFolder: true, facts: FileFacts(modified: 1_699_500_000)),
    FolderEntry(
      "run-3", isFolder: true,
      facts: FileFacts(
        kind: "run", phrase: "a run", command: "watch", modified: 1_699_999_000)),
    FolderEntry(
      "galaxies.safetensors", isFolder: false,
      facts: FileFacts(
        kind: "model", phrase: "a model", command: "explore", byteCount: 1_234_567,
        modified: 1_699_990_000,
        summary: "gallery.samples [64, 33, 33, 1], statistics.mean [10], 40 more")),
    FolderEntry(
      "locked.npz", isFolder: false,
      facts: FileFacts(byteCount: 99, modified: 1_699_999_990, problem: "Permission denied")),
    FolderEntry(
      "notes.md", isFolder: false, facts: FileFacts(byteCount: 512, modified: 1_690_000_000)),
    FolderEntry(
      "recipe.toml", isFolder: false,
      facts: FileFacts(
        kind: "recipe", phrase: "a recipe", command: "train", byteCount: 900,
        modified: 1_600_000_000, summary: "[data]")),
    FolderEntry(
      "shapes.npz", isFolder: false,
      facts: FileFacts(
        kind: "data", phrase: "a data set", command: "map", byteCount: 12_300_000,
        modified: 1_699_913_600, summary: "samples, factors")),
    FolderEntry(
      "t\u{1B}[31mricky.csv", isFolder: false,
      facts: FileFacts(
        kind: "table", phrase: "a table", command: "map", byteCount: 4096,
        modified: 1_699_999_940, summary: "a,b,c")),
  ]

  /// The facts about entries that were not inspected while the folder was listed.
  static func facts(_ request: FileFactsRequest) -> [String: FileFacts] {
    Dictionary(
      uniqueKeysWithValues: request.names.map {
        (
          $0,
          FileFacts(
            kind: "table", phrase: "a table", command: "map", byteCount: 4096,
            modified: 1_699_999_940, summary: "a,b,c")
        )
      })
  }

  static let recent = [
    RecentFile(path: "\(home)/galaxies.safetensors", command: "explore", time: 1_699_999_000),
    RecentFile(path: "\(home)/run-3", command: "watch", time: 1_699_998_000),
  ]
}
