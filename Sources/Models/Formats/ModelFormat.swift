package import Storage

/// A format of files that hold a model; a new one is a value and its place in ``all``.
package struct ModelFormat: Sendable {
  /// The name, for people.
  package let name: String
  private let endings: Set<String>
  private let recognise: @Sendable (FileStart) -> Bool
  private let readFile: @Sendable (String) throws -> DescribedModel

  /// Creates a format.
  ///
  /// - Parameters:
  ///   - name: The name, for people.
  ///   - endings: The ends of the names of such files; one whose bytes tell nothing, because it is damaged, goes to the reader
  ///     that its name asks for, which says where it is damaged.
  ///   - recognise: Whether a file is of the format, from its first bytes.
  ///   - read: Reads the model; its errors are one line that names the file, the place, what was expected and what was
  ///     found.
  package init(
    name: String, endings: Set<String>, recognise: @escaping @Sendable (FileStart) -> Bool,
    read: @escaping @Sendable (_ path: String) throws -> DescribedModel
  ) {
    self.name = name
    self.endings = endings
    self.recognise = recognise
    readFile = read
  }

  /// The formats there are, the first that recognises a file being its.
  package static let all: [ModelFormat] = [.checkpoint]

  /// The format of a file that holds a model, by its first bytes; `nil` for any other file.
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
  /// - Returns: The model and what the file says of it.
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

/// Why a model does not open, in one line.
package struct ModelError: Error, Equatable, CustomStringConvertible {
  /// The file, the place, what was expected and what was found.
  package let message: String

  /// The line.
  package var description: String { message }
}
