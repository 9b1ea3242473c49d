import Numerics
import Tensors

/// A decoded sample with the point that it was decoded from.
struct DecodedPoint: Sendable {
  /// The value of every latent.
  var latents: [Float]
  /// The decoder's answer.
  var answer: DecodedSample
  /// The elements that no number can be drawn for; `nil` where all are finite.
  var overflow: NonFiniteCount?

  /// The sample in the unit of the data.
  var sample: Tensor { answer.sample }
}

/// A point, and the factors whose noiseless sample stands beside what it decodes to.
struct SimulationRequest: Sendable, Equatable {
  /// The value of every latent.
  @Reflexive var latents: [Float]
  /// The factors, and where they come from.
  var plan: SimulationPlan
}

/// A point to decode.
struct DecodingPlan: Sendable, Equatable {
  /// The value of every latent.
  @Reflexive var latents: [Float]
}

/// What the simulator made of a request.
struct Simulation: Sendable {
  /// The factors, and where they come from.
  var plan: SimulationPlan
  /// The sample; `nil` when the simulator cannot make it.
  var sample: SimulatedSample?
}

/// What was last asked of the engine, answered or not; numbers that are compared with what is wanted now are ``Reflexive``.
struct RequestedWork: Sendable {
  /// The point to decode.
  var point: DecodingPlan?
  /// The point and the factors to simulate beside it; `nil` for none.
  var simulation: SimulationRequest?
  /// The sample to encode, and whether the sliders follow its codes.
  var sample: (reference: SampleReference, movesPoint: Bool)?
}
