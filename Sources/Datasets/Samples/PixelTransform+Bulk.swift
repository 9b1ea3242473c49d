import Platform
import Tensors

// The same transforms as for single elements, sixteen at a time: a training step applies them to every
// pixel of every batch. They agree with the single ones to a relative 1e-6.

extension PixelTransform {
  /// The encoder inputs of many sample elements.
  ///
  /// - Parameters:
  ///   - elements: Sample elements in the unit of the data.
  ///   - inputs: As many network inputs; may be the memory of `elements`.
  package func writeNetworkInputs(
    of elements: UnsafeBufferPointer<Float>, to inputs: UnsafeMutableBufferPointer<Float>
  ) {
    switch mode {
    case .asinh, .poisson:
      let scale = 1 / asinhf(maximum / softening)
      let stretch = 1 / softening
      map(elements, to: inputs) { inverseHyperbolicSine($0 * stretch) * scale }
    case .anscombe:
      let (zero, span) = (squareRoots.zero, squareRoots.span)
      map(elements, to: inputs) { (SquareRootScale.root($0) - zero) / span }
    case .paper:
      let scale = maximum - minimum
      map(elements, to: inputs) { ($0 - minimum) / scale }
    case .identity, .binary:
      map(elements, to: inputs) { $0 }
    }
  }

  /// The targets of the decoder's output in the likelihood, for many sample elements.
  ///
  /// - Parameters:
  ///   - elements: Sample elements in the unit of the data.
  ///   - targets: As many targets; may be the memory of `elements`.
  package func writeTargets(
    of elements: UnsafeBufferPointer<Float>, to targets: UnsafeMutableBufferPointer<Float>
  ) {
    if mode == .poisson {
      map(elements, to: targets) { $0 }
    } else {
      writeNetworkInputs(of: elements, to: targets)
    }
  }

  /// The sample elements of many decoder outputs.
  ///
  /// - Parameters:
  ///   - outputs: The decoder outputs.
  ///   - elements: As many elements in the unit of the data; may be the memory of `outputs`.
  package func writeElements(
    decoded outputs: UnsafeBufferPointer<Float>, to elements: UnsafeMutableBufferPointer<Float>
  ) {
    switch mode {
    case .asinh:
      let scale = asinhf(maximum / softening)
      map(outputs, to: elements) { hyperbolicSine($0 * scale) * softening }
    case .poisson:
      map(outputs, to: elements) { VectorMath.exponential($0) }
    case .anscombe:
      let (zero, span) = (squareRoots.zero, squareRoots.span)
      map(outputs, to: elements) { SquareRootScale.expectation(zero + $0 * span) }
    case .paper:
      let scale = maximum - minimum
      map(outputs, to: elements) { minimum + $0 * scale }
    case .identity:
      map(outputs, to: elements) { $0 }
    case .binary:
      map(outputs, to: elements) { VectorMath.sigmoid($0) }
    }
  }
}

@inline(__always)
private func map(
  _ source: UnsafeBufferPointer<Float>, to destination: UnsafeMutableBufferPointer<Float>,
  _ body: (SIMD16<Float>) -> SIMD16<Float>
) {
  precondition(
    source.count == destination.count,
    "PixelTransform: \(source.count) elements to \(destination.count)")
  for start in stride(from: 0, to: source.count, by: 16) {
    storeVector(body(loadVector(source, at: start, padding: 0)), to: destination, at: start)
  }
}

/// `asinh(x) = sign(x) ln(1 + t)` with `t = |x| + x^2 / (1 + sqrt(1 + x^2))`, which does not cancel
/// for small values.
@inline(__always)
private func inverseHyperbolicSine(_ x: SIMD16<Float>) -> SIMD16<Float> {
  let magnitude = x.replacing(with: -x, where: x .< 0)
  // Beyond 1e9 the square would overflow long before the value does, and the ratio is 1.
  let bounded = magnitude.replacing(with: 1e9, where: magnitude .> 1e9)
  let ratio = bounded / (1 + (1 + bounded * bounded).squareRoot())
  let t = magnitude + magnitude * ratio
  // The ratio restores the digits lost in 1 + t (Higham 2002, section 1.14.1).
  let sum = 1 + t
  let rounded = sum - 1
  let correction = t / rounded.replacing(with: 1, where: rounded .== 0)
  let value = (VectorMath.logarithm(sum) * correction).replacing(with: t, where: rounded .== 0)
  let signed = value.replacing(with: -value, where: x .< 0)
  return signed.replacing(with: x, where: .!(magnitude .< .infinity))
}

/// `sinh(x)`: its series near zero, where the exponentials cancel, and their half difference beyond.
@inline(__always)
private func hyperbolicSine(_ x: SIMD16<Float>) -> SIMD16<Float> {
  let square = x * x
  var series = SIMD16<Float>(repeating: 1 / 362_880)
  series = SIMD16(repeating: 1 / 5040).addingProduct(series, square)
  series = SIMD16(repeating: 1 / 120).addingProduct(series, square)
  series = SIMD16(repeating: 1 / 6).addingProduct(series, square)
  let near = x.addingProduct(x * square, series)
  let growing = VectorMath.exponential(x)
  let far = 0.5 * growing - 0.5 / growing
  return far.replacing(with: near, where: square .< 1)
}
