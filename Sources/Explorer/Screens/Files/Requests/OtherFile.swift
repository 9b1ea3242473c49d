/// A file or folder that was to be opened as a model and is something else.
package struct OtherFile: Sendable, Equatable {
  /// Where it is.
  package var path: String
  /// What it is, by the name of the kind.
  package var kind: String
  /// What it is, for people.
  package var phrase: String
  /// The command that opens it, with what it has to be told beside the file.
  package var command: String
  /// Why it is not a model, in one line.
  package var problem: String

  /// Creates a finding.
  package init(path: String, kind: String, phrase: String, command: String, problem: String) {
    (self.path, self.kind, self.phrase) = (path, kind, phrase)
    (self.command, self.problem) = (command, problem)
  }
}

extension ExplorerState {
  /// Shows what was opened as a model on the screen for its kind; without one says which command opens it.
  ///
  /// Beside a model a data set is opened as data, as on the Files screen. The model that the program was started with
  /// must be a model.
  mutating func open(_ other: OtherFile) -> [ExplorerEffect] {
    endOpening()
    if model == nil, options.modelPath == other.path {
      report(other.problem)
      return []
    }
    if other.kind == "data", model != nil { return open(data: other.path) }
    switch other.command {
    case "map":
      message = .done("opening \(other.path)")
      let effects = open(mapOf: MapFile(path: other.path))
      return effects + show(.map) + remember(other.path, by: other.command)
    case "watch":
      message = .done("\(other.path) is \(other.phrase)")
      watch([other.path])
      return show(.train) + remember(other.path, by: other.command)
    default:
      report("\(other.path) is \(other.phrase): latentty \(other.command) opens it")
      return []
    }
  }

  /// Forgets that a file is being opened.
  mutating func endOpening() {
    earlyKeys = EarlyKeys()
    files.isOpening = false
  }
}
