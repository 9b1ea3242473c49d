import Storage

extension RunFormat {
  /// A folder with event files of TensorBoard, or one such file.
  package static let tensorBoard = RunFormat(
    "tensorboard", title: "event files of TensorBoard", unit: "record",
    folder: FolderRule(
      isNameOfRun: isEventFile,
      claim: { _, entries in
        guard entries.contains(where: { isEventFile($0.name) && $0.kind == .file }) else {
          return nil
        }
        return FolderRule.Claim { isEventFile($0.name) }
      },
      files: { folder in
        let entries = FolderEntries(in: folder)
        return FolderRule.Files(
          paths: entries.fileNames.filter(isEventFile).map { "\(folder)/\($0)" },
          failure: entries.failure, watched: [folder], areReadByTime: true)
      }),
    file: FileRule(
      mayBe: LogFileName.hasStrongEnding, needsNoName: true, verdict: verdict),
    decoder: { file, _ in TensorBoardDecoder(file: file) })

  /// Whether a name is that of an event file.
  private static func isEventFile(_ name: String) -> Bool { name.contains("tfevents") }

  private static func verdict(_ beginning: LogBeginning) -> FileRule.Verdict {
    beginning.bytes.withUnsafeBytes { bytes in
      // Reserved space of an event file is zeros until it is written.
      let isReserved = ZeroBytes.end(in: bytes, from: 0) == bytes.count
      if isReserved { return isEventFile(beginning.name) ? .recognised : .other }
      return beginsRecord(bytes) ? .recognised : .other
    }
  }

  /// Whether the file begins with a record, even one longer than what was read: its length matches its checksum.
  private static func beginsRecord(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch TensorBoardFrame(bytes, at: 0) {
    case .record: true
    case .incomplete: bytes.count >= TensorBoardFrame.headerByteCount
    case .damaged, .lost: false
    }
  }
}
