import Tensors

/// A function applied to every element.
package struct Activation: Layer {
  /// The name of the layer type in files.
  package static let kind = "activation"

  /// The available functions.
  package enum Function: String, Codable, Sendable, CaseIterable {
    /// `max(x, 0)`.
    case rectifier
    /// `x` where positive, `0.01 x` elsewhere.
    case leakyRectifier
    /// `1 / (1 + exp(-x))`.
    case sigmoid
    /// The hyperbolic tangent.
    case tangent
    /// `ln(1 + exp(x))`.
    case softplus

    /// Reads a function by its name.
    ///
    /// - Throws: `DecodingError` that lists the functions where none has that name.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      guard let function = Self(rawValue: try container.decode(String.self)) else {
        let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "expected one of \(names)")
      }
      self = function
    }

    /// The factor on negative inputs, for functions that leave the others unchanged.
    var negativeSlope: Float? {
      switch self {
      case .rectifier: 0
      case .leakyRectifier: 0.01
      case .sigmoid, .tangent, .softplus: nil
      }
    }
  }

  /// The function.
  package let function: Function

  /// Creates a layer.
  package init(_ function: Function) { self.function = function }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.count == 1 else {
      throw .shapeMismatch(layer: Self.kind, expected: "one input", found: inputs)
    }
    return inputs[0]
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ActivationKernel(function: function, sampleCount: inputShapes[0].reduce(1, *))
  }
}

/// Runs an activation; derivatives are computed from the output, so the input need not be stored.
struct ActivationKernel: DifferentiableKernel {
  let function: Activation.Function
  let sampleCount: Int

  /// An exponential takes about as long as fifty multiply-adds of a product.
  var sharedWork: Int { 50 * sampleCount }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    let range = share.range(in: pass.rows * sampleCount, grain: Vector.scalarCount)
    let (x, y) = (pass.input() + range.lowerBound, pass.output + range.lowerBound)
    let count = range.count
    switch function {
    case .rectifier, .leakyRectifier:
      let slope = function.negativeSlope ?? 1
      map(x, y, count) { $0.replacing(with: $0 * slope, where: $0 .< 0) }
    case .sigmoid: map(x, y, count, VectorMath.sigmoid)
    case .tangent: map(x, y, count, VectorMath.tangent)
    case .softplus: map(x, y, count, VectorMath.softplus)
    }
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    let count = pass.rows * sampleCount
    let y = UnsafePointer(pass.output)
    let gradient = UnsafePointer(pass.outputGradient)
    switch function {
    case .rectifier, .leakyRectifier:
      let slope = function.negativeSlope ?? 1
      combine(y, gradient, target, count) { y, g in g.replacing(with: g * slope, where: y .<= 0) }
    case .sigmoid: combine(y, gradient, target, count) { y, g in g * y * (1 - y) }
    case .tangent: combine(y, gradient, target, count) { y, g in g * (1 - y * y) }
    // d softplus / dx is the logistic function of x, which is 1 - exp(-softplus(x)).
    case .softplus:
      combine(y, gradient, target, count) { y, g in g * (1 - VectorMath.exponential(-y)) }
    }
  }

  /// Whole vectors only: values are padded to one, and what is computed in the padding is never read.
  @inline(__always)
  private func map(
    _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int,
    _ body: (Vector) -> Vector
  ) {
    for index in stride(from: 0, to: count, by: Vector.scalarCount) {
      storeVector(body(loadVector(x + index)), y + index)
    }
  }

  @inline(__always)
  private func combine(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>,
    _ count: Int, _ body: (Vector, Vector) -> Vector
  ) {
    for index in stride(from: 0, to: count, by: Vector.scalarCount) {
      storeVector(body(loadVector(x + index), loadVector(y + index)), target + index)
    }
  }
}
