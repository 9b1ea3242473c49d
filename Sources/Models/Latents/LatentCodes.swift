import Platform
package import Tensors

/// The codes of samples, as screens, maps and metrics use them: a position in the latent space, and for
/// families with a posterior its variance.
package struct LatentCodes: Sendable, Equatable {
  /// The codes, `[samples, latents]`: posterior means for families with a posterior.
  package let mean: Tensor
  /// The natural logarithms of the posteriors' variances, `[samples, latents]`; `nil` for point codes.
  package let logVariance: Tensor?
  /// Further parameters of a family's divergence, each `[samples, latents]`.
  package let further: [Tensor]

  /// Creates codes.
  package init(mean: Tensor, logVariance: Tensor? = nil, further: [Tensor] = []) {
    precondition(
      mean.shape.count == 2
        && ([logVariance].compactMap(\.self) + further).allSatisfy { $0.shape == mean.shape },
      "LatentCodes: \(mean.shape) and \(logVariance?.shape ?? []), \(further.map(\.shape))")
    self.mean = mean
    self.logVariance = logVariance
    self.further = further
  }

  /// The number of samples.
  package var count: Int { mean.rowCount }

  /// The standard deviations of a sample's posterior, `[latents]`; zeros for point codes.
  package func deviation(_ sample: Int) -> [Float] {
    logVariance?.row(sample).map { expf($0 / 2) } ?? Array(repeating: 0, count: mean.rowStride)
  }

  /// The first sample with a NaN or an infinity.
  package var firstFault: Int? {
    ([mean] + [logVariance].compactMap(\.self) + further).compactMap { tensor in
      tensor.elements.firstIndex { !$0.isFinite }.map { $0 / max(1, tensor.rowStride) }
    }.min()
  }

  /// The codes with every tensor transformed in the same way.
  package func map(_ change: (Tensor) -> Tensor) -> LatentCodes {
    LatentCodes(
      mean: change(mean), logVariance: logVariance.map(change), further: further.map(change))
  }

  /// The codes of a single latent.
  package func latent(_ latent: Int) -> LatentCodes {
    map { tensor in
      let (count, stride) = (tensor.rowCount, tensor.rowStride)
      return Tensor(
        shape: [count, 1], elements: (0..<count).map { tensor.elements[$0 * stride + latent] })
    }
  }

  /// The codes of some samples.
  package func rows(_ range: Range<Int>) -> LatentCodes { map { $0.rows(range) } }

  /// Concatenates codes of samples that were encoded in parts, all of one family.
  ///
  /// - Parameters:
  ///   - parts: The parts.
  ///   - latentCount: The number of latents, for no parts.
  /// - Returns: All codes.
  package static func joined(_ parts: [LatentCodes], latentCount: Int) -> LatentCodes {
    func join(_ tensors: [Tensor]) -> Tensor {
      Tensor(
        shape: [parts.reduce(0) { $0 + $1.count }, latentCount],
        elements: tensors.flatMap(\.elements))
    }
    let variances = parts.compactMap(\.logVariance)
    return LatentCodes(
      mean: join(parts.map(\.mean)),
      logVariance: parts.isEmpty || variances.count == parts.count ? join(variances) : nil,
      further: (parts.first?.further.indices ?? 0..<0).map { index in
        join(parts.map { $0.further[index] })
      })
  }

  /// One draw from every posterior; together they are draws from the aggregate posterior.
  ///
  /// Point codes are returned as they are.
  ///
  /// - Parameter seed: The seed; a latent's draws do not depend on how many latents there are.
  /// - Returns: `[samples, latents]`.
  package func drawn(seed: UInt64) -> Tensor {
    guard let logVariance else { return mean }
    let latents = mean.rowStride
    return Tensor(shape: mean.shape) { elements in
      for latent in 0..<latents {
        var random = CounterRandom(seed: seed, stream: .latentNoise, step: latent)
        for index in stride(from: latent, to: elements.count, by: latents) {
          let deviation = exp(Double(logVariance.elements[index]) / 2)
          elements[index] = Float(
            Double(mean.elements[index]) + deviation * random.nextGaussian())
        }
      }
    }
  }
}
