import Storage

/// A format of training logs: its name, how its files and folders are recognised, which files a run has, and their
/// decoder.
///
/// A new format is a file in `Formats/Kinds` and a line in ``all``.
package struct RunFormat: Sendable {
  /// Its name in reports, such as `jsonl`.
  package let rawValue: String
  /// The displayed name, in the plural, such as "JSON lines".
  let title: String
  /// What one entry of such a log is called.
  let unit: String
  /// How a folder is recognised as a run; `nil` where runs are single files.
  let folder: FolderRule?
  /// How a file is recognised as a run; `nil` where runs are folders alone.
  let file: FileRule?
  /// A decoder for the start of one of the run's files, from the file's path and that of the run.
  let decoder: @Sendable (_ file: String, _ run: String) -> any LogDecoder

  init(
    _ rawValue: String, title: String, unit: String = "line", folder: FolderRule? = nil,
    file: FileRule? = nil, decoder: @escaping @Sendable (String, String) -> any LogDecoder
  ) {
    (self.rawValue, self.title, self.unit) = (rawValue, title, unit)
    (self.folder, self.file, self.decoder) = (folder, file, decoder)
  }

  /// All formats; where several recognise something, the first one applies.
  package static let all: [RunFormat] = [
    .latentty, .tensorBoard, .wandb, .mlflow, .huggingFace, .json, .jsonLines, .printed, .csv,
  ]

  /// The format of that name in reports.
  package init?(rawValue: String) {
    guard let format = Self.all.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = format
  }
}

extension RunFormat: Hashable {
  /// Whether two formats have the same name.
  package static func == (one: RunFormat, other: RunFormat) -> Bool {
    one.rawValue == other.rawValue
  }

  /// Hashes the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension RunFormat: CustomStringConvertible {
  /// Its name in reports.
  package var description: String { rawValue }
}
