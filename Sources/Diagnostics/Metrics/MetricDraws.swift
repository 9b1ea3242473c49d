import Tensors

/// Simulated draws from which metrics are computed.
protocol MetricDraws: Sendable {
  /// The outcomes of the family's definitions; `nil` when cancelled.
  func outcomes(isCancelled: @Sendable () -> Bool) -> [MetricFamily.Outcome]?
  /// Half of the draws, without replacement.
  func halved(_ random: inout CounterRandom) -> any MetricDraws
}
