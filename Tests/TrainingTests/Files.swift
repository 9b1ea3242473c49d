import Storage

/// Writes a text file.
func write(_ text: String, to path: String) throws {
  try write(bytes: Array(text.utf8), to: path)
}

/// Writes a file.
func write(bytes: [UInt8], to path: String) throws {
  try AtomicFile.write(bytes, to: path)
}

/// Reads a file.
func bytes(of path: String) throws -> [UInt8] {
  try MappedFile(path: path).withUnsafeBytes { Array($0) }
}
