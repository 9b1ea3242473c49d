import Tensors

/// Runs an operation on a value and a constant parameter, which is expanded to a whole sample when it changes.
struct ConstantOperandKernel: DifferentiableKernel {
  private let operation: BinaryOperation
  private let isReversed: Bool
  private let inputCount: Int
  private let constantCount: Int
  private let count: Int
  /// How the constant fills a sample.
  private let constantMap: IndexMap
  /// How the value fills a sample; `nil` where it does.
  private let inputMap: IndexMap?

  init(_ operation: BinaryOperation, input: [Int], constant: [Int], isReversed: Bool) {
    self.operation = operation
    self.isReversed = isReversed
    let output = Broadcasting.shape(input, constant) ?? []
    inputCount = input.reduce(1, *)
    constantCount = constant.reduce(1, *)
    count = output.reduce(1, *)
    constantMap = Broadcasting.map(from: constant, to: output)
    inputMap = inputCount == count ? nil : Broadcasting.map(from: input, to: output)
  }

  static func memory(input: [Int], constant: [Int]) -> KernelMemory {
    let output = Broadcasting.shape(input, constant) ?? []
    let count = wholeVectors(output.reduce(1, *))
    return KernelMemory(
      shared: 2 * IndexMap.memory(output: output).shared + count, scratch: 2 * count)
  }

  /// The expanded value, and a gradient, of one sample.
  var scratchCount: Int { 2 * wholeVectors(count) }
  var preparedCount: Int { count }
  var sharedWork: Int { operation.cost * count }

  func prepare(
    _ parameters: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    constantMap.apply(
      parameters, into: prepared, rows: 1, share: WorkShare(part: part, of: parts))
  }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    let range = share.range(in: count, grain: Vector.scalarCount)
    for row in 0..<pass.rows {
      let value = self.value(pass, row) + range.lowerBound
      let constant = pass.prepared + range.lowerBound
      operation.apply(
        isReversed ? constant : value, isReversed ? value : constant,
        into: pass.output + (row * count + range.lowerBound), count: range.count)
    }
  }

  private func value(_ pass: LayerPass, _ row: Int) -> UnsafePointer<Float> {
    let source = pass.input() + row * inputCount
    guard let inputMap else { return source }
    inputMap.apply(source, into: pass.scratch, rows: 1)
    return UnsafePointer(pass.scratch)
  }

  func backward(_ pass: LayerPass) {
    let aside = pass.scratch + wholeVectors(count)
    pass.parameterGradient.update(repeating: 0, count: constantCount)
    for row in 0..<pass.rows {
      let value = self.value(pass, row)
      let gradient = UnsafePointer(pass.outputGradient + row * count)
      backpropagate(value, pass, gradient, toConstant: true, into: aside)
      constantMap.add(aside, to: pass.parameterGradient)
      guard let target = pass.inputGradient() else { continue }
      let place = target + row * inputCount
      backpropagate(value, pass, gradient, toConstant: false, into: inputMap == nil ? place : aside)
      inputMap?.accumulate(aside, into: place, rows: 1)
    }
  }

  private func backpropagate(
    _ value: UnsafePointer<Float>, _ pass: LayerPass, _ gradient: UnsafePointer<Float>,
    toConstant: Bool, into target: UnsafeMutablePointer<Float>
  ) {
    let (a, b) = isReversed ? (pass.prepared, value) : (value, pass.prepared)
    if toConstant == isReversed {
      operation.backpropagateToFirst(a, b, gradient: gradient, into: target, count: count)
    } else {
      operation.backpropagateToSecond(a, b, gradient: gradient, into: target, count: count)
    }
  }
}
