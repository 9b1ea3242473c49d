/// The rows of one buffer, divided among workers that each write only their own rows.
package struct DisjointRows: Sendable {
  // An address, because a pointer must not cross threads unless no two threads use the same memory,
  // which the type system cannot check and the division of the rows guarantees.
  private let address: UInt
  private let count: Int
  private let length: Int

  /// Creates the rows of a buffer, which must outlive them.
  ///
  /// - Parameters:
  ///   - buffer: Rows one after another.
  ///   - length: The elements of a row.
  package init(_ buffer: UnsafeMutableBufferPointer<Float>, length: Int) {
    address = UInt(bitPattern: buffer.baseAddress)
    count = buffer.count
    self.length = length
  }

  /// A run of rows; no two threads may ask for the same row.
  package subscript(rows: Range<Int>) -> UnsafeMutableBufferPointer<Float> {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound * length <= count,
      "DisjointRows: rows \(rows) of \(length) elements in \(count)")
    let start = UnsafeMutablePointer<Float>(bitPattern: address)
    return UnsafeMutableBufferPointer(
      start: start.map { $0 + rows.lowerBound * length }, count: rows.count * length)
  }

  /// One row; no two threads may ask for the same.
  package subscript(row: Int) -> UnsafeMutableBufferPointer<Float> {
    precondition(
      row >= 0 && (row + 1) * length <= count,
      "DisjointRows: row \(row) of \(length) elements in \(count)")
    let start = UnsafeMutablePointer<Float>(bitPattern: address)
    return UnsafeMutableBufferPointer(start: start.map { $0 + row * length }, count: length)
  }
}
