import Tensors

/// Runs an operation on two values; a value that has to be repeated is first expanded into working memory, sample by sample.
struct ArithmeticKernel: DifferentiableKernel {
  private let operation: BinaryOperation
  private let counts: [Int]
  private let count: Int
  /// How an operand is repeated; `nil` where it fills the output.
  private let maps: [IndexMap?]

  init(_ operation: BinaryOperation, _ first: [Int], _ second: [Int]) {
    self.operation = operation
    let output = Broadcasting.shape(first, second) ?? []
    counts = [first.reduce(1, *), second.reduce(1, *)]
    let count = output.reduce(1, *)
    self.count = count
    maps = [first, second].map {
      $0.reduce(1, *) == count ? nil : Broadcasting.map(from: $0, to: output)
    }
  }

  static func memory(_ first: [Int], _ second: [Int]) -> KernelMemory {
    let output = Broadcasting.shape(first, second) ?? []
    return KernelMemory(
      shared: 2 * IndexMap.memory(output: output).shared,
      scratch: 3 * wholeVectors(output.reduce(1, *)))
  }

  /// Each operand, and a gradient, of one sample; two operands of one shape need nothing.
  var scratchCount: Int { maps.allSatisfy { $0 == nil } ? 0 : 3 * wholeVectors(count) }

  var sharedWork: Int { operation.cost * count }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    guard scratchCount > 0 else {
      let range = share.range(in: pass.rows * count, grain: Vector.scalarCount)
      let start = range.lowerBound
      return operation.apply(
        pass.input(0) + start, pass.input(1) + start, into: pass.output + start,
        count: range.count)
    }
    for row in share.range(in: pass.rows) {
      operation.apply(
        operand(0, pass, row), operand(1, pass, row), into: pass.output + row * count,
        count: count)
    }
  }

  /// The elements of an operand, as many as the output has.
  private func operand(_ index: Int, _ pass: LayerPass, _ row: Int) -> UnsafePointer<Float> {
    let source = pass.input(index) + row * counts[index]
    guard let map = maps[index] else { return source }
    let target = pass.scratch + index * wholeVectors(count)
    map.apply(source, into: target, rows: 1)
    return UnsafePointer(target)
  }

  func backward(_ pass: LayerPass) {
    for row in 0..<pass.rows {
      let (a, b) = (operand(0, pass, row), operand(1, pass, row))
      let gradient = UnsafePointer(pass.outputGradient + row * count)
      for index in 0..<2 {
        guard let target = pass.inputGradient(index) else { continue }
        let place = target + row * counts[index]
        let expanded = maps[index] == nil ? place : pass.scratch + 2 * wholeVectors(count)
        if index == 0 {
          operation.backpropagateToFirst(a, b, gradient: gradient, into: expanded, count: count)
        } else {
          operation.backpropagateToSecond(a, b, gradient: gradient, into: expanded, count: count)
        }
        maps[index]?.accumulate(expanded, into: place, rows: 1)
      }
    }
  }
}
