/// Where the graph of a whole autoencoder is cut into encoder and decoder.
struct LatentCut {
  /// The value that the decoder begins with.
  let latents: String
  /// The mean, or the code.
  let mean: String
  /// The log variance or the deviation, if there is one.
  var spread: (name: String, isDeviation: Bool)?
  /// How it was found.
  let note: String

  /// Finds the latents.
  ///
  /// - Parameters:
  ///   - survey: The graph.
  ///   - sample: The input that is a sample.
  ///   - output: The output that is a sample.
  ///   - asked: The name of the latents, if the user gave one.
  /// - Returns: The cut; `nil` where there is no value of two axes that every path passes.
  static func find(
    _ survey: GraphSurvey, sample: String, output: String, asked: String?
  ) -> LatentCut? {
    if let asked {
      return LatentCut(
        latents: asked, mean: asked, spread: named(.logVariance, in: survey, like: asked),
        note: "the graph was cut at \(asked), as asked")
    }
    return random(survey) ?? named(survey, output) ?? narrowest(survey, sample, output)
  }

  /// Where random numbers enter: `mean + noise * deviation`.
  private static func random(_ survey: GraphSurvey) -> LatentCut? {
    let noise =
      survey.graph.operations.filter { $0.kind.hasPrefix("RandomNormal") }
      .compactMap(\.outputs.first)
      + survey.graph.inputs.dropFirst().map(\.name).filter {
        LatentNames.isNoise($0) || survey.graph.inputs.count == 2
      }
    for start in noise {
      guard let (latents, mean, factor) = reparametrization(start, survey) else { continue }
      return LatentCut(
        latents: latents, mean: mean, spread: spread(factor, survey),
        note: "the graph was cut at its latents, where the random numbers enter")
    }
    return nil
  }

  private static func reparametrization(
    _ noise: String, _ survey: GraphSurvey
  ) -> (latents: String, mean: String, factor: String)? {
    var (value, factor) = (noise, String?.none)
    for _ in 0..<6 {
      guard let readers = survey.readers[value], readers.count == 1 else { return nil }
      let reader = survey.graph.operations[readers[0]]
      guard let output = reader.outputs.first else { return nil }
      let other = reader.inputs.first { $0 != value && survey.shapes[$0] != nil }
      switch (reader.kind, other) {
      case ("Add", let mean?):
        return factor.map { (output, mean, $0) }
      case ("Mul", let other?): factor = other
      case ("Mul", nil), ("Add", nil), ("Cast", _), ("Identity", _), ("Reshape", _): break
      default: return nil
      }
      value = output
    }
    return nil
  }

  /// The log variance that a deviation is computed from, or the deviation itself.
  private static func spread(
    _ factor: String, _ survey: GraphSurvey
  ) -> (name: String, isDeviation: Bool) {
    // exp(x / 2) and exp(x * 0.5) of the log variance, sqrt(exp(x)) rarely.
    guard let exponential = survey.producer(factor), exponential.kind == "Exp",
      let half = survey.producer(exponential.inputs[0])
    else { return (factor, true) }
    let constants = half.inputs.compactMap { survey.graph.constants[$0]?.scalar }
    let isHalf =
      half.kind == "Mul" && constants == [0.5] || half.kind == "Div" && constants == [2]
    let inputs = half.inputs.filter { survey.shapes[$0] != nil }
    return isHalf && inputs.count == 1 ? (inputs[0], false) : (factor, true)
  }

  /// An output, or an inner value, that is called the mean.
  private static func named(_ survey: GraphSurvey, _ output: String) -> LatentCut? {
    let values = survey.graph.outputs.map(\.name) + survey.graph.operations.flatMap(\.outputs)
    let candidates = values.filter { name in
      name != output && survey.extents(name)?.count == 1 && LatentNames.role(name) == .mean
    }
    let mean = candidates.suffix(64).last { name in
      survey.part(from: [name], to: [output]).inputs.count == 1
    }
    guard let mean else { return nil }
    return LatentCut(
      latents: mean, mean: mean, spread: named(.logVariance, in: survey, like: mean),
      note: "the graph was cut at \(mean)")
  }

  private static func named(
    _ role: LatentNames.Role, in survey: GraphSurvey, like mean: String
  ) -> (name: String, isDeviation: Bool)? {
    let values = survey.graph.outputs.map(\.name) + survey.graph.operations.flatMap(\.outputs)
    let found = values.last { name in
      name != mean && survey.extents(name) == survey.extents(mean)
        && LatentNames.role(name) == role
    }
    return found.map { ($0, false) }
  }

  /// The narrowest value of two axes that every path from the sample to the output passes.
  private static func narrowest(
    _ survey: GraphSurvey, _ sample: String, _ output: String
  ) -> LatentCut? {
    let cuts = passed(survey, sample, output).filter { survey.extents($0)?.count == 1 }
    guard let least = cuts.map(survey.count).min(),
      least < min(survey.count(sample), survey.count(output)),
      let latents = cuts.last(where: { survey.count($0) == least })
    else { return nil }
    return LatentCut(
      latents: latents, mean: latents,
      note: "the graph was cut at its narrowest value, \(latents)")
  }

  /// The values that every path from the sample to the output passes, in order.
  static func passed(
    _ survey: GraphSurvey, _ sample: String, _ output: String
  ) -> [String] {
    let operations = OperatorGraph.needed(survey.graph.operations, for: [output])
    var lastReader: [String: Int] = [:]
    for (index, operation) in operations.enumerated() {
      for input in operation.inputs where survey.shapes[input] != nil { lastReader[input] = index }
    }
    var passed: [String] = []
    var furthest = lastReader[sample] ?? 0
    for (index, operation) in operations.enumerated() {
      guard let value = operation.outputs.first, survey.shapes[value] != nil else { continue }
      if furthest <= index, operation.outputs.count == 1, value != output { passed.append(value) }
      for output in operation.outputs { furthest = max(furthest, lastReader[output] ?? 0) }
    }
    return passed
  }
}
