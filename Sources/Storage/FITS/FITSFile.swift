internal import CLibraries
import Tensors

/// A FITS file while it is open in CFITSIO, which reads one at a time.
struct FITSFile: ~Copyable {
  private let file: OpaquePointer
  private let content: MappedFile

  /// The library is told apart from what it says of a file.
  private static let library = "libcfitsio (Debian: libcfitsio10)"

  init(_ content: MappedFile) throws(StorageError) {
    var file: OpaquePointer?
    let status = content.withUnsafeBytes { bytes -> Int32 in
      guard let start = bytes.baseAddress else { return 0 }
      return latentty_fits_open(&file, start, bytes.count)
    }
    guard status != LATENTTY_FITS_NO_LIBRARY else {
      throw .malformed(
        path: content.path, place: "FITS", expected: "\(Self.library) to read it",
        found: "no such library")
    }
    guard let file else { throw Self.fault(content.path, status) }
    (self.file, self.content) = (file, content)
  }

  deinit { latentty_fits_close(file) }

  /// The number of header and data units.
  var unitCount: Int {
    get throws(StorageError) {
      var count: Int32 = 0
      try check(latentty_fits_unit_count(file, &count))
      return Int(count)
    }
  }

  /// Moves to a unit, counted from 1, and describes it.
  func unit(_ number: Int) throws(StorageError) -> FITSUnit {
    var unit = latentty_fits_unit()
    try check(latentty_fits_move(file, Int32(number), &unit))
    let axes = Self.axes(unit.axes, count: unit.axis_count)
    guard unit.kind == 0 else {
      return FITSUnit(
        number: number, name: Self.text(unit.name), shape: [], storedByteCount: 0,
        isCompressed: false, columnCount: Int(unit.column_count), rowCount: Int(unit.row_count))
    }
    return FITSUnit(
      number: number, name: Self.text(unit.name), shape: axes,
      storedByteCount: Int(unit.pixel_bytes), isCompressed: unit.is_compressed != 0, columnCount: 0,
      rowCount: 0)
  }

  /// Describes a column, counted from 1, of the table moved to.
  func column(_ number: Int) throws(StorageError) -> FITSColumn {
    var column = latentty_fits_column()
    try check(latentty_fits_describe(file, Int32(number), &column))
    return FITSColumn(
      number: number, name: Self.text(column.name), unit: Self.text(column.unit),
      typeCode: Int(column.type), count: Int(column.repeat), width: Int(column.width),
      shape: Self.axes(column.axes, count: column.axis_count))
  }

  /// Reads pixels of the image moved to.
  func readPixels(into pixels: UnsafeMutableBufferPointer<Float>) throws(StorageError) {
    guard let start = pixels.baseAddress else { return }
    try check(latentty_fits_pixels(file, 1, Int64(pixels.count), start))
  }

  /// Reads all elements of a column of numbers.
  func readFloats(
    _ column: Int, into values: UnsafeMutableBufferPointer<Float>
  ) throws(StorageError) {
    guard let start = values.baseAddress else { return }
    try check(latentty_fits_floats(file, Int32(column), 1, Int64(values.count), start))
  }

  /// Reads all elements of a column of numbers.
  func readDoubles(
    _ column: Int, into values: UnsafeMutableBufferPointer<Double>
  ) throws(StorageError) {
    guard let start = values.baseAddress else { return }
    try check(latentty_fits_doubles(file, Int32(column), 1, Int64(values.count), start))
  }

  /// Reads the texts of a column, without the blanks at their ends.
  func texts(_ column: FITSColumn, count: Int) throws(StorageError) -> [String] {
    var bytes = [CChar](repeating: 0, count: max(column.count, column.width) + 1)
    var texts: [String] = []
    for row in 0..<count {
      try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
        guard let start = bytes.baseAddress else { return }
        try check(latentty_fits_text(file, Int32(column.number), Int64(row + 1), start))
        let letters = bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        texts.append(String(decoding: letters, as: UTF8.self))
      }
      while texts[row].last == " " { texts[row].removeLast() }
    }
    return texts
  }

  private func check(_ status: Int32) throws(StorageError) {
    guard status == 0 else { throw Self.fault(content.path, status) }
  }

  private static func fault(_ path: String, _ status: Int32) -> StorageError {
    var text = [CChar](repeating: 0, count: 31)
    text.withUnsafeMutableBufferPointer { text in
      if let start = text.baseAddress { latentty_fits_message(status, start) }
    }
    let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return .malformed(
      path: path, place: "FITS", expected: "a file that CFITSIO reads",
      found: "\(String(decoding: words, as: UTF8.self)) (status \(status))")
  }

  /// Extents with that of the slowest axis first.
  private static func axes<Axes>(_ axes: Axes, count: Int32) -> [Int] {
    withUnsafeBytes(of: axes) { bytes in
      let all = bytes.bindMemory(to: Int64.self)
      return all.prefix(max(0, min(Int(count), all.count))).reversed().map { Int($0) }
    }
  }

  private static func text<Text>(_ text: Text) -> String {
    withUnsafeBytes(of: text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
