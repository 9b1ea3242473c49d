import Tensors
import TestSupport
import Testing

/// The kernel against a triple loop in Double, over random tables.
@Suite struct IndexedProductTests {
  /// One product: tables into `a`, rows of `b` further apart than they are long, rows of the output in
  /// random order with gaps between them.
  private struct Case {
    let a, b, bias, before: FloatBuffer
    let lanes, steps, offsets: [Int32]
    let columns, bStride: Int

    init(columns: Int, lanes mostLanes: Int = 19, random: inout CounterRandom) {
      let (laneCount, stepCount) = (random.integer(1...mostLanes), random.integer(0...24))
      let outputStride = columns + random.integer(0...3)
      self.columns = columns
      bStride = columns + random.integer(0...5)
      lanes = (0..<laneCount).map { _ in Int32(random.integer(0...60)) }
      steps = (0..<stepCount).map { _ in Int32(random.integer(0...40)) }
      offsets = random.nextPermutation(laneCount).map { Int32($0 * outputStride) }
      a = FloatBuffer(random.floats(101))
      b = FloatBuffer(random.floats(bStride * max(stepCount, 1)))
      bias = FloatBuffer(random.floats(columns))
      before = FloatBuffer(random.floats(outputStride * laneCount))
    }

    func run(_ store: IndexedProduct.Store) -> [Float] {
      let output = FloatBuffer(before.elements)
      lanes.withUnsafeBufferPointer { lanes in
        steps.withUnsafeBufferPointer { steps in
          offsets.withUnsafeBufferPointer { offsets in
            guard let offsets = offsets.baseAddress else { return }
            IndexedProduct.run(
              a.pointer, lanes: lanes, steps: steps, b.pointer, bStride: bStride,
              columns: columns, into: output.pointer, outputOffsets: offsets, store: store)
          }
        }
      }
      return Array(output.elements)
    }

    /// What the output holds afterwards, when every sum starts from `start`.
    func expected(_ start: (_ column: Int, _ before: Double) -> Double) -> [Double] {
      var output = before.elements.map(Double.init)
      for (lane, offset) in zip(lanes, offsets) {
        for column in 0..<columns {
          let place = Int(offset) + column
          var sum = start(column, output[place])
          for (index, step) in steps.enumerated() {
            sum +=
              Double(a.pointer[Int(lane) + Int(step)])
              * Double(b.pointer[index * bStride + column])
          }
          output[place] = sum
        }
      }
      return output
    }
  }

  @Test(arguments: 1...70) func agreesWithNaiveLoops(columns: Int) {
    var random = CounterRandom(testCase: columns)
    check(Case(columns: columns, random: &random))
  }

  @Test(arguments: [127, 128, 129, 145, 256, 300]) func singleLanesStreamWholeRows(columns: Int) {
    var random = CounterRandom(testCase: columns)
    check(Case(columns: columns, lanes: 1, random: &random))
  }

  private func check(_ product: Case) {
    let bias = product.bias
    #expect(
      largestDifference(product.run(.assign()), from: product.expected { _, _ in 0 })
        < 2e-6)
    #expect(
      largestDifference(
        product.run(.assign(bias: bias.pointer)),
        from: product.expected { column, _ in Double(bias.pointer[column]) }) < 2e-6)
    #expect(
      largestDifference(product.run(.accumulate), from: product.expected { $1 }) < 2e-6)
  }

  @Test(arguments: 1...20) func everyNumberOfLanes(lanes: Int) {
    // Lanes past the last repeat it inside the kernel; none of that may reach the output.
    let a = FloatBuffer((0..<lanes).map(Float.init))
    let b = FloatBuffer([Float](repeating: 1, count: 33))
    let output = FloatBuffer([Float](repeating: -1, count: 33 * (lanes + 1)))
    let positions = (0...lanes).map(Int32.init)
    let offsets = positions.map { $0 * 33 }
    positions.withUnsafeBufferPointer { positions in
      offsets.withUnsafeBufferPointer { offsets in
        guard let offsets = offsets.baseAddress else { return }
        IndexedProduct.run(
          a.pointer, lanes: UnsafeBufferPointer(rebasing: positions[..<lanes]),
          steps: UnsafeBufferPointer(rebasing: positions[..<1]), b.pointer, bStride: 33,
          columns: 33, into: output.pointer, outputOffsets: offsets, store: .assign())
      }
    }
    let expected = (0..<33 * (lanes + 1)).map { $0 / 33 < lanes ? Float($0 / 33) : -1 }
    #expect(Array(output.elements) == expected)
  }

  @Test func whatLiesBehindBNeverCounts() {
    for columns in [1, 15, 17, 31, 33] {
      let a = FloatBuffer([2])
      let b = FloatBuffer(
        [Float](repeating: 3, count: columns) + [Float](repeating: .nan, count: 32))
      let output = FloatBuffer(count: columns)
      let zero: [Int32] = [0]
      zero.withUnsafeBufferPointer { zero in
        guard let offsets = zero.baseAddress else { return }
        IndexedProduct.run(
          a.pointer, lanes: zero, steps: zero, b.pointer, bStride: columns, columns: columns,
          into: output.pointer, outputOffsets: offsets, store: .assign())
      }
      #expect(output.elements.allSatisfy { $0 == 6 }, "\(columns) columns")
    }
  }
}
