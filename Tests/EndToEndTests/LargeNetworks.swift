import Storage
import Tensors

/// A checkpoint of three kilobytes whose networks turn one number into a picture of any size.
enum LargeNetworks {
  /// Writes the checkpoint.
  static func write(to path: String, side: Int, activations: Int) throws {
    let zeros = { (name: String, shape: [Int]) in
      NamedTensor(name, Tensor(repeating: 0, shape: shape))
    }
    let tensors =
      [
        zeros("e0.weight", [2, 1, 1, 1]), zeros("e0.bias", [2]), zeros("d1.weight", [1, 1, 1, 1]),
        zeros("d1.bias", [1]), zeros("statistics.histogram", [1, 64]),
        zeros("statistics.codes", [1, 1]), zeros("gallery.samples", [0, side, side, 1]),
        zeros("gallery.factors", [0, 0]), zeros("gallery.means", [0, 1]),
        zeros("gallery.log_variances", [0, 1]),
      ]
      + ["mean", "deviation", "posterior_variance", "divergence"].map {
        zeros("statistics.\($0)", [1])
      }
    try SafetensorsWriter.write(tensors, metadata: texts(side, activations), to: path)
  }

  private static func texts(_ side: Int, _ activations: Int) -> [String: String] {
    let enlarged =
      node(
        "d1", "transposed convolution", 1,
        "{\(kernel(channels: 1, side)), \"outputPadding\": \(side - 1)}")
    let decoder =
      [node("d0", "reshape", 0, "{\"shape\": [1, 1, 1]}"), enlarged]
      + (0..<activations).map {
        node("d\($0 + 2)", "activation", $0 + 2, "{\"function\": \"sigmoid\"}")
      }
    let encoder = [
      node("e0", "convolution", 0, "{\(kernel(channels: 2, side))}"),
      node("e1", "flatten", 1, "{}"),
    ]
    return [
      "latentty.format": "1",
      "latentty.architecture":
        "{\"name\": \"large\", \"encoder\": {\"inputShape\": [\(side), \(side), 1], \"nodes\": "
        + "[\(encoder.joined(separator: ","))]}, \"decoder\": {\"inputShape\": [1], \"nodes\": "
        + "[\(decoder.joined(separator: ","))]}}",
      "latentty.data":
        "{\"factors\": [], \"kind\": \"image\", \"name\": \"own\", \"settings\": {}, "
        + "\"shape\": [\(side), \(side), 1], \"unit\": \"sigma\"}",
      "latentty.objective":
        "{\"beta\": 1, \"likelihood\": \"gaussian\", \"settings\": {\"variance\": 0.015}}",
      "latentty.training":
        "{\"beta\": 1, \"epochs\": 2, \"objective\": \"VAE\", \"sampleCount\": 44, \"seed\": 1, \"steps\": 6}",
      "latentty.transform":
        "{\"maximum\": 10, \"minimum\": 0, \"mode\": \"paper\", \"softening\": 5}",
    ]
  }

  private static func node(_ name: String, _ kind: String, _ input: Int, _ layer: String) -> String
  {
    "{\"name\": \"\(name)\", \"kind\": \"\(kind)\", \"inputs\": [\(input)], \"layer\": \(layer)}"
  }

  private static func kernel(channels: Int, _ stride: Int) -> String {
    "\"channels\": \(channels), \"kernel\": [1, 1], \"stride\": \(stride), \"padding\": 0"
  }
}
