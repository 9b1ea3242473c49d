import Tensors

/// A decoded sample with the point that it was decoded from.
struct DecodedPoint: Sendable {
  /// The value of every latent.
  var latents: [Float]
  /// The factors that the simulator was given, and where they come from; `nil` when it was not asked.
  var simulation: SimulationPlan?
  /// The answer.
  var answer: DecodedSample

  /// The sample in the unit of the data.
  var sample: Tensor { answer.sample }
}

/// What was last asked of the engine, answered or not.
struct RequestedWork: Sendable {
  /// The point to decode.
  var point: [Float]?
  /// The factors to simulate beside it; `nil` for none.
  var simulation: SimulationPlan?
  /// The sample to encode, and whether the sliders follow its codes.
  var sample: (reference: SampleReference, movesPoint: Bool)?
  /// The strip to decode.
  var sweep: SweepPlan?
  /// The point and the latent to differentiate along.
  var sensitivity: SensitivityPlan?
}
