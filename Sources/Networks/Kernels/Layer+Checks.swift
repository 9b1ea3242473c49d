extension Layer {
  /// The shape of the only input.
  static func onlyInput(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.count == 1 else {
      throw .shapeMismatch(layer: kind, expected: "one input", found: inputs)
    }
    return inputs[0]
  }

  /// The shape of the only input, an image.
  static func onlyImage(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.count == 1, inputs[0].count == 3 else {
      throw .shapeMismatch(layer: kind, expected: "one image", found: inputs)
    }
    return inputs[0]
  }

  /// Checks that a value has an axis.
  static func checkAxis(_ axis: Int, of shape: [Int]) throws(NetworkError) {
    try NetworkLimits.check(axis, "axis", in: 0...max(0, shape.count - 1), layer: kind)
  }
}
