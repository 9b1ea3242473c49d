/// One operation of a network, as data: what it does, not how.
///
/// A layer says the shape of its output and of its parameters; ``makeKernel(inputShapes:maximumRows:)``
/// turns it into code for a batch. A new kind of layer is one new file and one line in ``LayerRegistry``.
package protocol Layer: Codable, Sendable, Equatable {
  /// The name of the kind in files.
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

  /// The number of multiply-adds with weights that one output sample takes.
  ///
  /// - Parameter inputShapes: Inputs that ``outputShape(_:)`` accepted.
  /// - Returns: The number for one pass forward; each gradient takes as many.
  func productCount(inputShapes: [[Int]]) -> Int

  /// What the kernel for as many samples will take, at most, for inputs that ``outputShape(_:)`` accepted.
  func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel
}

extension Layer {
  /// Most layers have no parameters.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] { [] }
  /// Most layers run without memory of their own.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory { .none }
  /// Most layers have no weights to multiply with.
  package func productCount(inputShapes: [[Int]]) -> Int { 0 }
}
