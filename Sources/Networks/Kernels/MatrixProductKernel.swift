import Tensors

/// Multiplies matrices.
struct MatrixProductKernel: DifferentiableKernel {
  private let rows: Int
  private let depth: Int
  private let columns: Int
  /// The elements of one sample of either value.
  private let counts: [Int]
  /// The matrix of either value that every product reads.
  private let matrices: [[Int32]]
  /// The offsets of a matrix' rows, and of the elements of a row.
  private let lanes: [Int32]
  private let steps: [Int32]
  private let targets: [Int32]

  init(_ first: [Int], _ second: [Int]) {
    (rows, depth) = (first[first.count - 2], first[first.count - 1])
    columns = second[second.count - 1]
    counts = [first.reduce(1, *), second.reduce(1, *)]
    let batches = [Array(first.dropLast(2)), Array(second.dropLast(2))]
    let batch = Broadcasting.shape(batches[0], batches[1]) ?? []
    matrices = batches.map { Broadcasting.positions(from: $0, to: batch) }
    let (depth, columns) = (depth, columns)
    lanes = (0..<rows).map { Int32($0 * depth) }
    steps = (0..<depth).map { Int32($0) }
    targets = (0..<rows).map { Int32($0 * columns) }
  }

  static func memory(_ first: [Int], _ second: [Int]) -> KernelMemory {
    let batch = Broadcasting.shape(first.dropLast(2), second.dropLast(2)) ?? []
    let tables = 2 * first[first.count - 2] + first[first.count - 1]
    return KernelMemory(shared: 2 * batch.reduce(1, *) + tables, scratch: 0)
  }

  private var batchCount: Int { matrices[0].count }

  var sharedWork: Int { batchCount * rows * depth * columns }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    let products = pass.rows * batchCount
    // Few products are divided by rows, many as a whole.
    let isDivided = products < share.parts
    let part = isDivided ? share.range(in: rows, grain: IndexedProduct.tileLanes) : 0..<rows
    for product in isDivided ? 0..<products : share.range(in: products) {
      multiply(
        matrix(0, of: product, in: pass.input(0)), matrix(1, of: product, in: pass.input(1)),
        rows: part, into: pass.output + product * rows * columns)
    }
  }

  private func matrix(
    _ operand: Int, of product: Int, in value: UnsafePointer<Float>
  ) -> UnsafePointer<Float> {
    value + offset(operand, of: product)
  }

  private func offset(_ operand: Int, of product: Int) -> Int {
    let size = operand == 0 ? rows * depth : depth * columns
    return product / batchCount * counts[operand]
      + Int(matrices[operand][product % batchCount]) * size
  }

  private func multiply(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, rows part: Range<Int>,
    into target: UnsafeMutablePointer<Float>
  ) {
    lanes.withUnsafeBufferPointer { lanes in
      steps.withUnsafeBufferPointer { steps in
        targets.withUnsafeBufferPointer { targets in
          guard let targets = targets.baseAddress else { return }
          IndexedProduct.run(
            a, lanes: UnsafeBufferPointer(rebasing: lanes[part]), steps: steps, b,
            bStride: columns, columns: columns, into: target,
            outputOffsets: targets + part.lowerBound, store: .assign())
        }
      }
    }
  }

  func backward(_ pass: LayerPass) {
    let targets = (0..<2).map { pass.inputGradient($0) }
    for (target, count) in zip(targets, counts) {
      target?.update(repeating: 0, count: pass.rows * count)
    }
    for product in 0..<pass.rows * batchCount {
      let gradient = UnsafePointer(pass.outputGradient + product * rows * columns)
      if let target = targets[0] {
        addProduct(
          gradient, transposed: matrix(1, of: product, in: pass.input(1)),
          to: target + offset(0, of: product))
      }
      if let target = targets[1] {
        addProduct(
          transposed: matrix(0, of: product, in: pass.input(0)), gradient,
          to: target + offset(1, of: product))
      }
    }
  }

  private func addProduct(
    _ gradient: UnsafePointer<Float>, transposed b: UnsafePointer<Float>,
    to target: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      for step in 0..<depth {
        let (g, values) = (gradient + row * columns, b + step * columns)
        target[row * depth + step] += Float(
          sum(columns) { loadVector(g + $0) * loadVector(values + $0) })
      }
    }
  }

  private func addProduct(
    transposed a: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>,
    to target: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      for step in 0..<depth {
        let (line, g) = (target + step * columns, gradient + row * columns)
        let factor = a[row * depth + step]
        for column in 0..<columns { line[column] += factor * g[column] }
      }
    }
  }
}
