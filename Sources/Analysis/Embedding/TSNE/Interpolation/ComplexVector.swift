import Tensors

/// Sixteen complex numbers.
struct ComplexVector {
  var real: Vector
  var imaginary: Vector

  @inline(__always)
  init(_ real: Vector, _ imaginary: Vector) {
    self.real = real
    self.imaginary = imaginary
  }

  /// Loads sixteen real and then sixteen imaginary parts.
  @inline(__always)
  init(_ pointer: UnsafePointer<Float>) {
    self.init(loadVector(pointer), loadVector(pointer + 16))
  }

  /// Stores the real and then the imaginary parts.
  @inline(__always)
  func store(_ pointer: UnsafeMutablePointer<Float>) {
    storeVector(real, pointer)
    storeVector(imaginary, pointer + 16)
  }

  @inline(__always)
  static func + (left: ComplexVector, right: ComplexVector) -> ComplexVector {
    ComplexVector(left.real + right.real, left.imaginary + right.imaginary)
  }

  @inline(__always)
  static func - (left: ComplexVector, right: ComplexVector) -> ComplexVector {
    ComplexVector(left.real - right.real, left.imaginary - right.imaginary)
  }

  /// The product with a real number.
  @inline(__always)
  func scaled(_ factor: Float) -> ComplexVector { ComplexVector(real * factor, imaginary * factor) }

  /// The sum with a multiple of another.
  @inline(__always)
  func adding(_ other: ComplexVector, times factor: Float) -> ComplexVector {
    ComplexVector(
      real.addingProduct(other.real, Vector(repeating: factor)),
      imaginary.addingProduct(other.imaginary, Vector(repeating: factor)))
  }

  /// The product with -i.
  @inline(__always)
  var turnedBack: ComplexVector { ComplexVector(imaginary, -real) }

  /// The product with a complex number of which cosine and sine are given.
  @inline(__always)
  func turned(_ turn: UnsafePointer<Float>) -> ComplexVector {
    let (cosine, sine) = (Vector(repeating: turn[0]), Vector(repeating: turn[1]))
    return ComplexVector(
      (real * cosine).addingProduct(imaginary, -sine),
      (imaginary * cosine).addingProduct(real, sine))
  }
}
