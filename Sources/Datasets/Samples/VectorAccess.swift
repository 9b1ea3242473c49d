/// Sixteen elements from `start`, with `padding` where the elements end.
@inline(__always)
func loadVector(
  _ elements: UnsafeBufferPointer<Float>, at start: Int, padding: Float
) -> SIMD16<Float> {
  guard let base = elements.baseAddress, start &+ 16 <= elements.count else {
    var vector = SIMD16<Float>(repeating: padding)
    for lane in 0..<elements.count - start { vector[lane] = elements[start + lane] }
    return vector
  }
  return UnsafeRawPointer(base + start).loadUnaligned(as: SIMD16<Float>.self)
}

/// Stores sixteen elements from `start`, or as many as there is room for.
@inline(__always)
func storeVector(
  _ vector: SIMD16<Float>, to elements: UnsafeMutableBufferPointer<Float>, at start: Int
) {
  guard let base = elements.baseAddress, start &+ 16 <= elements.count else {
    for lane in 0..<elements.count - start { elements[start + lane] = vector[lane] }
    return
  }
  UnsafeMutableRawPointer(base + start).storeBytes(of: vector, as: SIMD16<Float>.self)
}
