import Storage

extension RunFormat {
  /// The state of the Hugging Face trainer, `trainer_state.json`, in a folder or in its checkpoints, of which the
  /// newest contains the whole history.
  package static let huggingFace = RunFormat(
    "huggingface", title: "trainer states of Hugging Face", unit: "row",
    folder: FolderRule(
      isNameOfRun: { $0 == stateName }, claim: claim, files: files),
    file: FileRule(
      mayBe: { _ in false }, needsNoName: true,
      verdict: { beginning in
        let isState = beginning.name == stateName || beginning.hasMember("log_history")
        return isState && beginning.bytes.first == UInt8(ascii: "{") ? .recognised : .other
      }),
    decoder: { file, _ in JSONDocumentDecoder(file: file, member: "log_history") })

  private static let stateName = "trainer_state.json"

  private static func claim(
    _ path: String, _ entries: [FolderEntries.Entry]
  ) -> FolderRule.Claim? {
    let checkpoints = checkpoints(entries)
    guard
      entries.contains(where: { $0.name == stateName && $0.kind == .file })
        || checkpoints.contains(where: { hasState("\(path)/\($0.name)") })
    else { return nil }
    return FolderRule.Claim { entry in
      entry.name == stateName || checkpoints.contains { $0.name == entry.name }
    }
  }

  private static func hasState(_ folder: String) -> Bool {
    (try? FileKind(path: "\(folder)/\(stateName)")) == .file
  }

  /// The checkpoints in a folder, the newest first.
  private static func checkpoints(
    _ entries: [FolderEntries.Entry]
  ) -> [(name: String, step: Int)] {
    entries.compactMap { entry -> (name: String, step: Int)? in
      guard entry.kind == .folder, entry.name.hasPrefix("checkpoint-"),
        let step = Int(entry.name.dropFirst("checkpoint-".count), radix: 10)
      else { return nil }
      return (entry.name, step)
    }
    .sorted { $0.step > $1.step }
  }

  /// The state with the largest step: that of a checkpoint, or the one that is written at the end of training.
  private static func files(_ folder: String) -> FolderRule.Files {
    let entries = FolderEntries(in: folder)
    var files = FolderRule.Files(
      failure: entries.failure, watched: [folder], replaceOthers: true)
    var newest: (path: String, step: Int)?
    for checkpoint in checkpoints(entries.entries) {
      let path = "\(folder)/\(checkpoint.name)"
      if hasState(path) {
        newest = ("\(path)/\(stateName)", checkpoint.step)
        break
      }
      // The state is the last file of a checkpoint that is written.
      files.watched.append(path)
    }
    let last = "\(folder)/\(stateName)"
    if entries.fileNames.contains(stateName) {
      files.watched.append(last)
      if let step = step(of: last), step >= newest?.step ?? .min { newest = (last, step) }
      newest = newest ?? (last, 0)
    }
    files.paths = newest.map { [$0.path] } ?? []
    return files
  }

  /// The step of a state, which precedes the history.
  private static func step(of path: String) -> Int? {
    guard let file = try? GrowingFile(path: path),
      let start = try? LogBeginning(
        file, name: stateName, isNamed: false, byteCount: LogBeginning.firstByteCount)
    else { return nil }
    return start.number(ofMember: "global_step")
  }
}
