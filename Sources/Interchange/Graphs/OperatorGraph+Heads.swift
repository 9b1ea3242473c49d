extension OperatorGraph {
  /// How one value holds the mean and the log variance.
  package enum JointHeads: String, Sendable, CaseIterable {
    /// The first half is the mean.
    case halves
    /// Mean and log variance of a latent are neighbours.
    case interleaved
  }

  /// Makes the outputs the mean and the log variance, which one value holds together.
  ///
  /// - Parameters:
  ///   - value: The value, `[batch, 2 * latents]`.
  ///   - latents: The number of latents.
  ///   - heads: How it holds them.
  package mutating func splitHeads(of value: String, latents: Int, _ heads: JointHeads) {
    let names = ["\(value).mean", "\(value).log_variance"]
    switch heads {
    case .halves:
      constants["\(value).extents"] = Constant(shape: [2], elements: .integers([latents, latents]))
      operations.append(
        Operation(
          "Split", name: "\(value).heads", inputs: [value, "\(value).extents"], outputs: names,
          attributes: ["axis": .integer(1)]))
    case .interleaved:
      constants["\(value).pairs"] = Constant(shape: [3], elements: .integers([-1, latents, 2]))
      operations.append(
        Operation(
          "Reshape", name: "\(value).reshaped", inputs: [value, "\(value).pairs"],
          outputs: ["\(value).reshaped"]))
      for (place, name) in names.enumerated() {
        constants["\(name).place"] = Constant(shape: [], elements: .integers([place]))
        operations.append(
          Operation(
            "Gather", name: "\(name).picked", inputs: ["\(value).reshaped", "\(name).place"],
            outputs: [name],
            attributes: ["axis": .integer(2)]))
      }
    }
    outputs = names.map { Port(name: $0, shape: [nil, latents]) }
  }

  /// Replaces a standard deviation by the log variance, `2 ln(deviation)`.
  ///
  /// - Parameter value: The deviation, which must be positive.
  /// - Returns: The name of the log variance.
  package mutating func logVariance(ofDeviation value: String) -> String {
    let (logarithm, two, result) = ("\(value).log", "\(value).two", "\(value).log_variance")
    constants[two] = Constant(shape: [], elements: .numbers([2]))
    operations.append(Operation("Log", name: logarithm, inputs: [value], outputs: [logarithm]))
    operations.append(Operation("Mul", name: result, inputs: [logarithm, two], outputs: [result]))
    return result
  }
}
