import Networks
import Testing

/// A network that cannot be built is reported in one line: where, what was expected and what was found.
@Suite struct NetworkErrorTests {
  private func message(_ inputShape: [Int], _ nodes: [Node]) -> String {
    do {
      _ = try Network(inputShape: inputShape, nodes: nodes)
      return "no error"
    } catch {
      return error.description
    }
  }

  private func message(_ inputShape: [Int], _ layers: [any Layer]) -> String {
    message(
      inputShape,
      layers.enumerated().map { Node(name: "net.\($0)", layer: $1, inputs: [$0]) })
  }

  @Test func layersThatDoNotFit() {
    #expect(
      message([4, 4, 3], [Activation(.sigmoid), Dense(2)])
        == "layer net.1 (dense): expected one vector, or tokens, found shape [4, 4, 3]")
    #expect(
      message([5], [Convolution(2, kernel: 3)])
        == "layer net.0 (convolution): expected one image, found shape [5]")
    #expect(
      message([2, 9, 1], [Convolution(2, kernel: 5, padding: 1)])
        == "layer net.0 (convolution): expected an image of at least [5, 5] with padding 1, found shape [2, 9, 1]"
    )
    #expect(
      message([1, 1, 1], [TransposedConvolution(2, kernel: 2, padding: 1)])
        == "layer net.0 (transposed convolution): expected an image that outgrows padding 1, found shape [1, 1, 1]"
    )
    #expect(
      message([3], [Flatten()]) == "layer net.0 (flatten): expected one image, found shape [3]")
    #expect(
      message([5], [Reshape(height: 2, width: 2, channels: 1)])
        == "layer net.0 (reshape): expected one vector that fills [2, 2, 1], found shape [5]")
  }

  @Test func settingsOutOfTheirRange() {
    #expect(
      message([5], [Dense(-64)])
        == "layer net.0 (dense): expected outputCount from 1 to 67108864, found -64")
    #expect(
      message([4, 4, 1], [Convolution(0, kernel: 3)])
        == "layer net.0 (convolution): expected channels from 1 to 65536, found 0")
    #expect(
      message([4, 4, 1], [TransposedConvolution(1, kernel: 3, padding: -1)])
        == "layer net.0 (transposed convolution): expected padding from 0 to 65536, found -1")
  }

  @Test(arguments: [-1, 1, 7]) func valuesThatAreNotThereYet(input: Int) {
    #expect(
      message([3], [Node(name: "first", layer: Dense(2), inputs: [input])])
        == "node first: reads value \(input), which is not computed before this node")
  }

  @Test func namesUsedTwice() {
    let nodes = [
      Node(name: "same", layer: Dense(2), inputs: [0]),
      Node(name: "same", layer: Dense(2), inputs: [1]),
    ]
    #expect(message([3], nodes) == "node same: duplicate name")
  }

  @Test(arguments: [[], [0], [4, 0, 1], [-2, 3, 1], [1 << 40, 1 << 40, 1]] as [[Int]])
  func inputsWithoutElementsOrWithTooMany(shape: [Int]) {
    #expect(
      message(shape, [Activation(.rectifier)])
        == "layer input: expected 1 to 67108864 elements in a sample, found shape \(shape)")
  }

  /// Settings that a damaged file may hold; none may overflow before its error is reported.
  @Test(arguments: [
    #"{"channels": 0, "kernel": [3, 3], "stride": 1, "padding": 0}"#,
    #"{"channels": 2, "kernel": [3], "stride": 1, "padding": 0}"#,
    #"{"channels": 2, "kernel": [3, -1], "stride": 1, "padding": 0}"#,
    #"{"channels": 2, "kernel": [3, 3], "stride": 0, "padding": 0}"#,
    #"{"channels": 2, "kernel": [3, 3], "stride": 1, "padding": -1}"#,
    #"{"channels": 2, "kernel": [3, 3], "stride": 1, "padding": 9223372036854775807}"#,
    #"{"channels": 9223372036854775807, "kernel": [3, 3], "stride": 1, "padding": 0}"#,
    #"{"channels": 65536, "kernel": [65536, 65536], "stride": 65536, "padding": 65535}"#,
    #"{"channels": 1, "kernel": [1, 1], "stride": 65536, "padding": 65536}"#,
    #"{"channels": 9, "kernel": [2000, 2000], "stride": 1, "padding": 2000}"#,
  ])
  func unsoundConvolutions(settings: String) throws {
    for channels in [2, 10] {
      let convolution = try layer(Convolution.self, settings)
      #expect(message([4, 4, channels], [convolution]).hasPrefix("layer net.0"))
      let transposed = try layer(
        TransposedConvolution.self, settings.dropLast() + #", "outputPadding": 0}"#)
      #expect(message([4, 4, channels], [transposed]).hasPrefix("layer net.0"))
    }
  }

  @Test func unsoundLayers() {
    #expect(message([3], [Dense(0)]).hasPrefix("layer net.0 (dense)"))
    #expect(message([3], [Dense(.max)]).hasPrefix("layer net.0 (dense)"))
    #expect(
      message([16], [Reshape(height: 1 << 32, width: 1 << 32, channels: 1 << 4)])
        .hasPrefix("layer net.0 (reshape)"))
    #expect(
      message([3, 3, 1], [TransposedConvolution(2, kernel: 3, stride: 2, outputPadding: 2)])
        .hasPrefix("layer net.0 (transposed convolution)"))
  }
}
