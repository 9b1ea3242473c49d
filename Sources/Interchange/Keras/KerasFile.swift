import Escaping
import Storage

/// A file of Keras: the configuration of a model, its weights, or both.
struct KerasFile {
  /// How the weights are kept.
  enum Weights {
    /// In a group for every layer of the outermost model, as Keras 2 does.
    case legacy(HDF5File, HDF5Group)
    /// In groups for the layers by their classes, as Keras 3 does.
    case byClass(HDF5File)
  }

  let path: String
  /// The configuration of the model, with `class_name` and `config`.
  let configuration: JSONValue?
  let weights: Weights?
  /// The version of Keras; `nil` where the file does not tell.
  let version: String?

  /// The longest configuration in bytes.
  private static let textLimit = 1 << 26

  /// Opens a model or weights in HDF5, the archive of Keras 3, or a configuration in JSON.
  init(path: String) throws(InterchangeError) {
    do throws(StorageError) {
      let start = try FileStart(path: path)
      if start.bytes.starts(with: Array("PK".utf8)) {
        (configuration, weights, version) = try Self.archive(path)
      } else if start.isText {
        (configuration, weights, version) = (try Self.text(path), nil, nil)
      } else {
        (configuration, weights, version) = try Self.hdf5(path)
      }
      self.path = path
    } catch {
      throw .storage(error)
    }
  }

  private init(path: String, configuration: JSONValue?, weights: Weights?, version: String?) {
    self.path = path
    (self.configuration, self.weights, self.version) = (configuration, weights, version)
  }

  /// The model of this configuration with the weights of another file.
  func with(_ other: KerasFile) -> KerasFile {
    KerasFile(
      path: other.path, configuration: configuration, weights: other.weights,
      version: version ?? other.version)
  }

  /// The major version; what is not said is 2, the last that did not say it.
  var majorVersion: Int {
    version?.split(separator: ".").first.flatMap { Int($0) } ?? 2
  }

  private typealias Content = (configuration: JSONValue?, weights: Weights?, version: String?)

  private static func archive(_ path: String) throws(StorageError) -> Content {
    let archive = try ArchivedFiles(path: path)
    guard let text = try archive.text("config.json", limit: textLimit) else {
      throw .malformed(
        path: path, place: "zip archive", expected: "a Keras model with config.json",
        found: archive.names.prefix(6).joined(separator: ", "))
    }
    let metadata = try archive.text("metadata.json", limit: textLimit)
    let version = try metadata.map { text throws(StorageError) in
      try json(text, path: path, place: "metadata.json")["keras_version"]?.text
    }
    return (
      try json(text, path: path, place: "config.json"),
      try archive.hdf5("model.weights.h5").map { .byClass($0) }, version ?? nil
    )
  }

  private static func hdf5(_ path: String) throws(StorageError) -> Content {
    let file = try HDF5File(path: path)
    let attributes = file.root.attributes
    let configuration = try attributes["model_config"]?.text.map { text throws(StorageError) in
      try json(text, path: path, place: "attribute \"model_config\"")
    }
    let group = file.root.group("model_weights") ?? file.root
    let version = attributes["keras_version"]?.text ?? group.attributes["keras_version"]?.text
    let isLegacy = !group.attributes.kerasTexts("layer_names").isEmpty
    return (configuration, isLegacy ? .legacy(file, group) : .byClass(file), version)
  }

  private static func text(_ path: String) throws(StorageError) -> JSONValue {
    let reader = try GrowingFile(path: path)
    let count = try reader.status.byteCount
    guard count <= textLimit else {
      throw .malformed(
        path: path, place: "file", expected: "at most \(textLimit) bytes", found: "\(count)")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
      try reader.read(into: UnsafeMutableRawBufferPointer(bytes), at: 0)
    }
    let value = try json(
      String(decoding: bytes.prefix(read), as: UTF8.self), path: path, place: "file")
    guard value["class_name"]?.text != nil else {
      throw .malformed(
        path: path, place: "file", expected: "the configuration of a Keras model",
        found: "other JSON")
    }
    return value
  }

  private static func json(
    _ text: String, path: String, place: String
  ) throws(StorageError) -> JSONValue {
    do throws(JSONFault) {
      return try JSONValue(text)
    } catch {
      let inner = error.place.isEmpty ? place : "\(place), \(error.place)"
      throw .malformed(path: path, place: inner, expected: error.expected, found: error.found)
    }
  }
}
