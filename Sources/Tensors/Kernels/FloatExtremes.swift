/// The smallest and the largest of many elements, and whether all are finite; bound by memory bandwidth.
package struct FloatExtremes: Sendable {
  /// The smallest element, infinity before the first.
  package private(set) var lower = Float.infinity
  /// The largest element, minus infinity before the first.
  package private(set) var upper = -Float.infinity

  /// Creates the extremes of no elements.
  package init() {}

  /// Creates extremes that are known.
  package init(lower: Float, upper: Float) {
    self.lower = lower
    self.upper = upper
  }

  /// Includes the extremes of other elements.
  package mutating func include(_ other: FloatExtremes) {
    lower = min(lower, other.lower)
    upper = max(upper, other.upper)
  }

  /// Includes elements.
  ///
  /// - Parameter elements: Any number of them.
  /// - Returns: `false`, and nothing is included, when one of them is NaN or infinite.
  package mutating func include(_ elements: UnsafeBufferPointer<Float>) -> Bool {
    guard let first = elements.first else { return true }
    var low = SIMD16<Float>(repeating: first)
    var high = low
    // A product with zero is zero for every finite value and stays NaN for all others.
    var check = SIMD16<Float>.zero
    let whole = elements.count & ~15
    let bytes = UnsafeRawBufferPointer(elements)
    for start in stride(from: 0, to: whole, by: 16) {
      let vector = bytes.loadUnaligned(fromByteOffset: 4 * start, as: SIMD16<Float>.self)
      low.replace(with: vector, where: vector .< low)
      high.replace(with: vector, where: vector .> high)
      check.addProduct(vector, SIMD16<Float>.zero)
    }
    for index in whole..<elements.count {
      low[0] = min(low[0], elements[index])
      high[0] = max(high[0], elements[index])
      check[0] += elements[index] * 0
    }
    guard check == SIMD16<Float>.zero else { return false }
    lower = min(lower, low.min())
    upper = max(upper, high.max())
    return true
  }
}
