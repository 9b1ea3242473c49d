import Tensors

/// What is drawn while codes are scored: steps of the stream of analysis, whose first ones other metrics use.
enum EvaluationDraw: Int {
  /// Which samples are held out.
  case split = 16
  /// The resamples of a bootstrap; row = resample.
  case bootstrap
  /// Factors of the samples that tell the deviations of the latents.
  case normalization
  /// What a classifier learns from; row = vote.
  case training
  /// What a classifier is tested with; row = vote.
  case test
  /// The seeds of a simulator's noise; row = call.
  case noise

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
