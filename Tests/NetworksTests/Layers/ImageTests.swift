import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// Pooling and resizing of images, and convolutions whose settings differ between axes and sides.
@Suite struct ImageTests {
  @Test(arguments: Pooling.Operation.allCases, 0..<16)
  func pooling(operation: Pooling.Operation, seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    while true {
      let shape = [random.integer(1...7), random.integer(1...7), random.integer(1...19)]
      let kernel = [random.integer(1...3), random.integer(1...3)]
      let dilations = [random.integer(1...2), random.integer(1...2)]
      let reach = (0..<4).map { dilations[$0 % 2] * (kernel[$0 % 2] - 1) }
      let layer = Pooling(
        operation, kernel: kernel, strides: [random.integer(1...3), random.integer(1...3)],
        padding: reach.map { random.integer(0...$0) }, dilations: dilations,
        isCeiling: random.integer(0...1) == 1, countsPadding: random.integer(0...1) == 1)
      // A window between the elements of which the image fits has no greatest value.
      let isSparse = dilations != [1, 1] && operation == .maximum
      guard !isSparse || layer.padding == [0, 0, 0, 0],
        (try? layer.outputShape([shape])) != nil
      else { continue }
      return try LayerCheck.run(layer, on: shape, &random)
    }
  }

  /// The last window of a rounded-up count must begin before the padding at the end.
  @Test(arguments: [
    (5, 2, 2, 0, 3), (4, 2, 2, 1, 3), (3, 1, 2, 0, 2), (2, 1, 3, 0, 1), (6, 3, 2, 1, 4),
  ])
  func windowsRoundedUp(extent: Int, kernel: Int, stride: Int, padding: Int, count: Int) throws {
    let layer = Pooling(
      .mean, kernel: [kernel, kernel], strides: [stride, stride],
      padding: [padding, padding, padding, padding], isCeiling: true)
    #expect(try layer.outputShape([[extent, extent, 1]]) == [count, count, 1])
  }

  @Test(arguments: Resize.Method.allCases, Resize.Coordinates.allCases)
  func resize(method: Resize.Method, coordinates: Resize.Coordinates) throws {
    var random = CounterRandom(testCase: 100)
    for rounding in Resize.Rounding.allCases where method == .nearest || rounding == .floor {
      for _ in 0..<4 {
        let shape = [random.integer(1...5), random.integer(1...6), random.integer(1...18)]
        let size = [random.integer(1...9), random.integer(1...9)]
        let layer = Resize(
          size: size, method: method, coordinates: coordinates, rounding: rounding,
          excludesOutside: random.integer(0...1) == 1)
        try LayerCheck.run(layer, on: shape, &random)
      }
    }
  }

  /// Scales that the size is not a multiple of, as exporters write them.
  @Test(arguments: Resize.Method.allCases) func scales(method: Resize.Method) throws {
    var random = CounterRandom(testCase: 110)
    for coordinates in Resize.Coordinates.allCases {
      try LayerCheck.run(
        Resize(size: [7, 4], method: method, coordinates: coordinates, scales: [2.5, 0.8]),
        on: [3, 5, 2], &random)
    }
  }

  /// Numbers of the operator Resize of ONNX for the image 1, 2; 3, 4.
  @Test func resizedByHand() throws {
    let image: [Float] = [1, 2, 3, 4]
    let expected: [(Resize, [Float])] = [
      (
        Resize(size: [4, 4], method: .linear),
        [1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4]
      ),
      (
        Resize(size: [2, 4], method: .linear, coordinates: .alignCorners),
        [1, 4 / 3, 5 / 3, 2, 3, 10 / 3, 11 / 3, 4]
      ),
      (
        Resize(size: [2, 4], method: .nearest, coordinates: .asymmetric, rounding: .floor),
        [1, 1, 2, 2, 3, 3, 4, 4]
      ),
      (
        Resize(size: [1, 3], method: .nearest, coordinates: .asymmetric, rounding: .ceiling),
        [1, 2, 2]
      ),
    ]
    for (layer, values) in expected {
      let network = try Network(inputShape: [2, 2, 1], name: "net", layers: [layer])
      let found = NetworkRun(network, parameters: [], maximumRows: 1).forward([image])[0]
      #expect(zip(found, values).allSatisfy { abs($0 - $1) < 1e-6 }, "\(layer): \(found)")
    }
  }

  @Test(arguments: 0..<20) func convolutionSettings(seed: Int) throws {
    var random = CounterRandom(testCase: 200 + seed)
    while true {
      let pair = { (random: inout CounterRandom, range: ClosedRange<Int>) in
        [random.integer(range), random.integer(range)]
      }
      let shape = pair(&random, 1...7) + [random.integer(1...12)]
      let layer = Convolution(
        random.integer(1...10), kernel: pair(&random, 1...4), strides: pair(&random, 1...3),
        padding: (0..<4).map { _ in random.integer(0...3) }, dilations: pair(&random, 1...2))
      guard let output = try? layer.outputShape([shape]), output.reduce(1, *) < 500 else {
        continue
      }
      return try LayerCheck.run(layer, on: shape, &random)
    }
  }

  @Test(arguments: 0..<20) func transposedConvolutionSettings(seed: Int) throws {
    var random = CounterRandom(testCase: 300 + seed)
    while true {
      let pair = { (random: inout CounterRandom, range: ClosedRange<Int>) in
        [random.integer(range), random.integer(range)]
      }
      let (shape, strides) = (pair(&random, 1...5) + [random.integer(1...12)], pair(&random, 1...3))
      let layer = TransposedConvolution(
        random.integer(1...10), kernel: pair(&random, 1...4), strides: strides,
        padding: (0..<4).map { _ in random.integer(0...2) },
        outputPadding: strides.map { random.integer(0...$0 - 1) }, dilations: pair(&random, 1...2))
      guard let output = try? layer.outputShape([shape]), output.reduce(1, *) < 600 else {
        continue
      }
      return try LayerCheck.run(layer, on: shape, &random)
    }
  }

  /// A convolution of one axis is one of images of height 1.
  @Test func oneAxis() throws {
    var random = CounterRandom(testCase: 400)
    try LayerCheck.run(
      Convolution(3, kernel: [1, 5], strides: [1, 2], padding: [0, 2, 0, 2]), on: [1, 11, 4],
      &random)
    try LayerCheck.run(
      TransposedConvolution(
        4, kernel: [1, 3], strides: [1, 2], padding: [0, 1, 0, 1], outputPadding: [0, 1]),
      on: [1, 6, 9], &random)
  }

  @Test func settingsAreNumbersWhereTheyAgree() throws {
    let object = { (layer: any Layer) in
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(layer)) as? NSDictionary
    }
    #expect(
      try object(Convolution(4, kernel: 3, stride: 2, padding: 1)) == [
        "channels": 4, "kernel": [3, 3], "stride": 2, "padding": 1, "dilation": 1, "groups": 1,
      ])
    #expect(
      try object(
        TransposedConvolution(
          4, kernel: [1, 3], strides: [1, 2], padding: [0, 1, 0, 2], outputPadding: [0, 1],
          dilations: [1, 3])) == [
          "channels": 4, "kernel": [1, 3], "stride": [1, 2], "padding": [0, 1, 0, 2],
          "outputPadding": [0, 1], "dilation": [1, 3], "groups": 1,
        ])
  }

  @Test func settingsThatDoNotFit() throws {
    let message = LayerCheck.message
    let pooling = { (json: String) in
      let rest = #""operation": "mean", "isCeiling": false, "countsPadding": false, "#
      return message(try layer(Pooling.self, "{\(rest)\(json)}"), [[4, 4, 1]])
    }
    for (settings, expected) in [
      (#""kernel": [2], "strides": [1, 1], "padding": [0,0,0,0], "dilations": [1,1]"#, "kernel"),
      (#""kernel": [2, 0], "strides": [1, 1], "padding": [0,0,0,0], "dilations": [1,1]"#, "kernel"),
      (
        #""kernel": [2, 2], "strides": [1, 0], "padding": [0,0,0,0], "dilations": [1,1]"#, "strides"
      ),
      (#""kernel": [2, 2], "strides": [1, 1], "padding": [0, 0], "dilations": [1,1]"#, "padding"),
      (
        #""kernel": [2, 2], "strides": [1, 1], "padding": [0,0,0,0], "dilations": [0,1]"#,
        "dilations"
      ),
      (#""kernel": [2, 2], "strides": [1, 1], "padding": [2,0,0,0], "dilations": [1,1]"#, "image"),
      (#""kernel": [5, 2], "strides": [1, 1], "padding": [0,0,0,0], "dilations": [1,1]"#, "image"),
    ] {
      let found = try pooling(settings)
      #expect(found.hasPrefix("layer pooling: expected") && found.contains(expected), "\(found)")
    }
    #expect(message(Resize(size: [0, 3], method: .linear), [[4, 4, 1]]).contains("expected size"))
    #expect(message(Resize(size: [3], method: .linear), [[4, 4, 1]]).contains("size extents"))
    #expect(message(Resize(size: [3, 3], method: .linear), [[4]]).contains("expected one image"))
    for scales in [[0, 1], [1, .infinity], [1, .nan], [1e-9, 1]] {
      #expect(
        message(Resize(size: [3, 3], method: .cubic, scales: scales), [[4, 4, 1]])
          .contains("expected scales"))
    }
    #expect(
      message(
        TransposedConvolution(1, kernel: [3, 3], strides: [2, 1], outputPadding: [1, 1]),
        [[4, 4, 1]]
      ).contains("expected outputPadding from 0 to 0, found 1"))
    #expect(
      message(Convolution(1, kernel: [3, 3], padding: [1, 1]), [[4, 4, 1]])
        .contains("expected padding extents from 4 to 4, found 2"))
  }
}
