import Analysis
import Datasets
import Diagnostics
import Explorer
import Models
import Tensors

/// Finds the sample of a reference.
struct SampleSource: Sendable {
  let model: LoadedModel
  let data: (path: String, dataset: Dataset)?

  /// Why a sample cannot be encoded.
  struct Failure: Error {
    /// What, where, expected and found.
    let message: String
  }

  /// The sample with its known factors.
  ///
  /// - Throws: ``Failure`` when the sample does not exist or does not suit the model.
  func sample(_ reference: SampleReference) throws(Failure) -> (Tensor, factors: [Float]) {
    guard model.checkpoint.model.hasEncoder else {
      throw Failure(message: "\(model.path): expected an encoder, found a decoder only")
    }
    let found = try find(reference)
    let expected = model.checkpoint.model.sampleShape
    guard found.sample.shape == expected else {
      throw Failure(
        message: "\(found.name): expected shape \(expected), found \(found.sample.shape)")
    }
    if let bad = found.sample.elements.firstIndex(where: { !$0.isFinite }) {
      throw Failure(
        message: "\(found.name): expected finite numbers, found \(found.sample.elements[bad]) "
          + "at element \(bad)")
    }
    try checkDistances(of: found.sample, name: found.name, reference)
    return (found.sample, found.factors)
  }

  /// Checks that a measured or simulated matrix is one of distances; a decoded one is only approximately
  /// symmetric.
  private func checkDistances(
    of sample: Tensor, name: String, _ reference: SampleReference
  ) throws(Failure) {
    if case .measurement = reference { return }
    guard let reader = ParticleReader(model.checkpoint.data) else { return }
    do throws(GeometryError) {
      try reader.check(measured: sample)
    } catch {
      throw Failure(message: "\(name): \(error)")
    }
  }

  private func find(
    _ reference: SampleReference
  ) throws(Failure) -> (name: String, sample: Tensor, factors: [Float]) {
    switch reference {
    case .gallery(let index):
      let name = "sample \(index) of \(model.path)"
      guard let gallery = model.checkpoint.facts.gallery else {
        throw Failure(message: "\(name): the model has no samples")
      }
      guard index >= 0, index < gallery.count else {
        throw Failure(message: "\(name): expected 0 to \(gallery.count - 1)")
      }
      let sample = gallery.samples.rows(index..<index + 1).reshaped(
        to: Array(gallery.samples.shape.dropFirst()))
      return (name, sample, Array(gallery.factors.row(index)))
    case .data(let index):
      guard let data else { throw Failure(message: "sample \(index): no data set is open") }
      let name = "sample \(index) of \(data.path)"
      guard index >= 0, index < data.dataset.count else {
        throw Failure(message: "\(name): expected 0 to \(data.dataset.count - 1)")
      }
      return (name, data.dataset.sample(index), Array(data.dataset.factors.row(index)))
    case .mapped(let index, let sample, let factors):
      return ("sample \(index) of the map", sample, factors)
    case .anomalous(let sample): return try find(sample)
    case .measurement(let sample): return ("the measured sample", sample, [])
    }
  }

  /// Simulates or reads again a sample that was compared with normal ones.
  private func find(
    _ sample: AnomalousSample
  ) throws(Failure) -> (name: String, sample: Tensor, factors: [Float]) {
    let plan: AnomalyPlan
    do {
      plan = try sample.request.plan(model, data)
    } catch { throw Failure(message: error.description) }
    guard plan.sets.indices.contains(sample.set),
      (0..<plan.sets[sample.set].samples.count).contains(sample.index)
    else { throw Failure(message: "\(sample.label): expected a sample of the comparison") }
    let samples = plan.sets[sample.set].samples
    return (
      sample.label, samples.sample(sample.index).reshaped(to: samples.description.shape),
      Array(samples.factors.row(sample.index))
    )
  }
}
