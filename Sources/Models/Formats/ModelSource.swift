package import Storage

/// What the user named as a model: a file, an encoder and a decoder with a comma between them, or a folder that holds either.
package struct ModelSource: Sendable, Equatable {
  /// What was named.
  package let name: String
  /// The file, or encoder and decoder in any order.
  package let paths: [String]

  /// Most models are one file, some are two.
  private static let mostFiles = 2

  /// Finds the files.
  ///
  /// - Parameters:
  ///   - name: What the user named; a file of that very name comes first.
  ///   - formats: The formats that make a file of a folder a model.
  /// - Throws: ``ModelError`` when a folder holds no model or several; `StorageError` when something cannot be looked at.
  package init(
    named name: String, formats: [ModelFormat] = ModelFormat.all
  ) throws {
    self.name = name
    if try FileKind(path: name) == .folder {
      paths = try Self.models(in: name, formats: formats)
    } else {
      paths = try Self.pair(named: name) ?? [name]
    }
  }

  /// The two files of a name with a comma between them; `nil` for anything else.
  ///
  /// - Throws: `StorageError` when something cannot be looked at.
  package static func pair(named name: String) throws(StorageError) -> [String]? {
    let parts = name.split(separator: ",").map(String.init)
    guard parts.count == mostFiles, try FileKind(path: name) == nil else { return nil }
    for part in parts where try FileKind(path: part) == nil { return nil }
    return parts
  }

  /// Names files that are given one by one.
  package init(paths: [String]) {
    precondition(!paths.isEmpty, "ModelSource: no files")
    (name, self.paths) = (paths.joined(separator: ","), paths)
  }

  /// The file that says the format.
  package var first: String { paths[0] }

  /// The name of the first file without folders and ending.
  package var title: String { Self.title(of: first) }

  /// The name of a file without folders and ending: what a model is called in reports.
  package static func title(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    return stem.isEmpty ? file : stem
  }

  /// So many names of a folder are looked at.
  private static let entryLimit = 1 << 10

  /// The model in a folder: the only one, or the encoder and the decoder.
  private static func models(in folder: String, formats: [ModelFormat]) throws -> [String] {
    let entries = try FolderReader.entries(of: folder, limit: entryLimit).entries
    let files = entries.filter { !$0.isFolder }.map { "\(folder)/\($0.name)" }
    let models = try files.filter { path in
      guard try FileKind(path: path) == .file else { return false }
      return ModelFormat.recognising(try FileStart(path: path), among: formats) != nil
    }
    let halves = ["encoder", "decoder"].map { half in
      models.filter { $0.split(separator: "/").last?.lowercased().contains(half) == true }
    }
    if models.count == 1 { return models }
    if halves.allSatisfy({ $0.count == 1 }), halves[0] != halves[1] {
      return halves.flatMap(\.self)
    }
    let found = models.prefix(4).map { $0.dropFirst(folder.count + 1) }.joined(separator: ", ")
    throw ModelError(
      message: models.isEmpty
        ? "\(folder): expected a model in the folder, found none among \(files.count) files"
        : "\(folder): expected one model, or an encoder and a decoder, found \(models.count): "
          + found + (models.count > 4 ? ", …" : ""))
  }

  /// Whether a folder holds what ``init(named:formats:)`` finds.
  package static func holdsModel(folder: String) -> Bool {
    (try? models(in: folder, formats: ModelFormat.all)) != nil
  }
}
