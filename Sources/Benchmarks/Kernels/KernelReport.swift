/// How fast every layer of a network runs on its own.
struct KernelReport: BenchReport {
  /// One layer with weights.
  struct Row: Encodable {
    /// The layer's name in files.
    let name: String
    /// The shape of an input sample, then of an output sample.
    let shapes: [[Int]]
    /// The rate of the forward pass, with bias and ReLU.
    let forwardGigaflops: Double
    /// The rate of the backward pass: the gradients of weights, bias and, where it is wanted, input.
    let backwardGigaflops: Double

    private enum CodingKeys: String, CodingKey {
      case name, shapes
      case forwardGigaflops = "forward_gflops"
      case backwardGigaflops = "backward_gflops"
    }
  }

  /// The network.
  let network: String
  /// The samples that run together.
  let rows: Int
  /// Fused multiply-adds on registers alone, one thread.
  let multiplyAddGigaflops: Double
  /// The layers in the order of the encoder and the decoder.
  let layers: [Row]

  private enum CodingKeys: String, CodingKey {
    case network, rows, layers
    case multiplyAddGigaflops = "fma_gflops"
  }

  var lines: [String] {
    [
      "kernels \(network), \(rows) rows, 1 thread; bare multiply-adds "
        + "\(multiplyAddGigaflops.rounded(toDecimals: 0)) GFLOP/s"
    ]
      + layers.map { layer in
        let shapes = layer.shapes.map { $0.map(String.init).joined(separator: "x") }
        return "  \(layer.name) \(shapes.joined(separator: " to ")): forward "
          + "\(layer.forwardGigaflops.rounded(toDecimals: 0)), backward "
          + "\(layer.backwardGigaflops.rounded(toDecimals: 0)) GFLOP/s"
      }
  }
}
