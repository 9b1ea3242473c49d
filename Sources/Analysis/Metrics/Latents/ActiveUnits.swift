public import Tensors

/// Which latents a model uses: those whose posterior mean varies over the samples by more than a
/// threshold (Burda, Grosse, Salakhutdinov 2016).
public struct ActiveUnits: Sendable, Equatable, Codable {
  /// The population variance of every latent's posterior mean.
  public let variances: [Double]
  /// Which latents vary by more than the threshold.
  public let isActive: [Bool]

  /// The variance that the authors ask for.
  public static let defaultThreshold = 0.01

  /// Measures posterior means, `[samples, latents]`.
  public init(codes: Tensor, threshold: Double = defaultThreshold) {
    variances = SampleColumn.all(of: codes).map(\.variance)
    isActive = variances.map { $0 > threshold }
  }

  /// The number of active latents.
  public var count: Int { isActive.count { $0 } }
}
