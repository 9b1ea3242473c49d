import Analysis
import Networks
package import Tensors

/// Principal components as the weights of a linear autoencoder: `z = W (x - m)`, `x' = W^T z + m` (Pearson 1901).
package enum PrincipalComponents {
  /// The weights of a linear architecture that projects points on their leading components.
  ///
  /// - Parameters:
  ///   - points: The encoder's input, finite, `[points, height * width * channels]`, channels last.
  ///   - architecture: An encoder that flattens into one dense layer, and a decoder of one dense layer and a
  ///     reshape.
  ///   - team: The workers.
  /// - Returns: The parameters in memory order; components beyond the rank of the points are zero.
  package static func parameters(
    of points: Tensor, for architecture: Architecture, team: WorkerTeam
  ) -> [Float] {
    guard
      let components = try? PrincipalProjection(
        points, count: architecture.latentCount, team: team)
    else { preconditionFailure("PrincipalComponents: points \(points.shape) are not finite") }
    let table = ParameterTable(architecture.networks)
    let (latents, elements) = (architecture.latentCount, points.rowStride)
    precondition(
      table.entries.map(\.parameter.fileShape)
        == [[latents, elements], [latents], [elements, latents], [elements]],
      "PrincipalComponents: \(architecture.name) is not linear: \(table.entries.map(\.name))")
    let order = vectorOrder(of: architecture.sampleShape)
    let mean = order.map { components.mean[$0] }
    let directions = (0..<latents).map { latent in
      latent < components.variances.count
        ? order.map { components.directions[latent, $0] } : Array(repeating: 0, count: elements)
    }
    let offsets = directions.map { direction in
      -zip(direction, mean).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let transposed = (0..<elements).flatMap { element in directions.map { $0[element] } }
    var parameters = [Float](repeating: 0, count: table.count)
    for (entry, values) in zip(
      table.entries, [directions.flatMap(\.self), offsets, transposed, mean])
    {
      table.assign(
        Tensor(shape: entry.parameter.fileShape, elements: values.map { Float($0) }), to: entry,
        in: &parameters)
    }
    return parameters
  }

  /// For each element of a sample flattened channel by channel, its position in the sample with channels
  /// last.
  private static func vectorOrder(of shape: [Int]) -> [Int] {
    let (pixels, channels) = (shape[0] * shape[1], shape[2])
    return (0..<channels).flatMap { channel in (0..<pixels).map { $0 * channels + channel } }
  }
}
