import Storage

/// The models that another program's run has written: files of PyTorch, Keras, ONNX and safetensors in its folder and in the folders where
/// checkpoints usually are, read again on changes.
struct SavedModels {
  /// The models, the oldest first.
  private(set) var models: [SavedModel] = []
  private let folders: [String]
  private var changes: [FolderChange]
  private var known: [String: (status: FileStatus, isModel: Bool)] = [:]

  /// Below the folder of a run.
  private static let usualFolders = ["checkpoints", "ckpt", "ckpts", "models", "weights"]
  /// So many files are looked at, the last by name.
  private static let fileLimit = 512

  /// Looks nowhere yet.
  ///
  /// - Parameters:
  ///   - path: The folder of a run, or its only file.
  ///   - isFile: Whether it is a file.
  init(of path: String, isFile: Bool) {
    var folder = path
    if isFile {
      folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
    folders = [folder] + Self.usualFolders.map { "\(folder)/\($0)" }
    changes = folders.map { _ in FolderChange() }
  }

  /// Looks again into folders that may have changed.
  mutating func look() {
    var hasNews = false
    for index in folders.indices where changes[index].mayHaveNews(folders[index]) { hasNews = true }
    guard hasNews else { return }
    let paths = folders.flatMap { folder in
      FolderEntries(in: folder).fileNames.filter(Self.mayBeModel).map { "\(folder)/\($0)" }
    }
    models = paths.suffix(Self.fileLimit).compactMap { model(at: $0) }
      .sorted { ($0.time, $0.step ?? 0, $0.path) < ($1.time, $1.step ?? 0, $1.path) }
  }

  /// The endings under which models are saved; what the file is, its first bytes tell.
  private static func mayBeModel(_ name: String) -> Bool {
    [".pt", ".pth", ".ckpt", ".bin", ".pkl", ".keras", ".h5", ".hdf5", ".onnx", ".safetensors"]
      .contains(where: name.hasSuffix)
  }

  private static let signatures: Set<FileSignature> = [
    .torch, .legacyTorch, .keras, .onnx, .hdf5, .safetensors,
  ]

  private mutating func model(at path: String) -> SavedModel? {
    guard let status = try? FileStatus(path: path) else { return nil }
    if known[path]?.status != status {
      let signature = (try? FileStart(path: path))?.signature
      known[path] = (status, signature.map(Self.signatures.contains) ?? false)
    }
    guard known[path]?.isModel == true else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return SavedModel(
      path: path, time: status.modificationTime, step: SavedModel.step(inName: name))
  }
}
