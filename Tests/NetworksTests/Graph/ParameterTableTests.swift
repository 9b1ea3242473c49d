import Networks
import Tensors
import TestSupport
import Testing

@Suite struct ParameterTableTests {
  private func network() throws -> Network {
    let layers: [any Layer] = [
      Convolution(3, kernel: 2), Flatten(), Dense(8), Reshape(height: 2, width: 2, channels: 2),
      TransposedConvolution(5, kernel: 3),
    ]
    return try Network(inputShape: [3, 3, 2], name: "net", layers: layers)
  }

  @Test func namesAndFileShapesArePyTorchs() throws {
    let table = try ParameterTable([network()])
    #expect(
      table.entries.map(\.name) == [
        "net.0.weight", "net.0.bias", "net.2.weight", "net.2.bias", "net.4.weight", "net.4.bias",
      ])
    #expect(
      table.entries.map(\.parameter.fileShape) == [
        [3, 2, 2, 2], [3], [8, 12], [8], [2, 5, 3, 3], [5],
      ])
  }

  @Test func entriesAreWholeVectorsApartAndDoNotOverlap() throws {
    let table = try ParameterTable([network()])
    var end = 0
    for entry in table.entries {
      #expect(entry.offset == end)
      #expect(entry.offset % Vector.scalarCount == 0)
      end = (entry.range.upperBound + 15) / 16 * 16
    }
    #expect(table.count == end)
  }

  @Test(arguments: 0..<4) func filesRoundTrip(seed: Int) throws {
    let table = try ParameterTable([network()])
    let values = table.initialValues(seed: UInt64(seed))
    var copy = [Float](repeating: 0, count: table.count)
    for entry in table.entries {
      table.assign(table.tensor(entry, in: values), to: entry, in: &copy)
    }
    #expect(copy == values)
  }

  /// `[out 2, in 3]` in the file, one row of weights per input in memory.
  @Test func denseByHand() throws {
    let table = ParameterTable([try Network(inputShape: [3], name: "net", layers: [Dense(2)])])
    var values = [Float](repeating: 0, count: table.count)
    let file = Tensor(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6])
    table.assign(file, to: table.entries[0], in: &values)
    #expect(values[table.entries[0].range] == [1, 4, 2, 5, 3, 6])
    #expect(table.tensor(table.entries[0], in: values) == file)
  }

  /// `[out 2, in 2, height 1, width 2]` in the file, `[height, width, in, out]` in memory.
  @Test func convolutionByHand() throws {
    let table = ParameterTable([
      try Network(
        inputShape: [1, 2, 2], name: "net",
        layers: [
          layer(
            Convolution.self,
            #"{"channels": 2, "kernel": [1, 2], "stride": 1, "padding": 0}"#)
        ])
    ])
    var values = [Float](repeating: 0, count: table.count)
    // Entry 100 o + 10 i + x of output channel o, input channel i, kernel column x.
    let file = Tensor(shape: [2, 2, 1, 2], elements: [0, 1, 10, 11, 100, 101, 110, 111])
    table.assign(file, to: table.entries[0], in: &values)
    #expect(values[table.entries[0].range] == [0, 100, 10, 110, 1, 101, 11, 111])
  }

  /// `[in 2, out 1, height 2, width 1]` in the file, `[height, width, out, in]` in memory.
  @Test func transposedConvolutionByHand() throws {
    let settings =
      #"{"channels": 1, "kernel": [2, 1], "stride": 2, "padding": 0, "outputPadding": 0}"#
    let table = ParameterTable([
      try Network(
        inputShape: [1, 1, 2], name: "net", layers: [layer(TransposedConvolution.self, settings)])
    ])
    var values = [Float](repeating: 0, count: table.count)
    // Entry 100 i + y of input channel i, kernel row y.
    let file = Tensor(shape: [2, 1, 2, 1], elements: [0, 1, 100, 101])
    table.assign(file, to: table.entries[0], in: &values)
    #expect(values[table.entries[0].range] == [0, 100, 1, 101])
  }

  @Test func initialValuesFillTheRangeOfTheFanIn() throws {
    let table = try ParameterTable([network()])
    let values = table.initialValues(seed: 5)
    // Fan-ins: 2x2x2, 12, and 3x3x5 as PyTorch counts a transposed convolution.
    for (entry, fanIn) in zip(table.entries, [8, 8, 12, 12, 45, 45]) {
      let bound = 1 / Double(fanIn).squareRoot()
      let drawn = values[entry.range].map { abs(Double($0)) }
      #expect(drawn.allSatisfy { $0 <= bound * 1.000_001 }, "\(entry.name)")
      if drawn.count > 20 { #expect((drawn.max() ?? 0) > 0.8 * bound, "\(entry.name)") }
    }
    #expect(values == table.initialValues(seed: 5))
    #expect(values != table.initialValues(seed: 6))
  }
}
