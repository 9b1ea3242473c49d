/// Checked arithmetic on shapes that a file declares.
enum StoredShape {
  /// The number of bytes of a shape, or `nil` when the arithmetic overflows.
  ///
  /// Extents of zero are left out of the overflow check's product, so that every partial product of
  /// an accepted shape fits an `Int`.
  static func byteCount(_ shape: [Int], of type: ElementType) -> Int? {
    var product = type.byteCount
    for extent in shape where extent != 0 {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      guard extent > 0, !overflow else { return nil }
      product = next
    }
    return shape.contains(0) ? 0 : product
  }
}
