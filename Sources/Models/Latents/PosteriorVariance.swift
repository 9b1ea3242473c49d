import Platform

/// How the second head of a Gaussian posterior becomes its variance.
///
/// The head `l` is clamped to ``headRange``, outside of which it gets no gradient, and the variance is
/// `exp(l) + f^2` with the floor `f` of the standard deviation. With a floor no latent can tell samples apart
/// that are closer than about `f`, so the divergence of a latent is bounded.
package struct PosteriorVariance: Sendable, Equatable {
  /// The smallest standard deviation, `f`; 0 for none but that of the clamp, 0.0025.
  package let deviationFloor: Double
  /// The log variances between which a posterior is not bound.
  private let lowest: Float
  private let highest: Float

  /// The range of the head: beyond it the variance is negligible or many times the prior's, and `exp` would
  /// overflow before the optimiser recovers.
  package static let headRange: ClosedRange<Float> = -12...6

  /// Creates a map from heads to variances.
  package init(deviationFloor: Double = 0) {
    precondition(
      deviationFloor >= 0 && deviationFloor.isFinite, "PosteriorVariance: floor \(deviationFloor)")
    self.deviationFloor = deviationFloor
    let ends = [Self.headRange.lowerBound, Self.headRange.upperBound].map {
      deviationFloor > 0 ? logf(expf($0) + Float(deviationFloor * deviationFloor)) : $0
    }
    // Two percent of the variance are one of the deviation.
    (lowest, highest) = (deviationFloor > 0 ? ends[0] + 0.02 : ends[0], ends[1])
  }

  /// The log variance of a head; NaN stays NaN.
  @inline(__always) package func logVariance(_ head: Float) -> Float {
    let clamped = Self.clamped(head)
    guard deviationFloor > 0 else { return clamped }
    return logf(expf(clamped) + Float(deviationFloor * deviationFloor))
  }

  /// The derivative of the log variance by the head.
  @inline(__always) func slope(_ head: Float, logVariance: Float) -> Float {
    guard Self.headRange.contains(head) else { return 0 }
    return deviationFloor > 0 ? expf(head - logVariance) : 1
  }

  /// Whether a log variance is that of a clamped head, or its deviation within 1% of the floor: there the
  /// posterior says less than the network wanted to.
  package func isBound(_ logVariance: Float) -> Bool {
    logVariance <= lowest || logVariance >= highest
  }

  /// A head clamped to its range; NaN stays NaN.
  @inline(__always) private static func clamped(_ head: Float) -> Float {
    if head < headRange.lowerBound { return headRange.lowerBound }
    if head > headRange.upperBound { return headRange.upperBound }
    return head
  }
}

extension PosteriorVariance: Codable {
  private enum Key: String, CodingKey {
    case deviationFloor
  }

  /// Reads the floor, 0 where the file has none; one that is negative or infinite is an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let floor = try container.decodeIfPresent(Double.self, forKey: .deviationFloor) ?? 0
    guard floor.isFinite, floor >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .deviationFloor, in: container,
        debugDescription: "expected a finite number from 0, found \(floor)")
    }
    self.init(deviationFloor: floor)
  }

  /// Writes the floor, unless it is 0.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if deviationFloor > 0 { try container.encode(deviationFloor, forKey: .deviationFloor) }
  }
}
