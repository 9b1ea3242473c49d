import Datasets
import Tensors

extension EvaluationSamples {
  /// Two random halves, the first one the smaller where the count is odd.
  func halves(seed: UInt64) -> (EvaluationSamples, EvaluationSamples) {
    var random = CounterRandom(seed: seed, stream: .split)
    let order = random.nextPermutation(count)
    let half = count / 2
    return (part(order[..<half].sorted()), part(order[half...].sorted()))
  }

  /// Some of the samples, in the order of `indices`.
  private func part(_ indices: [Int]) -> EvaluationSamples {
    let block = block
    let shape = description.shape
    return EvaluationSamples(
      description: description, source: source,
      label: "\(Self.count(indices.count)) of \(label)", notes: notes,
      factors: factors.rows(indices),
      block: { range in
        Tensor(
          shape: [range.count] + shape,
          elements: indices[range].flatMap { block($0..<$0 + 1).elements })
      },
      fingerprint: fingerprint + ContentHash.text { $0.add(json: indices) },
      numbers: indices.map(number(of:)))
  }

  /// Fresh samples from a simulator with given settings.
  ///
  /// - Throws: `DatasetError` when the settings contradict one another.
  static func generated(
    by generator: any DatasetGenerator, label: String
  ) throws(DatasetError) -> EvaluationSamples {
    let samples = try generator.makeSamples()
    let described = samples.description
    return EvaluationSamples(
      description: described, source: .simulated,
      label: "\(count(samples.count)) \(label), seed \(generator.seed)", notes: [],
      factors: samples.factors, block: { samples.samples($0) },
      fingerprint: "generated \(samples.count) " + ContentHash.text { $0.add(json: described) })
  }
}
