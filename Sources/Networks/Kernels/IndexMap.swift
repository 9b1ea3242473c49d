import Tensors

/// A map of one sample whose every element is a copy of an element of the input, or a constant.
///
/// The position in the input is a sum of offsets, one per axis of the output, which covers permutations, slices, padding,
/// repetition and the choice of elements along an axis.
struct IndexMap: Sendable {
  /// Marks positions outside the input.
  private static let outside = Int32.min
  /// The most elements of the output that one table describes, unless its axis alone is longer.
  private static let tableLimit = 1 << 12

  /// The elements of one input sample.
  let inputCount: Int
  /// The elements of one output sample.
  let outputCount: Int
  /// The offsets along all axes but those that `inner` describes.
  private let outer: [[Int32]]
  /// The offsets along the last axes.
  private let inner: [Int32]
  /// The stretches of `inner` that are contiguous in the input; empty where they are too short to be worth it.
  private let runs: [Run]
  private let fill: Float

  /// A stretch of output elements.
  private struct Run: Sendable {
    let output: Int
    let source: Int32
    let count: Int
  }

  /// Creates a map from the offsets of every axis of the output.
  ///
  /// - Parameters:
  ///   - inputShape: The shape of one input sample.
  ///   - offsets: For every axis of the output and every position along it, an addend of the input's position; `nil` outside the
  ///     input.
  ///   - fill: The value outside the input.
  init(inputShape: [Int], offsets: [[Int32?]], fill: Float = 0) {
    inputCount = inputShape.reduce(1, *)
    outputCount = offsets.reduce(1) { $0 * $1.count }
    var tables = offsets.map { $0.map { $0 ?? Self.outside } }
    var inner: [Int32] = [0]
    while let table = tables.last,
      inner.count == 1 || table.count * inner.count <= Self.tableLimit
    {
      tables.removeLast()
      inner = table.flatMap { start in inner.map { Self.sum(start, $0) } }
    }
    outer = tables
    self.inner = inner
    self.fill = fill
    let runs = Self.runs(of: inner)
    self.runs = runs.count * 8 <= inner.count ? runs : []
  }

  /// Creates a map from the positions along every axis.
  init(inputShape: [Int], positions: [[Int?]], fill: Float = 0) {
    let strides = Self.strides(of: inputShape)
    self.init(
      inputShape: inputShape,
      offsets: zip(positions, strides).map { positions, stride in
        positions.map { position in position.map { Int32($0 * stride) } }
      }, fill: fill)
  }

  /// The memory of the tables at most.
  static func memory(output: [Int]) -> KernelMemory {
    // A run takes as much as six elements, and there is at most one for every eight.
    KernelMemory(shared: 2 * (output.reduce(0, +) + tableLimit), scratch: 0)
  }

  /// The distance between neighbours along every axis of a row-major shape.
  static func strides(of shape: [Int]) -> [Int] {
    var strides = Array(repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  private static func sum(_ first: Int32, _ second: Int32) -> Int32 {
    first == outside || second == outside ? outside : first + second
  }

  private static func runs(of table: [Int32]) -> [Run] {
    var runs: [Run] = []
    var first = 0
    while first < table.count {
      var end = first + 1
      while end < table.count, follows(table[end - 1], table[end]) { end += 1 }
      runs.append(Run(output: first, source: table[first], count: end - first))
      first = end
    }
    return runs
  }

  private static func follows(_ first: Int32, _ second: Int32) -> Bool {
    first == outside ? second == outside : second != outside && second == first + 1
  }

  /// The blocks of ``inner`` elements in one output sample.
  private var blockCount: Int { outputCount / inner.count }

  /// The input's offset of a block; `nil` outside the input.
  private func offset(ofBlock block: Int) -> Int? {
    var (rest, offset) = (block, 0)
    for table in outer.reversed() {
      let addend = table[rest % table.count]
      guard addend != Self.outside else { return nil }
      offset += Int(addend)
      rest /= table.count
    }
    return offset
  }

  /// Computes one share of the outputs of `rows` samples.
  func apply(
    _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, rows: Int,
    share: WorkShare = .whole
  ) {
    for block in share.range(in: rows * blockCount) {
      let target = output + block * inner.count
      guard let offset = offset(ofBlock: block % blockCount) else {
        target.update(repeating: fill, count: inner.count)
        continue
      }
      copy(input + (block / blockCount * inputCount + offset), into: target)
    }
  }

  private func copy(
    _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
  ) {
    for run in runs {
      if run.source == Self.outside {
        (target + run.output).update(repeating: fill, count: run.count)
      } else {
        (target + run.output).update(from: source + Int(run.source), count: run.count)
      }
    }
    guard runs.isEmpty else { return }
    inner.withUnsafeBufferPointer { inner in
      for index in inner.indices {
        let place = inner[index]
        target[index] = place == Self.outside ? fill : source[Int(place)]
      }
    }
  }

  /// Computes the gradients of inputs from those of outputs.
  func accumulate(
    _ outputGradient: UnsafePointer<Float>, into inputGradient: UnsafeMutablePointer<Float>,
    rows: Int
  ) {
    inputGradient.update(repeating: 0, count: rows * inputCount)
    for row in 0..<rows {
      add(outputGradient + row * outputCount, to: inputGradient + row * inputCount)
    }
  }

  /// Adds the elements of an output sample to those of an input sample that they are copies of.
  func add(_ output: UnsafePointer<Float>, to input: UnsafeMutablePointer<Float>) {
    for block in 0..<blockCount {
      guard let offset = offset(ofBlock: block) else { continue }
      let (target, source) = (input + offset, output + block * inner.count)
      for (index, place) in inner.enumerated() where place != Self.outside {
        target[Int(place)] += source[index]
      }
    }
  }
}

/// Runs an ``IndexMap``.
struct IndexMapKernel: DifferentiableKernel {
  private let map: IndexMap

  init(_ map: IndexMap) { self.map = map }

  var sharedWork: Int { map.outputCount }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    map.apply(pass.input(), into: pass.output, rows: pass.rows, share: share)
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    map.accumulate(pass.outputGradient, into: target, rows: pass.rows)
  }
}
