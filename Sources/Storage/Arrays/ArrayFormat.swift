/// A format of files that hold arrays of numbers; a new one is a file with its value, and its place in ``all``.
package struct ArrayFormat: Sendable {
  /// A file of the format, for people.
  package let title: String
  private let recognise: @Sendable (FileStart) -> Bool
  private let open: @Sendable (ArrayFile) throws(StorageError) -> StoredArrays

  /// Creates a format.
  ///
  /// - Parameters:
  ///   - title: A file of the format, for people.
  ///   - recognise: Whether a file is of the format, by its first bytes.
  ///   - open: Reads the headers of its arrays.
  init(
    _ title: String, recognise: @escaping @Sendable (FileStart) -> Bool,
    open: @escaping @Sendable (ArrayFile) throws(StorageError) -> StoredArrays
  ) {
    (self.title, self.recognise, self.open) = (title, recognise, open)
  }

  /// The formats there are; a file is of the first that recognises it.
  package static let all: [ArrayFormat] = [.safetensors, .npz, .npy, .idx, .fits, .hdf5]

  /// The format of a file by its first bytes, expanded where it is compressed; `nil` for one of no arrays.
  package static func recognising(_ start: FileStart) -> ArrayFormat? {
    all.first { $0.recognise(start) }
  }

  /// Reads the headers of the arrays of a file that the format recognises.
  func arrays(of file: ArrayFile) throws(StorageError) -> StoredArrays { try open(file) }
}
