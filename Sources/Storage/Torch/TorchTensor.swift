/// A tensor of a PyTorch file: a view of a storage, whose elements are read on demand.
package struct TorchTensor: Sendable {
  /// The type of the elements; `nil` for one that is not read.
  package let elementType: ElementType?
  /// The type as in safetensors headers, or PyTorch's name of a type that is not read.
  package let typeName: String
  /// The extent of every axis; empty for a scalar.
  package let shape: [Int]
  /// How many elements lie between neighbours along every axis.
  let strides: [Int]
  /// The first element within the storage.
  let offset: Int
  let storage: TorchStorage
  let isBigEndian: Bool

  /// The most elements of a tensor that repeats elements of its storage.
  static let repeatedElementLimit = 1 << 24

  /// Describes a view, which must lie inside of its storage.
  init(
    _ kind: TorchElements.Kind, of storage: TorchStorage, offset: Int, shape: [Int],
    strides: [Int], isBigEndian: Bool, path: String, place: String
  ) throws(StorageError) {
    let stored = storage.byteCount / kind.byteCount
    guard let count = Self.count(shape), shape.count == strides.count,
      shape.count <= ByteScanner.listLimit, strides.allSatisfy({ $0 >= 0 })
    else {
      throw .malformed(
        path: path, place: place, expected: "a stride for each of at most 64 axes",
        found: "shape \(shape.prefix(8)), strides \(strides.prefix(8))")
    }
    guard count == 0 || Self.last(offset, shape, strides).map({ $0 < stored }) == true else {
      throw .malformed(
        path: path, place: place, expected: "a view of \(stored) stored elements",
        found: "shape \(shape.prefix(8)), strides \(strides.prefix(8)), offset \(offset)")
    }
    guard count <= max(stored, Self.repeatedElementLimit) else {
      throw .malformed(
        path: path, place: place, expected: "at most \(Self.repeatedElementLimit) elements",
        found: "\(count) from \(stored) that are stored")
    }
    (elementType, typeName) = (kind.type, kind.name)
    (self.shape, self.strides, self.offset) = (shape, strides, offset)
    (self.storage, self.isBigEndian) = (storage, isBigEndian)
  }

  /// The number of elements.
  package var count: Int { shape.reduce(1, *) }

  /// Whether the elements follow each other as in a tensor of this program.
  var isContiguous: Bool {
    var expected = 1
    for (extent, stride) in zip(shape, strides).reversed() where extent != 1 {
      guard stride == expected else { return false }
      expected *= extent
    }
    return true
  }

  /// The number of elements; `nil` for extents that overflow or are negative.
  private static func count(_ shape: [Int]) -> Int? {
    var product = 1
    for extent in shape where extent != 0 {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      guard extent > 0, !overflow else { return nil }
      product = next
    }
    return shape.contains(0) ? 0 : product
  }

  /// The index of the last element; `nil` where it overflows or the offset is negative.
  private static func last(_ offset: Int, _ shape: [Int], _ strides: [Int]) -> Int? {
    var last = offset
    for (extent, stride) in zip(shape, strides) {
      let (step, stepOverflow) = (extent - 1).multipliedReportingOverflow(by: stride)
      let (next, overflow) = last.addingReportingOverflow(step)
      guard !stepOverflow, !overflow else { return nil }
      last = next
    }
    return offset >= 0 ? last : nil
  }
}
