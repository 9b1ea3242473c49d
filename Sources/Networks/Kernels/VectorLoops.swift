import Tensors

/// A number of elements, rounded up to whole vectors.
func wholeVectors(_ count: Int) -> Int {
  (count + Vector.scalarCount - 1) & -Vector.scalarCount
}

/// Computes `count` elements by whole vectors, of which the last one is stored in part.
///
/// Loads may reach past the elements, which every buffer of kernels allows.
///
/// - Parameters:
///   - count: The number of elements.
///   - target: Where the first element is stored.
///   - body: The vector that begins at an index.
@inline(__always)
func storeVectors(
  _ count: Int, to target: UnsafeMutablePointer<Float>, _ body: (Int) -> Vector
) {
  var index = 0
  while index &+ Vector.scalarCount <= count {
    storeVector(body(index), target + index)
    index &+= Vector.scalarCount
  }
  guard index < count else { return }
  storeVector(body(index), target + index, count: count &- index)
}

/// Stores the first elements of a vector, fewer than all.
@inline(never)
func storeVector(_ vector: Vector, _ target: UnsafeMutablePointer<Float>, count: Int) {
  for lane in 0..<count { target[lane] = vector[lane] }
}

/// A vector of which only the first `count` elements count; the others are replaced.
@inline(__always)
func masked(_ vector: Vector, count: Int, with other: Float) -> Vector {
  guard count < Vector.scalarCount else { return vector }
  let lanes = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  return vector.replacing(with: other, where: lanes .>= Int32(count))
}

/// Stores a vector whose lanes may spill over what follows its elements, as long as that is written later: whole while
/// `remaining` elements leave room, else in part.
@inline(__always)
func storeSpilling(_ vector: Vector, _ target: UnsafeMutablePointer<Float>, remaining: Int) {
  if remaining >= Vector.scalarCount {
    storeVector(vector, target)
  } else {
    storeVector(vector, target, count: remaining)
  }
}

/// The sum of `count` elements, which `body` returns by vectors from an index on.
///
/// Sums of many elements in single precision lose digits, so only stretches of them are added in it.
@inline(__always)
func sum(_ count: Int, _ body: (Int) -> Vector) -> Double {
  var total = 0.0
  var index = 0
  while index < count {
    let end = min(count, index &+ 128 &* Vector.scalarCount)
    var part = Vector.zero
    while index &+ Vector.scalarCount <= end {
      part += body(index)
      index &+= Vector.scalarCount
    }
    if index < end { part += masked(body(index), count: end &- index, with: 0) }
    index = end
    total += Double(part.sum())
  }
  return total
}

/// The sums of sixteen neighbours over `count` positions, which `body` returns by position.
@inline(__always)
func sums(_ count: Int, _ body: (Int) -> Vector) -> SIMD16<Double> {
  var total = SIMD16<Double>.zero
  var index = 0
  while index < count {
    let end = min(count, index &+ 256)
    var part = Vector.zero
    while index < end {
      part += body(index)
      index &+= 1
    }
    total += SIMD16<Double>(part)
  }
  return total
}
