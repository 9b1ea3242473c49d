import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// Layers whose every element is a copy of one element of the input.
@Suite struct RearrangementTests {
  @Test(arguments: 0..<12) func permutation(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let shape = Self.shape(&random)
    var axes = Array(shape.indices)
    axes.shuffle(using: &random)
    try LayerCheck.run(Permutation(axes), on: shape, &random)
  }

  /// More elements than one table describes, so that several are added.
  @Test(arguments: [[0, 2, 1], [1, 2, 0], [2, 1, 0], [2, 0, 1]])
  func largePermutation(axes: [Int]) throws {
    let shape = [70, 9, 130]
    let network = try Network(
      inputShape: [81_900], name: "net", layers: [View(shape), Permutation(axes), View([81_900])])
    let sample = (0..<81_900).map { Float($0) }
    let output = NetworkRun(network, parameters: [], maximumRows: 2).forward([sample, sample])
    let expected = NestedValues(shape: axes.map { shape[$0] }) { index in
      var source = index
      for (place, axis) in axes.enumerated() { source[axis] = index[place] }
      return Double((source[0] * 9 + source[1]) * 130 + source[2])
    }
    #expect(output == [expected.elements.map { Float($0) }, expected.elements.map { Float($0) }])
  }

  @Test(arguments: 0..<12) func slice(seed: Int) throws {
    var random = CounterRandom(testCase: 100 + seed)
    let shape = Self.shape(&random)
    var (starts, steps, counts): ([Int], [Int], [Int]) = ([], [], [])
    for extent in shape {
      let (start, step) = (random.integer(0...extent - 1), random.integer(1...3))
      let isReversed = random.integer(0...1) == 1
      starts.append(start)
      steps.append(isReversed ? -step : step)
      counts.append(random.integer(1...(isReversed ? start : extent - 1 - start) / step + 1))
    }
    try LayerCheck.run(Slice(starts: starts, counts: counts, steps: steps), on: shape, &random)
  }

  @Test(arguments: 0..<8) func gather(seed: Int) throws {
    var random = CounterRandom(testCase: 200 + seed)
    let shape = Self.shape(&random)
    let axis = random.integer(0...shape.count - 1)
    let indices = (0..<random.integer(1...6)).map { _ in random.integer(0...shape[axis] - 1) }
    try LayerCheck.run(Gather(axis: axis, indices: indices), on: shape, &random)
  }

  @Test(arguments: Padding.Mode.allCases, 0..<6) func padding(mode: Padding.Mode, seed: Int) throws
  {
    var random = CounterRandom(testCase: 300 + seed)
    let shape = Self.shape(&random)
    let sides = (0..<2).map { _ in
      shape.map { random.integer(-($0 - 1) / 2...(mode == .reflect ? $0 - 1 : 3)) }
    }
    try LayerCheck.run(
      Padding(before: sides[0], after: sides[1], mode: mode, value: 0.625), on: shape, &random)
  }

  @Test(arguments: 0..<8) func tiling(seed: Int) throws {
    var random = CounterRandom(testCase: 400 + seed)
    let shape = Self.shape(&random)
    try LayerCheck.run(Tiling(shape.map { _ in random.integer(1...3) }), on: shape, &random)
  }

  @Test(arguments: [
    [[1], [5]], [[3], [2, 3]], [[2, 1], [2, 4]], [[1, 3, 1], [2, 3, 17]], [[2], [3, 1, 2]],
    [[4], [4]],
  ])
  func broadcast(shapes: [[Int]]) throws {
    var random = CounterRandom(testCase: 500)
    try LayerCheck.run(Broadcast(shapes[1]), on: shapes[0], &random)
  }

  @Test(arguments: 0..<12) func concatenation(seed: Int) throws {
    var random = CounterRandom(testCase: 600 + seed)
    let shape = Self.shape(&random)
    let axis = random.integer(0...shape.count - 1)
    var other = shape
    other[axis] = random.integer(1...4)
    try LayerCheck.run(Concatenation(axis: axis), on: shape, and: other, &random)
  }

  @Test func concatenationOfVectorsHasNoField() throws {
    #expect(String(decoding: try JSONEncoder().encode(Concatenation()), as: UTF8.self) == "{}")
    #expect(try layer(Concatenation.self, "{}").axis == 0)
  }

  private static func shape(_ random: inout CounterRandom) -> [Int] {
    (0..<random.integer(1...5)).map { _ in random.integer(1...5) }
  }

  @Test func settingsThatDoNotFit() {
    let message = LayerCheck.message
    #expect(
      message(Permutation([0, 0]), [[2, 3]])
        == "layer permutation: expected a value with the axes [0, 0], found shape [2, 3]")
    #expect(message(Permutation([1, 2]), [[2, 3]]).contains("axes [1, 2]"))
    #expect(
      message(View([4]), [[5]]) == "layer view: expected a value that fills [4], found shape [5]")
    #expect(message(View([1 << 40, 1 << 40]), [[5]]).contains("fills"))
    #expect(message(View([-5, -1]), [[5]]).contains("fills"))
    for slice in [
      Slice(starts: [4], counts: [2]), Slice(starts: [0], counts: [2], steps: [-1]),
      Slice(starts: [-1], counts: [1]), Slice(starts: [0], counts: [0]),
      Slice(starts: [0, 0], counts: [1, 1]), Slice(starts: [0], counts: [2], steps: [.max]),
      Slice(starts: [0], counts: [.max], steps: [.max]), Slice(starts: [0], counts: [1], steps: []),
      Slice(starts: [.min], counts: [3], steps: [.min]),
    ] {
      #expect(message(slice, [[5]]).contains("expected positions inside the value"))
    }
    #expect(
      message(Gather(axis: 1, indices: [0]), [[5]])
        == "layer gather: expected axis from 0 to 0, found 1")
    #expect(
      message(Gather(axis: 0, indices: [0, 5]), [[5]])
        == "layer gather: expected indices from 0 to 4, found 5")
    for padding in [
      Padding(before: [3], after: [0], mode: .reflect), Padding(before: [-3], after: [0]),
      Padding(before: [-2], after: [-1]), Padding(before: [-4], after: [9], mode: .edge),
      Padding(before: [1 << 26], after: [1 << 26]), Padding(before: [0, 0], after: [0]),
    ] {
      #expect(message(padding, [[3]]).hasPrefix("layer padding: expected"), "\(padding)")
    }
    #expect(message(Padding(before: [.max], after: [.max]), [[3]]).contains("expected padding"))
    #expect(message(Tiling([0]), [[3]]).contains("expected repeats"))
    #expect(message(Tiling([1, 1]), [[3]]).contains("a value of 2 axes"))
    #expect(message(Tiling([.max]), [[3]]).contains("expected repeats"))
    #expect(message(Broadcast([3]), [[2]]).contains("broadcasts to [3]"))
    #expect(message(Broadcast([1]), [[2]]).contains("broadcasts to [1]"))
    #expect(message(Broadcast([2]), [[1, 2]]).contains("broadcasts to [2]"))
    #expect(
      message(Concatenation(axis: 1), [[2, 3], [3, 3]])
        == "layer concatenation: expected values that differ along axis 1 only, found shape [2, 3], [3, 3]"
    )
    #expect(message(Concatenation(axis: 2), [[2, 3]]).contains("expected axis from 0 to 1"))
    #expect(message(Concatenation(), []).contains("at least one input"))
  }

  @Test func gatherOfNothing() {
    #expect(throws: NetworkError.self) {
      try Network(inputShape: [3], name: "net", layers: [Gather(axis: 0, indices: [])])
    }
  }
}
