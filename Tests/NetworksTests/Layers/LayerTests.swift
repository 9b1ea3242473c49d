import Networks
import Tensors
import TestSupport
import Testing

/// Every layer against its definition, over random shapes and numbers of rows.
@Suite struct LayerTests {
  @Test(arguments: 0..<12) func dense(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    try check(RandomNetworks.dense(&random), &random)
  }

  @Test(arguments: 0..<60) func convolution(seed: Int) throws {
    var random = CounterRandom(testCase: 100 + seed)
    try check(RandomNetworks.convolution(&random), &random)
  }

  @Test(arguments: 0..<60) func transposedConvolution(seed: Int) throws {
    var random = CounterRandom(testCase: 200 + seed)
    try check(RandomNetworks.transposedConvolution(&random), &random)
  }

  @Test(arguments: 0..<4) func flattenFeedsDenseInChannelOrder(seed: Int) throws {
    var random = CounterRandom(testCase: 400 + seed)
    let shape = [random.integer(1...4), random.integer(1...4), random.integer(1...5)]
    try check(Network(inputShape: shape, name: "net", layers: [Flatten(), Dense(7)]), &random)
  }

  @Test(arguments: 0..<4) func reshapeFeedsConvolutionInChannelOrder(seed: Int) throws {
    var random = CounterRandom(testCase: 500 + seed)
    let (height, width, channels) = (
      random.integer(2...4), random.integer(2...4), random.integer(1...9)
    )
    let layers: [any Layer] = [
      Reshape(height: height, width: width, channels: channels), Convolution(3, kernel: 2),
    ]
    try check(
      Network(inputShape: [height * width * channels], name: "net", layers: layers), &random)
  }

  @Test(arguments: 0..<6) func sum(seed: Int) throws {
    var random = CounterRandom(testCase: 700 + seed)
    let count = random.integer(1...9)
    let inputs = (0..<random.integer(1...4)).map { _ in random.integer(0...1) }
    try check(
      Network(
        inputShape: [count],
        nodes: [
          Node(name: "path", layer: Dense(count), inputs: [0]),
          Node(name: "sum", layer: Sum(), inputs: inputs + [1]),
        ]), &random)
  }

  @Test(arguments: 0..<6) func denseOnTokens(seed: Int) throws {
    var random = CounterRandom(testCase: 900 + seed)
    let shape = [random.integer(1...7), random.integer(1...20)]
    let layers: [any Layer] = [
      Dense(random.integer(1...33)), Activation(.tangent), Dense(random.integer(1...9)),
    ]
    let network = try Network(inputShape: shape, name: "net", layers: layers)
    #expect(network.outputShape[0] == shape[0])
    try check(network, &random)
  }

  /// A learnt addend, as a vector, as tokens and as an image.
  @Test(arguments: [[5], [3, 4], [2, 3, 4], [1, 1, 1]]) func constant(shape: [Int]) throws {
    var random = CounterRandom(testCase: 950 + shape.count)
    try check(
      Network(
        inputShape: shape,
        nodes: [
          Node(name: "learnt", layer: Constant(shape: shape), inputs: []),
          Node(name: "sum", layer: Sum(), inputs: [0, 1]),
        ]), &random)
  }

  @Test(arguments: 0..<4) func symmetrization(seed: Int) throws {
    var random = CounterRandom(testCase: 800 + seed)
    let side = random.integer(1...7)
    try check(
      Network(inputShape: [side, side, 1], name: "net", layers: [Symmetrization()]), &random)
  }

  @Test(arguments: [[2, 3], [3, 1], [1, 4]]) func kernelsNeedNotBeSquare(kernel: [Int]) throws {
    var random = CounterRandom(testCase: 600 + kernel[0])
    for channels in [3, 9] {
      let settings = #""channels": \#(channels), "kernel": \#(kernel), "stride": 2, "padding": 1"#
      try check(
        Network(
          inputShape: [5, 6, channels], name: "net",
          layers: [layer(Convolution.self, "{\(settings)}")]), &random)
      try check(
        Network(
          inputShape: [3, 2, channels], name: "net",
          layers: [layer(TransposedConvolution.self, "{\(settings), \"outputPadding\": 1}")]),
        &random)
    }
  }

  @Test(arguments: [2, 3]) func channelsOfDifferentGroupsDoNotMix(groups: Int) throws {
    var random = CounterRandom(testCase: 650 + groups)
    for dilation in [1, 2] {
      try check(
        Network(
          inputShape: [6, 5, 6 * groups], name: "net",
          layers: [
            Convolution(
              4 * groups, kernel: 3, stride: 2, padding: 2, dilation: dilation, groups: groups)
          ]), &random)
      try check(
        Network(
          inputShape: [3, 4, 5 * groups], name: "net",
          layers: [
            TransposedConvolution(
              6 * groups, kernel: 3, stride: 2, padding: 1, outputPadding: 1, dilation: dilation,
              groups: groups)
          ]), &random)
    }
  }

  /// An activation fused into the kernel before it, over sample sizes that are not a multiple of a vector.
  @Test(arguments: [
    Activation.Function.rectifier, .leakyRectifier, .sigmoid, .tangent, .softplus, .gelu,
  ]) func activationAfterAnyLayer(
    function: Activation.Function
  ) throws {
    var random = CounterRandom(testCase: 680)
    for channels in [1, 2, 3, 16, 19] {
      let layers: [any Layer] = [
        Convolution(channels, kernel: 2), TransposedConvolution(channels, kernel: 2),
        Dense(channels),
      ]
      for layer in layers {
        let shape = layer is Dense ? [5] : [3, 2, 2]
        try check(
          Network(inputShape: shape, name: "net", layers: [layer, Activation(function)]), &random)
      }
    }
  }

  /// A small encoder and decoder as a whole.
  @Test(arguments: 0..<4) func stack(seed: Int) throws {
    var random = CounterRandom(testCase: 700 + seed)
    let layers: [any Layer] = [
      Convolution(3, kernel: 4, stride: 2, padding: 1), Activation(.rectifier), Flatten(),
      Dense(5), Activation(.tangent), Dense(18), Activation(.leakyRectifier),
      Reshape(height: 3, width: 3, channels: 2),
      TransposedConvolution(2, kernel: 4, stride: 2, padding: 1), Activation(.softplus),
    ]
    try check(Network(inputShape: [6, 6, 2], name: "net", layers: layers), &random)
  }

  private func check(_ network: Network, _ random: inout CounterRandom) throws {
    let check = try GradientCheck(network, rows: random.integer(1...3), random: &random)
    let (spareRows, parts) = (random.integer(0...2), random.integer(1...3))
    check.run(spareRows: spareRows, parts: parts, random: &random)
  }
}
