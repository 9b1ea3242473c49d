import Networks
import Tensors
import TestSupport

/// Random layers and shapes, small enough for the loops of the reference.
enum RandomNetworks {
  /// The most multiply-adds per sample.
  private static let largestProductCount = 4_000

  static func dense(_ random: inout CounterRandom) throws -> Network {
    try Network(
      inputShape: [random.integer(1...40)], name: "net", layers: [Dense(random.integer(1...70))])
  }

  /// Any kernel, stride, padding, dilation and groups on images of any sides; channel counts on both sides of eight, where
  /// the adjoint changes its method.
  static func convolution(_ random: inout CounterRandom) throws -> Network {
    while true {
      let shape = imageShape(&random)
      let layer = Convolution(
        random.integer(1...20), kernel: random.integer(1...5), stride: random.integer(1...4),
        padding: random.integer(0...3), dilation: random.integer(1...3), groups: groups(&random))
      guard let output = try? layer.outputShape([shape]),
        output.reduce(1, *) * layer.kernel[0] * layer.kernel[1] * shape[2] / layer.groups
          <= largestProductCount
      else { continue }
      return try Network(inputShape: shape, name: "net", layers: [layer])
    }
  }

  static func transposedConvolution(_ random: inout CounterRandom) throws -> Network {
    while true {
      let shape = imageShape(&random)
      let stride = random.integer(1...4)
      let layer = TransposedConvolution(
        random.integer(1...20), kernel: random.integer(1...5), stride: stride,
        padding: random.integer(0...2), outputPadding: random.integer(0...stride - 1),
        dilation: random.integer(1...3), groups: groups(&random))
      guard let output = try? layer.outputShape([shape]), output.reduce(1, *) <= 600,
        shape.reduce(1, *) * layer.kernel[0] * layer.kernel[1] * output[2] <= largestProductCount
      else { continue }
      return try Network(inputShape: shape, name: "net", layers: [layer])
    }
  }

  /// Usually one group; more are drawn until they divide the channels.
  private static func groups(_ random: inout CounterRandom) -> Int {
    max(1, random.integer(-3...4))
  }

  private static func imageShape(_ random: inout CounterRandom) -> [Int] {
    [random.integer(1...7), random.integer(1...7), random.integer(1...24)]
  }
}
