package import Storage

/// Why samples could not be encoded, or latents decoded; the description is one line.
package enum CodingError: Error, Equatable, CustomStringConvertible {
  /// The samples do not fit the model.
  case misfit(data: String, expected: String, found: String)
  /// The file holds no latents of the model.
  case noLatents(path: String, expected: String, found: String)
  /// A sample, a latent or what the model made of it is NaN or infinite.
  case notFinite(path: String, what: String, row: Int)
  /// A file cannot be read or written.
  case storage(StorageError)
  /// The caller asked to stop.
  case cancelled

  /// One line: what, where, expected and found.
  package var description: String {
    switch self {
    case .misfit(let data, let expected, let found):
      "\(data): expected \(expected), found \(found)"
    case .noLatents(let path, let expected, let found):
      "\(path): expected \(expected), found \(found)"
    case .notFinite(let path, let what, let row):
      "\(path): row \(row): expected finite numbers, found a NaN or an infinity in its \(what)"
    case .storage(let error): error.description
    case .cancelled: "cancelled"
    }
  }
}
