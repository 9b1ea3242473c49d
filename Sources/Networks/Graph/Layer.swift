/// One operation of a network, as data: what it computes, not how.
///
/// A layer defines the shapes of its output and parameters; ``makeKernel(inputShapes:maximumRows:)`` turns it
/// into code for a batch. A new layer type is one new file and one line in ``LayerRegistry``.
package protocol Layer: Codable, Sendable, Equatable {
  /// The name of the layer type in files.
  static var kind: String { get }

  /// The shape of one output sample.
  ///
  /// - Parameter inputs: The shape of one sample of every input: `[height, width, channels]`, `[features]` or
  ///   `[tokens, features]`.
  /// - Returns: The shape of one output sample, in the same form.
  /// - Throws: ``NetworkError/shapeMismatch(layer:expected:found:)`` when the inputs do not fit.
  func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int]

  /// The parameters, for inputs that ``outputShape(_:)`` accepted.
  func parameters(inputShapes: [[Int]]) -> [ParameterShape]

  /// The number of multiply-adds with weights per output sample.
  ///
  /// - Parameter inputShapes: Inputs that ``outputShape(_:)`` accepted.
  /// - Returns: The number for one forward pass; each gradient takes as many.
  func productCount(inputShapes: [[Int]]) -> Int

  /// The memory the kernel needs at most for `maximumRows` samples, for inputs that ``outputShape(_:)``
  /// accepted.
  func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel
}

extension Layer {
  /// No parameters, as for most layers.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] { [] }
  /// No memory of its own, as for most layers.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory { .none }
  /// No weights to multiply with, as for most layers.
  package func productCount(inputShapes: [[Int]]) -> Int { 0 }
}
