import CLibraries
import Tensors

/// Reads the attributes of objects within limits that hold for a whole file.
struct HDF5AttributeReader {
  /// The most attributes of a file.
  static let countLimit = 1 << 18
  /// The most bytes of all attributes of a file; the description of a model takes some megabytes.
  static let byteLimit = 1 << 28

  private let path: String
  private var count = 0
  private var byteCount = 0

  init(path: String) { self.path = path }

  mutating func attributes(
    of object: latentty_hdf5_handle, at place: String
  ) throws(StorageError) -> [HDF5Attribute] {
    let names = names(of: object)
    count += names.count
    guard count <= Self.countLimit else {
      throw fault(place, expected: "at most \(Self.countLimit) attributes", found: "more")
    }
    var attributes: [HDF5Attribute] = []
    for name in names { attributes.append(try attribute(name, of: object, at: place)) }
    return attributes
  }

  /// The names that are UTF-8 texts; a damaged list ends early.
  private func names(of object: latentty_hdf5_handle) -> [String] {
    var names: [String] = []
    _ = withUnsafeMutablePointer(to: &names) { names in
      latentty_hdf5_each_attribute(
        object,
        { context, name in
          guard let names = context?.assumingMemoryBound(to: [String].self) else { return 1 }
          if let text = String(validatingCString: name) { names.pointee.append(text) }
          return names.pointee.count > HDF5AttributeReader.countLimit ? 1 : 0
        }, names)
    }
    return names
  }

  private mutating func attribute(
    _ name: String, of object: latentty_hdf5_handle, at place: String
  ) throws(StorageError) -> HDF5Attribute {
    let handle = latentty_hdf5_open_attribute(object, name)
    var array = latentty_hdf5_array()
    guard handle >= 0 else {
      return HDF5Attribute(name: name, typeName: "damaged", shape: [], values: .unread)
    }
    defer { latentty_hdf5_release(handle) }
    guard latentty_hdf5_describe(handle, &array), let shape = HDF5Shape.extents(of: array) else {
      return HDF5Attribute(name: name, typeName: "damaged", shape: [], values: .unread)
    }
    let type = HDF5Type(array)
    try take(shape, of: type, "\(place), attribute \"\(name)\"")
    let values = values(of: handle, array, type, count: shape.reduce(1, *))
    return HDF5Attribute(name: name, typeName: type.name, shape: shape, values: values)
  }

  /// Counts the bytes of an attribute before they are allocated.
  private mutating func take(
    _ shape: [Int], of type: HDF5Type, _ place: String
  ) throws(StorageError) {
    let count = shape.reduce(1, *)
    let (bytes, overflow) = max(8, type.byteCount).multipliedReportingOverflow(by: count)
    guard !overflow, bytes <= Self.byteLimit - byteCount else {
      throw fault(
        place, expected: "at most \(Self.byteLimit) bytes of attributes", found: "more")
    }
    byteCount += bytes
  }

  private func values(
    of handle: latentty_hdf5_handle, _ array: latentty_hdf5_array, _ type: HDF5Type, count: Int
  ) -> HDF5Attribute.Values {
    if type.holdsTexts {
      return HDF5Texts.read(handle, array, count: count).map { .texts($0) } ?? .unread
    }
    guard type.holdsNumbers else { return .unread }
    guard count > 0 else { return .numbers([]) }
    var numbers = [Double](repeating: 0, count: count)
    return latentty_hdf5_read_attribute(handle, latentty_hdf5_as_double, &numbers)
      ? .numbers(numbers) : .unread
  }

  private func fault(_ place: String, expected: String, found: String) -> StorageError {
    .malformed(path: path, place: place, expected: expected, found: found)
  }
}

/// The texts of an array.
enum HDF5Texts {
  private struct Reading {
    let isSpacePadded: Bool
    var texts: [String] = []

    mutating func append(_ start: UnsafePointer<CChar>, limit: Int) {
      let bytes = UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
      var count = 0
      while count < limit, bytes[count] != 0 { count += 1 }
      while isSpacePadded, count > 0, bytes[count - 1] == UInt8(ascii: " ") { count -= 1 }
      texts.append(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    }
  }

  /// All texts, invalid UTF-8 repaired; `nil` when they cannot be read.
  static func read(
    _ handle: latentty_hdf5_handle, _ array: latentty_hdf5_array, count: Int
  ) -> [String]? {
    guard count > 0 else { return [] }
    var reading = Reading(isSpacePadded: array.is_space_padded)
    let isRead = withUnsafeMutablePointer(to: &reading) { reading in
      latentty_hdf5_each_text(
        handle, count,
        { context, start, limit in
          guard let reading = context?.assumingMemoryBound(to: Reading.self) else { return }
          reading.pointee.append(start, limit: limit)
        }, reading)
    }
    return isRead ? reading.texts : nil
  }
}
