extension KeyedDecodingContainer {
  /// Decodes a constant of a likelihood; a file may hold anything.
  func positive(_ key: Key) throws -> Float {
    let value = try decode(Float.self, forKey: key)
    guard value > 0, value.isFinite else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self,
        debugDescription: "expected a finite number above 0, found \(value)")
    }
    return value
  }
}
