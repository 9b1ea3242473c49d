package import Storage

/// Why a foreign model cannot be read; the description is one line.
package enum InterchangeError: Error, Equatable, CustomStringConvertible {
  /// The file could not be read.
  case storage(StorageError)
  /// Something valid that this program does not have, such as an operator: where, and what.
  case unsupported(path: String, place: String, feature: String)
  /// Parts do not fit each other.
  case mismatch(path: String, place: String, expected: String, found: String)
  /// The file does not say enough: what is missing, and what the user can do.
  case undetermined(path: String, missing: String, advice: String)

  /// The file is understood, and is no autoencoder and no decoder: what it is, and what the user can do.
  case notAnAutoencoder(path: String, found: String, advice: String)

  /// The error in one line.
  package var description: String {
    switch self {
    case .storage(let error): error.description
    case .unsupported(let path, let place, let feature):
      "\(path): \(place): \(feature) is not supported"
    case .mismatch(let path, let place, let expected, let found):
      "\(path): \(place): expected \(expected), found \(found)"
    case .notAnAutoencoder(let path, let found, let advice):
      "\(path): expected an autoencoder or a decoder, found \(found); \(advice)"
    case .undetermined(let path, let missing, let advice): "\(path): \(missing); \(advice)"
    }
  }
}
