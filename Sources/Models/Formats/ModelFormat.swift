package import Storage

/// A file format of models; a new one is a value and its entry in ``all``.
package struct ModelFormat: Sendable {
  /// The display name.
  package let name: String
  private let endings: Set<String>
  private let recognise: @Sendable (FileStart) -> Bool
  private let readFiles: @Sendable (ModelSource, ModelOptions) throws -> DescribedModel

  /// Creates a format whose models are single files that say everything.
  ///
  /// - Parameters:
  ///   - name: The display name.
  ///   - endings: The file name extensions; they choose the reader of a file whose first bytes no format
  ///     recognises, because it is damaged, so that the reader can report where.
  ///   - recognise: Whether a file has the format, from its first bytes.
  ///   - read: Reads the model; its errors are one line with the file, the place, what was expected and what
  ///     was found.
  package init(
    name: String, endings: Set<String>, recognise: @escaping @Sendable (FileStart) -> Bool,
    read: @escaping @Sendable (_ path: String) throws -> DescribedModel
  ) {
    self.init(name: name, endings: endings, recognise: recognise) { source, _ in
      guard source.paths.count == 1 else {
        throw ModelError(
          message: "\(source.name): expected one file of \(name), found \(source.paths.count)")
      }
      return try read(source.first)
    }
  }

  /// Creates a format of models in one or two files, about which the user may say something.
  ///
  /// - Parameters:
  ///   - name: The display name.
  ///   - endings: The file name extensions.
  ///   - recognise: Whether a file has the format, from its first bytes.
  ///   - readFiles: Reads the model; its errors are one line.
  package init(
    name: String, endings: Set<String>, recognise: @escaping @Sendable (FileStart) -> Bool,
    readFiles:
      @escaping @Sendable (_ source: ModelSource, _ options: ModelOptions) throws ->
      DescribedModel
  ) {
    self.name = name
    self.endings = endings
    self.recognise = recognise
    self.readFiles = readFiles
  }

  /// All formats; the first that recognises a file reads it.
  package static let all: [ModelFormat] = [.checkpoint, .onnx, .torch, .keras, .safetensorsWeights]

  /// The format of a model file, by its first bytes; `nil` for any other file.
  package static func recognising(
    _ start: FileStart, among formats: [ModelFormat] = all
  ) -> ModelFormat? {
    formats.first { $0.recognise(start) }
  }

  /// Opens a model, whatever its format.
  ///
  /// - Parameters:
  ///   - path: The file, two files with a comma between them, or a folder.
  ///   - options: What the user says about a model of another program.
  ///   - formats: The formats that may be recognised.
  /// - Returns: The model and the facts in the file.
  /// - Throws: ``ModelError`` in one line that names the file, the place, what was expected and what was found.
  package static func open(
    path: String, options: ModelOptions = ModelOptions(), formats: [ModelFormat] = all
  ) throws(ModelError) -> DescribedModel {
    let source: ModelSource
    do {
      source = try ModelSource(named: path, formats: formats)
    } catch {
      throw ModelError(message: "\(error)")
    }
    return try open(source, options: options, formats: formats)
  }

  /// Opens a model whose files are known.
  ///
  /// - Parameters:
  ///   - source: The files.
  ///   - options: What the user says about a model of another program.
  ///   - formats: The formats that may be recognised.
  /// - Returns: The model and the facts in the files.
  /// - Throws: ``ModelError`` in one line.
  package static func open(
    _ source: ModelSource, options: ModelOptions = ModelOptions(), formats: [ModelFormat] = all
  ) throws(ModelError) -> DescribedModel {
    let start: FileStart
    do {
      start = try FileStart(path: source.first)
    } catch {
      throw ModelError(message: error.description)
    }
    let named = formats.first { $0.endings.contains(start.ending) }
    guard let format = recognising(start, among: formats) ?? named else {
      throw ModelError(
        message:
          "\(source.first): expected a model (\(formats.map(\.name).joined(separator: ", "))), "
          + "found \(start.words)")
    }
    do {
      return try format.readFiles(source, options)
    } catch {
      throw ModelError(message: "\(error)")
    }
  }
}

/// Why a model cannot be opened, in one line.
package struct ModelError: Error, Equatable, CustomStringConvertible {
  /// The file, the place, what was expected and what was found.
  package let message: String

  /// The error in one line.
  package var description: String { message }
}
