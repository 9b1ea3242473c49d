import Escaping
import Networks
import Platform
import Storage

/// The folder of one training run; while the object lives, no other process can train in it.
///
/// `recipe.toml`, `events.jsonl`, `checkpoints/step-N.safetensors` to resume from, and `latest.safetensors`,
/// the newest model. Every file is complete at any time.
package final class RunDirectory: Sendable {
  /// The folder.
  package let path: String
  private let lock: Int32
  /// The open folder, which keeps its inode number from being reused.
  private let folder: Int32
  /// Whether the folder was created for this run.
  private let isNew: Bool

  private init(path: String, isNew: Bool) throws(RunError) {
    (self.path, self.isNew) = (path, isNew)
    lock = try Self.lock(path)
    folder = openFolder(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else {
      let code = errno
      close(lock)
      throw .system(path: path, operation: "open", code: code)
    }
  }

  deinit {
    if isNew, isInPlace, !holdsFiles {
      // A rejected recipe leaves no empty run behind; files that others have put there stay.
      unlink(FileName.cString("\(path)/.lock"))
      rmdir(FileName.cString(RunLayout.checkpoints(of: path)))
      rmdir(FileName.cString(path))
    }
    // Closing the file also releases the lock, as the end of the process does.
    close(lock)
    close(folder)
  }

  /// Creates the folder of a new run; it is a run once it has its recipe, and is removed if it gets none.
  ///
  /// - Parameter path: The folder; missing parents are created as well.
  /// - Returns: The locked folder.
  /// - Throws: ``RunError/exists(path:)`` when there is a run already, or why the folder cannot be written.
  package static func create(at path: String) throws(RunError) -> RunDirectory {
    let isNew = !isThere(path)
    try Folder.makeWithParents(path)
    let run = try RunDirectory(path: path, isNew: isNew)
    guard !run.holdsFiles else { throw .exists(path: path) }
    try Folder.make(RunLayout.checkpoints(of: path))
    return run
  }

  /// Opens the folder of a run that is to be resumed.
  ///
  /// - Parameter path: The folder.
  /// - Returns: The locked folder.
  /// - Throws: ``RunError/missing(path:)`` without a run, or why the folder cannot be written.
  package static func open(at path: String) throws(RunError) -> RunDirectory {
    guard isThere(RunLayout.recipe(of: path)) else { throw .missing(path: path) }
    let run = try RunDirectory(path: path, isNew: false)
    try Folder.make(RunLayout.checkpoints(of: path))
    run.removeUnfinishedFiles()
    return run
  }

  /// Whether a folder contains a run.
  package static func exists(at path: String) -> Bool {
    isThere(RunLayout.recipe(of: path))
  }

  /// Whether the path still leads to this folder: it was not deleted, moved or replaced.
  var isInPlace: Bool {
    guard let identity = FileIdentity(descriptor: folder) else { return false }
    return FileIdentity(path: path) == identity
  }

  /// The recipe, every setting written out.
  package var recipePath: String { RunLayout.recipe(of: path) }
  /// The events, one JSON object per line.
  package var eventsPath: String { RunLayout.events(of: path) }
  /// The newest model.
  package var modelPath: String { RunLayout.model(of: path) }

  /// The path of the state after `step` steps.
  package func checkpointPath(step: Int) -> String {
    RunLayout.checkpoint(of: path, step: step)
  }

  private var holdsFiles: Bool {
    [recipePath, eventsPath, modelPath].contains(where: isThere)
      || !checkpointSteps.isEmpty
  }
}

extension RunDirectory {
  /// Writes the recipe, unless the file has the same one already.
  func write(_ recipe: Recipe) throws(RunError) {
    if let kept = try? Recipe(path: recipePath), kept == recipe { return }
    do {
      try AtomicFile.write(Array(recipe.toml.utf8), to: recipePath)
    } catch {
      throw .storage(error)
    }
  }

  /// Makes sure that a checkpoint can be written, and that the run can be resumed from it.
  ///
  /// - Throws: ``RunError/lost(path:)`` where another folder is in its place, or why it cannot be written.
  func prepareForCheckpoint(of recipe: Recipe) throws(RunError) {
    guard isInPlace else { throw .lost(path: path) }
    try Folder.make(RunLayout.checkpoints(of: path))
    if !isThere(recipePath) { try write(recipe) }
  }

  /// The newest state; `nil` when the run has none yet.
  func newestState(table: ParameterTable) throws(TrainingError) -> TrainingState? {
    guard let step = checkpointSteps.last else { return nil }
    let path = checkpointPath(step: step)
    let state = try TrainingState(path: path, table: table)
    guard state.position.step == step else {
      throw .state(path: path, expected: "step \(step)", found: "step \(state.position.step)")
    }
    return state
  }

  /// The steps of the kept states, in ascending order.
  package var checkpointSteps: [Int] {
    Folder.names(in: RunLayout.checkpoints(of: path))
      .compactMap(RunLayout.step(ofCheckpoint:)).sorted()
  }

  /// Removes the oldest checkpoints until `count` are left.
  func pruneCheckpoints(keeping count: Int) {
    // A failure costs only disk space; the next call tries again.
    for step in checkpointSteps.dropLast(count) {
      unlink(FileName.cString(checkpointPath(step: step)))
    }
  }

  /// Removes temporary files of a killed writer.
  private func removeUnfinishedFiles() {
    for folder in [path, RunLayout.checkpoints(of: path)] {
      for name in Folder.names(in: folder)
      where name.hasPrefix(".") && name.hasSuffix(".partial") {
        unlink(FileName.cString("\(folder)/\(name)"))
      }
    }
  }

  private static func lock(_ path: String) throws(RunError) -> Int32 {
    let file = "\(path)/.lock"
    let descriptor = openFile(FileName.cString(file), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .system(path: path, operation: "write to the run's folder", code: errno)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK { throw .locked(path: path) }
      throw .system(path: file, operation: "lock", code: code)
    }
    return descriptor
  }
}

private func isThere(_ path: String) -> Bool {
  access(FileName.cString(path), F_OK) == 0
}

/// The system function, which the class hides with a method of the same name.
private let openFolder: @Sendable (UnsafePointer<CChar>, Int32) -> Int32 = open
private let openFile: @Sendable (UnsafePointer<CChar>, Int32, mode_t) -> Int32 = open
