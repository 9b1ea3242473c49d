/// A file that PyTorch or Python's `pickle` wrote, opened by mapping: its pickle has been run as data, its tensors are read on demand.
///
/// What the lead of a command calls: ``stateDict(at:)`` for the weights with their names, ``tree()`` for all that is inside,
/// ``module()`` for a whole module with its attributes, ``words`` and ``advice`` for people.
package struct TorchFile: Sendable {
  /// How the pickle and the elements are packed.
  package enum Container: String, Sendable {
    /// A zip archive, as PyTorch writes it since version 1.6.
    case zip = "PyTorch, zip"
    /// Pickles that the elements follow, as before.
    case legacy = "PyTorch, legacy"
    /// A zip archive with code.
    case script = "TorchScript"
    /// One pickle.
    case pickle = "Python pickle"
  }

  /// How the file is packed.
  package let container: Container
  /// What the pickle describes.
  package let document: PickleDocument
  /// The storages by their keys.
  let storages: [String: TorchStorage]
  let isBigEndian: Bool
  let contents: MappedFile

  /// The file.
  package var path: String { contents.path }

  /// Opens a file, recognised by its content.
  ///
  /// - Parameter path: A checkpoint of PyTorch, a module, a TorchScript archive, or any pickle.
  /// - Throws: ``StorageError`` when the file cannot be mapped, is of another format, or breaks its format.
  package init(path: String) throws(StorageError) {
    contents = try MappedFile(path: path)
    let parts =
      if Self.isZip(contents) {
        try TorchArchive(contents).parts()
      } else {
        try TorchLegacy.parts(contents)
      }
    (container, document) = (parts.container, parts.document)
    (storages, isBigEndian) = (parts.storages, parts.isBigEndian)
  }

  /// What the containers have in common.
  struct Parts {
    let container: Container
    let document: PickleDocument
    var storages: [String: TorchStorage] = [:]
    var isBigEndian = false
  }

  private static func isZip(_ contents: MappedFile) -> Bool {
    contents.withUnsafeBytes { $0.starts(with: Array("PK\u{3}\u{4}".utf8)) }
  }

  /// Whether an archive with such entries is one of PyTorch.
  ///
  /// - Parameter entryNames: The names of all entries of a zip archive.
  /// - Returns: Whether one of them is the pickle of PyTorch.
  package static func recognises(entryNames: [String]) -> Bool {
    TorchArchive.pickleName(in: entryNames) != nil
  }
}
