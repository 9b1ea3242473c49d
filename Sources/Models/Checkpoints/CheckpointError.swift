package import Storage

/// Why a file cannot be opened as a checkpoint.
package enum CheckpointError: Error, Equatable, CustomStringConvertible {
  /// The file cannot be read or written, or breaks its format.
  case storage(StorageError)
  /// The metadata lacks an entry that every checkpoint has.
  case missingMetadata(path: String, key: String)
  /// A metadata entry is invalid.
  case invalidMetadata(path: String, key: String, reason: String)
  /// The file was written by a newer version.
  case unknownVersion(path: String, found: String, newest: Int)
  /// A tensor holds a value that is not allowed.
  case invalidElement(
    path: String, tensor: String, index: [Int], expected: String, found: String)
  /// Two parts of the file disagree.
  case disagreement(path: String, part: String, expected: String, found: String)

  /// One line with the file, the place, what was expected and what was found.
  package var description: String {
    switch self {
    case .storage(let error):
      error.description
    case .missingMetadata(let path, let key):
      "\(path): expected the metadata of a latentty checkpoint, found no entry \"\(key)\""
    case .invalidMetadata(let path, let key, let reason):
      "\(path): metadata \"\(key)\": \(reason)"
    case .unknownVersion(let path, let found, let newest):
      "\(path): expected a checkpoint of format 1 to \(newest), found \(found)"
    case .invalidElement(let path, let tensor, let index, let expected, let found):
      "\(path): tensor \"\(tensor)\", element \(index): expected \(expected), found \(found)"
    case .disagreement(let path, let part, let expected, let found):
      "\(path): \(part): expected \(expected), found \(found)"
    }
  }
}
