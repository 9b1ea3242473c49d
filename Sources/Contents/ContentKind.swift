import Maps
import Models
import Runs
package import Storage

/// What a file or a folder is to this program, by its content; a new kind is a value and its place in ``all``.
package struct ContentKind: Sendable {
  /// What is looked at: little enough that a folder's entries can be told apart while it is listed.
  package enum Content: Sendable {
    /// A file, by its first bytes.
    case file(FileStart)
    /// A folder, by the names in it, and by what lies below it if that is searched.
    case folder(String, isSearched: Bool)

    /// Looks at what is at a path.
    ///
    /// - Throws: `StorageError` when it cannot be looked at.
    package init(path: String, searchesFolder: Bool) throws(StorageError) {
      self =
        try FileKind(path: path) == .folder
        ? .folder(path, isSearched: searchesFolder) : .file(try FileStart(path: path))
    }
  }

  /// The name, for documents.
  package let name: String
  /// The kind with its article, for people.
  package let phrase: String
  /// The command that opens it.
  package let command: String
  /// What the command has to be told beside the file; empty for nothing.
  private let option: String
  private let recognise: @Sendable (Content) -> Bool

  private init(
    _ name: String, _ phrase: String, command: String, option: String = "",
    recognise: @escaping @Sendable (Content) -> Bool
  ) {
    (self.name, self.phrase, self.command, self.option) = (name, phrase, command, option)
    self.recognise = recognise
  }

  private static func file(
    _ name: String, _ phrase: String, command: String, option: String = "",
    _ recognise: @escaping @Sendable (FileStart) -> Bool
  ) -> ContentKind {
    ContentKind(name, phrase, command: command, option: option) { content in
      guard case .file(let start) = content else { return false }
      return recognise(start)
    }
  }

  /// Looks at a file or a folder; of a file the first bytes are read, of a folder the names.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - searchesFolder: Whether runs and logs at any depth of a folder make it one of runs.
  /// - Returns: What it is; `nil` for anything that no command opens.
  /// - Throws: `StorageError` when it cannot be looked at.
  package static func of(
    path: String, searchesFolder: Bool = false
  ) throws(StorageError) -> ContentKind? {
    of(try Content(path: path, searchesFolder: searchesFolder))
  }

  /// What a file or folder is that the user named: as ``of(path:searchesFolder:)``, and a log whatever its name.
  ///
  /// - Throws: `StorageError` when it cannot be looked at.
  package static func named(path: String) throws(StorageError) -> ContentKind? {
    let content = try Content(path: path, searchesFolder: true)
    if let kind = of(content) { return kind }
    guard case .file(let start) = content, RunFormat.recognising(named: start) != nil else {
      return nil
    }
    return .log
  }

  /// What something is that was looked at; `nil` for anything that no command opens.
  package static func of(_ content: Content) -> ContentKind? {
    all.first { $0.recognise(content) }
  }

  /// The command with what it has to be told beside the file.
  package var invocation: String { option.isEmpty ? command : "\(command) \(option)" }

  /// Whether something is of this kind, and perhaps of others: a log may be a table.
  func recognises(_ content: Content) -> Bool { recognise(content) }

  /// The kinds there are; what several recognise is of the first.
  package static let all: [ContentKind] = [
    run, model, runs, map, probe, traversal, trainingState, dataset, recipe, log, table, arrays,
    severalArrays, otherArrays, picture, pictures,
  ]

  /// A folder of training.
  package static let run = ContentKind("run", "a run", command: "watch") { content in
    guard case .folder(let path, _) = content else { return false }
    return RunFormat.recognising(folder: path) != nil
  }

  /// A folder below which runs or logs lie.
  package static let runs = ContentKind("runs", "a folder of runs", command: "watch") { content in
    guard case .folder(let path, isSearched: true) = content else { return false }
    var finder = RunFinder()
    return (try? finder.runs(at: [path]))?.isEmpty == false
  }

  /// A model, whatever its format; or a folder with one.
  package static let model = ContentKind("model", "a model", command: "explore") { content in
    switch content {
    case .file(let start): ModelFormat.recognising(start) != nil
    case .folder(let path, let isSearched): isSearched && ModelSource.holdsModel(folder: path)
    }
  }

  /// Samples with factors.
  package static let dataset = file("data", "a data set", command: "map") {
    $0.purposes == ["data"] || $0.purposes.isEmpty && $0.arrayNames.contains("samples")
  }

  /// A map that this program wrote.
  package static let map = file("map", "a map", command: "inspect") { $0.purposes == ["map"] }

  /// Decoded draws that this program wrote.
  package static let probe = file("probe", "a probe", command: "inspect") {
    $0.purposes == ["probe"]
  }

  /// Decoded values of latents that this program wrote.
  package static let traversal = file("traversal", "a traversal", command: "inspect") {
    $0.purposes == ["traversal"]
  }

  /// What a run continues from.
  package static let trainingState = file(
    "training_state", "the state of a run", command: "inspect"
  ) { $0.purposes.contains("run") }

  /// What is trained.
  package static let recipe = file("recipe", "a recipe", command: "train") { start in
    guard start.signature == nil, start.isText else { return false }
    return start.bytes.split(separator: 0x0A).contains { line in
      ["[data]", "[network]", "[training]"].contains { line.elementsEqual($0.utf8) }
    }
  }

  /// A log of training.
  package static let log = file("log", "a training log", command: "watch") {
    RunFormat.recognising($0) != nil
  }

  /// A table of text.
  package static let table = file("table", "a table", command: "map") { start in
    // The lines of other logs may have commas too.
    start.isTable && [nil, .csv].contains(RunFormat.recognising(start))
  }

  /// An array of numbers whose rows are points.
  package static let arrays = file("arrays", "an array of numbers", command: "map") {
    PointArrays(of: $0) == .one
  }

  /// Arrays of which one has to be named.
  package static let severalArrays = file(
    "archive", "several arrays of numbers", command: "map", option: "--array NAME"
  ) { PointArrays(of: $0) == .several }

  /// Arrays of texts, objects or complex numbers, and those without axes.
  package static let otherArrays = file(
    "unmapped", "arrays without rows of real numbers", command: "inspect"
  ) { PointArrays(of: $0) == PointArrays.none }

  /// A folder of pictures, or of such folders, which are classes.
  package static let pictures = ContentKind(
    "pictures", "a folder of pictures", command: "map"
  ) { content in
    guard case .folder(let path, _) = content else { return false }
    return PictureFolder.isOne(path)
  }

  /// A picture.
  package static let picture = file("picture", "a picture", command: "inspect") {
    $0.signature == .png
  }
}

extension ContentKind: Hashable {
  /// Whether two kinds have the same name.
  package static func == (one: ContentKind, other: ContentKind) -> Bool { one.name == other.name }

  /// Hashes the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension FileStart {
  /// The words behind `latentty.` in the keys of a safetensors file.
  fileprivate var purposes: Set<Substring> {
    if let archiveMark { return [archiveMark[...]] }
    return Set(metadataKeys.map { $0.dropFirst("latentty.".count).prefix { $0 != "." } })
  }
}
