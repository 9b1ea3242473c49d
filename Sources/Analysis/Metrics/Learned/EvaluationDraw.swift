import Tensors

/// The purposes of random draws while codes are scored: steps of the analysis stream, whose first ones other
/// metrics use.
enum EvaluationDraw: Int {
  /// Which samples are held out.
  case split = 16
  /// The resamples of a bootstrap; row = resample.
  case bootstrap
  /// Factors of the samples for the standard deviations of the latents.
  case normalization
  /// Training data of a classifier; row = vote.
  case training
  /// Test data of a classifier; row = vote.
  case test
  /// The seeds of a simulator's noise; row = call.
  case noise
  /// Half of the samples or votes; row = repeat.
  case half

  /// The generator of one row.
  func random(seed: UInt64, row: Int = 0) -> CounterRandom {
    CounterRandom(seed: seed, stream: .analysis, step: rawValue, row: row)
  }
}

extension CounterRandom {
  /// A whole number, uniform in `0..<bound`.
  mutating func index(below bound: Int) -> Int {
    Int.random(in: 0..<bound, using: &self)
  }
}
