import Datasets
import Models
import Storage

/// What a file says of its model, or why it cannot be opened.
struct ModelReport: Encodable {
  /// The facts of a model that opens; what the file does not say is left out.
  struct Facts: Encodable {
    let latentCount: Int
    let activeLatentCount: Int?
    /// The mean divergence from the prior of every latent, in nat.
    let divergence: [Float]?
    /// The names of the latents, by the factors that they carry.
    let latentNames: [String]
    let parameterCount: Int
    let sampleShape: [Int]
    let data: DataDescription?
    let gallerySampleCount: Int
    let training: TrainingSummary?
    /// The unit of the validation loss.
    let lossUnit: String?
    /// The parts that the file has, by their names, and those that it lacks.
    let has: [String]
    let lacks: [String]
  }

  let model: Facts?
  let problem: String?

  /// Opens a file that holds a model; `nil` for any other.
  init?(of start: FileStart) {
    guard ModelFormat.recognising(start) != nil else { return nil }
    do throws(ModelError) {
      model = Facts(try ModelFormat.open(path: start.path))
      problem = nil
    } catch {
      model = nil
      problem = error.description
    }
  }

  /// The report for people.
  var lines: [String] {
    guard let model else { return ["  cannot be opened: \(problem ?? "no reason given")"] }
    return [
      "  \(model.latentCount) latents"
        + (model.activeLatentCount.map { ", \($0) of them active" } ?? "")
        + "; \(model.parameterCount) parameters",
      namesLine(model), dataLine(model), trainingLine(model),
      "  \(model.gallerySampleCount) gallery samples",
      "  has \(Self.list(model.has))", "  lacks \(Self.list(model.lacks))",
    ].compactMap(\.self)
  }

  /// The latents whose names say more than their index; `nil` where there are none.
  private func namesLine(_ model: Facts) -> String? {
    let named = model.latentNames.enumerated().filter { $1 != "z\($0)" }
    return named.isEmpty ? nil : "  names: \(named.map(\.element).joined(separator: ", "))"
  }

  private func dataLine(_ model: Facts) -> String {
    guard let data = model.data else { return "  samples \(model.sampleShape), not described" }
    return "  data: \(data.name), samples \(data.shape) in \(data.unit); "
      + "factors \(data.factors.map(\.name).joined(separator: ", "))"
  }

  private func trainingLine(_ model: Facts) -> String? {
    guard let training = model.training else { return nil }
    let loss =
      training.validationLoss.map { loss in
        ", validation loss \(loss)" + (model.lossUnit.map { " \($0)" } ?? "")
      } ?? ""
    let beta = training.beta.map { ", beta \($0)" } ?? ""
    return "  \(training.objective)\(beta), \(Self.count(training.epochs, "epoch")) of "
      + "\(Self.count(training.sampleCount, "sample")), \(Self.count(training.steps, "step")), seed \(training.seed)\(loss)"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func list(_ names: [String]) -> String {
    let phrases = names.compactMap { ModelPart(rawValue: $0)?.phrase }
    return phrases.isEmpty ? "nothing" : phrases.joined(separator: ", ")
  }
}

extension ModelReport.Facts {
  fileprivate init(_ described: DescribedModel) {
    let (facts, parts) = (described.facts, described.parts)
    self.init(
      latentCount: described.model.latentCount,
      activeLatentCount: facts.statistics?.active.count,
      divergence: facts.statistics?.divergence,
      latentNames: described.roles.map(\.title),
      parameterCount: described.model.parameters.count, sampleShape: described.model.sampleShape,
      data: facts.data, gallerySampleCount: facts.gallery?.count ?? 0, training: facts.training,
      lossUnit: facts.objective?.reduction.unit,
      has: ModelPart.allCases.filter(parts.contains).map(\.rawValue),
      lacks: ModelPart.allCases.filter { !parts.contains($0) }.map(\.rawValue))
  }
}
