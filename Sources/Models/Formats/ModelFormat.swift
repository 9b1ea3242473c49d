package import Storage

/// A file format of models; a new one is a value and its entry in ``all``.
package struct ModelFormat: Sendable {
  /// The display name.
  package let name: String
  private let endings: Set<String>
  private let recognise: @Sendable (FileStart) -> Bool
  private let readFile: @Sendable (String) throws -> DescribedModel

  /// Creates a format.
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
    self.name = name
    self.endings = endings
    self.recognise = recognise
    readFile = read
  }

  /// All formats; the first that recognises a file reads it.
  package static let all: [ModelFormat] = [.checkpoint]

  /// The format of a model file, by its first bytes; `nil` for any other file.
  package static func recognising(
    _ start: FileStart, among formats: [ModelFormat] = all
  ) -> ModelFormat? {
    formats.first { $0.recognise(start) }
  }

  /// Opens a model, whatever its format.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - formats: The formats that may be recognised.
  /// - Returns: The model and the facts in the file.
  /// - Throws: ``ModelError`` in one line that names the file, the place, what was expected and what was found.
  package static func open(
    path: String, formats: [ModelFormat] = all
  ) throws(ModelError) -> DescribedModel {
    let start: FileStart
    do {
      start = try FileStart(path: path)
    } catch {
      throw ModelError(message: error.description)
    }
    let named = formats.first { $0.endings.contains(start.ending) }
    guard let format = recognising(start, among: formats) ?? named else {
      throw ModelError(
        message: "\(path): expected a model (\(formats.map(\.name).joined(separator: ", "))), "
          + "found \(start.words)")
    }
    do {
      return try format.readFile(path)
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
