import Datasets
import Analysis
import Contents
import Diagnostics
import Explorer
import Models
import Tensors
import Training

/// An open model with everything that the engine derives from it once.
struct LoadedModel: Sendable {
  let path: String
  let checkpoint: DescribedModel
  private let cloud: CodeCloud?
  private let measuring: any SampleMeasuring
  private let reference: ReferenceWork?

  /// Opens a model.
  ///
  /// - Throws: `OtherContent` for a file of another kind; `ModelError` when the file cannot be opened; `MissingPart`
  ///   when the decoder does not output samples.
  init(path: String) throws {
    self.path = path
    try OtherContent.checkModel(path)
    checkpoint = try ModelFormat.open(path: path)
    try checkpoint.require([.samples], for: "explore", in: path)
    let measuring = SampleDrawing.measuring(checkpoint.data)
    self.measuring = measuring
    reference = ReferenceWork(checkpoint.data, measuring: measuring)
    cloud = checkpoint.facts.statistics.flatMap { CodeCloud($0) }
  }

  /// The facts about the model that the explorer uses.
  var facts: OpenedModel {
    OpenedModel(
      path: path, title: title, latentCount: checkpoint.model.latentCount,
      sampleShape: checkpoint.model.sampleShape,
      data: checkpoint.data.withRange(of: checkpoint.model.transform), parts: checkpoint.parts,
      training: checkpoint.facts.training, statistics: checkpoint.facts.statistics,
      gallery: checkpoint.facts.gallery,
      latents: Latents(checkpoint.model.latents), tiedFactors: checkpoint.tiedFactors,
      simulator: reference?.facts, constraints: checkpoint.facts.constraints,
      decodesChances: checkpoint.model.transform.mode == .binary)
  }

  /// The file's name without its extension; for a run's newest model the name of the run.
  private var title: String {
    let parts = path.split(separator: "/").map(String.init)
    if RunLayout.run(ofModel: path) != nil, parts.count > 1 { return parts[parts.count - 2] }
    return ModelSource.title(of: path)
  }

  /// Decodes one point and measures the decoded sample.
  func decode(_ latents: [Float]) -> DecodedSample {
    let start = ContinuousClock.now
    let sample = checkpoint.model.decode(Tensor(shape: [1, latents.count], elements: latents))
    let duration = ContinuousClock.now - start
    let shaped = sample.reshaped(to: checkpoint.model.sampleShape)
    let measured = measuring.measure(shaped)
    return DecodedSample(
      sample: shaped, quantities: measured.quantities, particles: measured.particles,
      distance: cloud.map { cloud in
        let measure = cloud.measure(latents)
        return DistanceReading(
          distance: Double(measure.distance), share: Double(measure.lonelierShare))
      },
      milliseconds: duration / .milliseconds(1))
  }

  /// The noiseless sample of factors, beside the decoded sample of a point; `nil` when it cannot be
  /// simulated.
  func simulate(_ latents: [Float], factors: [Double]) -> SimulatedSample? {
    let decoded = checkpoint.model.decode(Tensor(shape: [1, latents.count], elements: latents))
    return reference?.sample(
      factors: factors, beside: decoded.reshaped(to: checkpoint.model.sampleShape))
  }

  /// Decodes many points in blocks; `nil` when superseded.
  func sweep(_ latents: Tensor, isSuperseded: () -> Bool) -> Tensor? {
    let step = 8
    var elements: [Float] = []
    for start in stride(from: 0, to: latents.rowCount, by: step) {
      if isSuperseded() { return nil }
      let rows = latents.rows(start..<min(start + step, latents.rowCount))
      elements += checkpoint.model.decode(rows).elements
    }
    return Tensor(
      shape: [latents.rowCount] + checkpoint.model.sampleShape, elements: elements)
  }

  /// Encodes one sample.
  func encode(_ sample: Tensor, factors: [Float]) -> EncodedSample {
    let posterior = checkpoint.model.encode(sample.reshaped(to: [1] + sample.shape))
    let measured = measuring.measure(sample)
    return EncodedSample(
      sample: sample, mean: posterior.mean.elements,
      deviation: posterior.deviation(0), factors: factors,
      quantities: measured.quantities, particles: measured.particles)
  }

  /// The derivative of the decoder along one latent, by central differences.
  ///
  /// The step is 0.05 standard deviations of the prior, or without one of the codes: far above the rounding
  /// error of single precision, and well below the scale on which decoders are nonlinear.
  func sensitivity(_ latents: [Float], along latent: Int) -> Tensor {
    let codes = checkpoint.model.latents.hasPrior ? nil : checkpoint.facts.statistics
    let step = 0.05 * (codes.map { max($0.deviation[latent], 1e-6) } ?? 1)
    var (below, above) = (latents, latents)
    below[latent] -= step
    above[latent] += step
    let ends = checkpoint.model.decode(
      Tensor(shape: [2, latents.count], elements: below + above))
    let derivative = zip(ends.row(0), ends.row(1)).map { ($1 - $0) / (2 * step) }
    return Tensor(shape: checkpoint.model.sampleShape, elements: derivative)
  }
}
