package import Tensors

/// Codes in units of each latent's own spread, in which small latents count as much as large ones.
package enum StandardizedCodes {
  /// Every latent with mean 0 and variance 1 over the samples; zeros for one that is constant or not finite.
  ///
  /// - Parameter codes: `[samples, latents]`.
  /// - Returns: Likewise.
  package static func of(_ codes: Tensor) -> Tensor {
    let columns = SampleColumn.all(of: codes).map { column in
      let deviation = column.variance.squareRoot()
      return column.centered.map { deviation > 0 ? Float($0 / deviation) : 0 }
    }
    return Tensor(
      shape: codes.shape,
      elements: (0..<codes.rowCount).flatMap { row in columns.map { $0[row] } })
  }

  /// Some of the latents, `[samples, latents]`.
  package static func columns(_ latents: [Int], of codes: Tensor) -> Tensor {
    Tensor(
      shape: [codes.rowCount, latents.count],
      elements: (0..<codes.rowCount).flatMap { row in
        latents.map { codes.elements[row * codes.rowStride + $0] }
      })
  }
}
