package import Storage

/// Why a data set could not be made, opened or used; the description is one line.
package enum DatasetError: Error, Equatable {
  /// The file could not be read or written.
  case storage(StorageError)
  /// The file is valid but contains no data set.
  case notADataset(path: String, expected: String, found: String)
  /// The extension of a file is not that of a known format.
  case unknownFormat(path: String)
  /// There is no generator of that name.
  case unknownGenerator(name: String, available: [String])
  /// The generator has no such setting.
  case unknownSetting(generator: String, key: String, available: [String])
  /// A setting cannot have that value.
  case invalidSetting(generator: String, key: String, expected: String, found: String)
  /// The settings are valid one by one, but not together.
  case unusableSettings(generator: String, reason: String)
  /// A metadata entry of the file is not what it should be.
  case invalidMetadata(path: String, key: String, reason: String)
  /// A sample contains an invalid value; `origin` is the file, or the name of the generator.
  case invalidElement(origin: String, sample: Int, place: String, expected: String, value: Float)
  /// Several elements are not finite; the place is that of the first.
  case blanks(
    origin: String, sample: Int, place: String, value: Float, elementCount: Int, sampleCount: Int)
  /// The constants of a pixel transform are invalid.
  case unusableTransform(mode: PixelMode, expected: String, found: String)
  /// The caller asked to stop.
  case cancelled
}

extension DatasetError: CustomStringConvertible {
  /// One line that says what is wrong, where, what was expected and what was found.
  package var description: String {
    switch self {
    case .storage(let error):
      error.description
    case .notADataset(let path, let expected, let found):
      "\(path): not a data set: expected \(expected), found \(found)"
    case .unknownFormat(let path):
      "\(path): expected a name that ends in .safetensors or .npz"
    case .unknownGenerator(let name, let available):
      "no data set \"\(name)\": expected one of \(available.joined(separator: ", "))"
    case .unknownSetting(let generator, let key, let available):
      "\(generator): no setting \"\(key)\": expected one of \(available.joined(separator: ", "))"
    case .invalidSetting(let generator, let key, let expected, let found):
      "\(generator): setting \(key): expected \(expected), found \"\(found)\""
    case .unusableSettings(let generator, let reason):
      "\(generator): \(reason)"
    case .invalidMetadata(let path, let key, let reason):
      "\(path): metadata \"\(key)\": \(reason)"
    case .invalidElement(let origin, let sample, let place, let expected, let value):
      "\(origin): sample \(sample), \(place): expected \(expected), found \(value)"
    case .blanks(let origin, let sample, let place, let value, let elements, let samples):
      "\(origin): sample \(sample), \(place): expected a finite number, found \(value), the first of \(elements) "
        + "in \(samples) samples; --blanks zero or --blanks median replaces them"
    case .unusableTransform(let mode, let expected, let found):
      "pixel mode \(mode.rawValue): expected \(expected), found \(found)"
    case .cancelled:
      "cancelled"
    }
  }
}
