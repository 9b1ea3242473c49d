import Numerics
import Tensors

/// A decoded sample with the point that it was decoded from.
struct DecodedPoint: Sendable {
  /// The value of every latent.
  var latents: [Float]
  /// The decoder's answer.
  var answer: DecodedSample
  /// The elements that are not finite; `nil` where all are.
  var overflow: NonFiniteCount?

  /// The sample in the unit of the data.
  var sample: Tensor { answer.sample }
}

/// A point, and the factors whose noiseless sample is shown beside its decoded sample.
struct SimulationRequest: Sendable, Equatable {
  /// The value of every latent.
  @Reflexive var latents: [Float]
  /// The factors and their origins.
  var plan: SimulationPlan
}

/// A point to decode.
struct DecodingPlan: Sendable, Equatable {
  /// The value of every latent.
  @Reflexive var latents: [Float]
}

/// The simulator's answer to a request.
struct Simulation: Sendable {
  /// The factors and their origins.
  var plan: SimulationPlan
  /// The sample; `nil` when the simulator cannot make it.
  var sample: SimulatedSample?
}

/// The last requests to the engine, pending or answered; numbers that are compared with the current ones are
/// ``Reflexive``.
struct RequestedWork: Sendable {
  /// The point to decode.
  var point: DecodingPlan?
  /// The point and the factors to simulate beside it; `nil` for none.
  var simulation: SimulationRequest?
  /// The sample to encode, and whether the sliders follow its codes.
  var sample: (reference: SampleReference, movesPoint: Bool)?
}
