import Tensors

/// A header and data unit of a FITS file.
struct FITSUnit: Sendable, Equatable {
  /// Its number, from 1.
  let number: Int
  /// The name of the extension; empty where it has none.
  let name: String
  /// The extents of an image, the slowest axis first; empty for a table, and for an image without pixels.
  let shape: [Int]
  /// The bytes of a pixel as it is stored.
  let storedByteCount: Int
  let isCompressed: Bool
  /// The columns of a table; 0 for an image.
  let columnCount: Int
  let rowCount: Int

  /// The most columns of a table.
  static let columnLimit = 1 << 12
  /// A compressed tile of equal pixels takes some bits, so more pixels than this for every byte are none.
  private static let mostPixelsPerByte = Deflate.maximumExpansion * 8

  /// The name, or the number where there is none.
  var title: String { name.isEmpty ? "unit \(number)" : name }

  /// Without axes of one entry before those of a picture.
  var pictureShape: [Int] {
    var shape = shape
    while shape.count > 2, shape[0] == 1 { shape.removeFirst() }
    return shape
  }

  /// Refuses an image whose pixels the file cannot have.
  func check(in content: MappedFile) throws(StorageError) {
    let count = shape.reduce(1.0) { $0 * Double($1) }
    let possible =
      isCompressed
      ? Double(content.count) * Double(Self.mostPixelsPerByte)
      : Double(content.count) / Double(max(1, storedByteCount))
    guard shape.allSatisfy({ $0 >= 0 }), count <= possible, count < 1e15,
      MachineMemory.hasRoom(forFloats: Int(count))
    else {
      throw .malformed(
        path: content.path, place: "FITS \(title)",
        expected: "pixels that the file and memory have",
        found: "shape \(shape)")
    }
  }
}

/// A column of a table of a FITS file.
struct FITSColumn: Sendable, Equatable {
  /// Its number, from 1.
  let number: Int
  let name: String
  let unit: String
  /// The type code of CFITSIO, after scaling.
  let typeCode: Int
  /// The elements of a row, or the letters of a text.
  let count: Int
  /// The bytes of an element, or of a text.
  let width: Int
  /// The extents of the elements of a row, the slowest axis first.
  let shape: [Int]

  private static let textCode = 16
  private static let numberCodes: Set<Int> = [11, 12, 14, 20, 21, 30, 31, 40, 41, 42, 80, 81, 82]

  var isText: Bool { typeCode == Self.textCode && (0...1 << 16).contains(max(count, width)) }
  var isNumeric: Bool { Self.numberCodes.contains(typeCode) && count > 0 }
  var isVector: Bool { isNumeric && count > 1 }

  /// The type in words, for a column that is not read.
  var typeName: String {
    switch typeCode {
    case ..<0: "arrays of variable length"
    case 1: "bits"
    case 83, 163: "complex"
    default: "type \(typeCode)"
    }
  }
}
