package import Datasets
import Tensors

extension AuxiliaryObjective {
  /// Ties latents to factors of a data set, each scaled by its smallest and largest value over the whole set.
  ///
  /// - Parameters:
  ///   - form: Which correlations are penalised, and how.
  ///   - names: The factors in the order of their latents.
  ///   - dataset: The samples with their factors.
  ///   - latentCount: The latents of the model, of which the first are tied.
  ///   - priorWidth: The prior's standard deviation for the tied latents.
  ///   - alignmentWeight: The weight of alignment and cross terms.
  ///   - independenceWeight: The weight of the leakage.
  ///   - dependenceWeight: The weight of the dependence.
  /// - Throws: ``AuxiliaryError`` when a factor is missing, ambiguous, constant, not finite or named twice,
  ///   or when there are more factors than latents.
  package init(
    form: AuxiliaryForm, factors names: [String], of dataset: Dataset, latentCount: Int,
    priorWidth: Double, alignmentWeight: Double, independenceWeight: Double,
    dependenceWeight: Double = 0
  ) throws(AuxiliaryError) {
    try Self.check(factors: names, of: dataset.description, latentCount: latentCount)
    var factors: [AuxiliaryFactor] = []
    for name in names { factors.append(try dataset.auxiliaryFactor(named: name)) }
    self.init(
      form: form, factors: factors, priorWidth: priorWidth, alignmentWeight: alignmentWeight,
      independenceWeight: independenceWeight, dependenceWeight: dependenceWeight)
  }

  /// Checks all that can be checked before there are samples.
  ///
  /// - Parameters:
  ///   - names: The factors in the order of their latents.
  ///   - description: The description of the samples.
  ///   - latentCount: The latents of the model.
  /// - Throws: ``AuxiliaryError`` when a factor is missing, ambiguous or named twice, or when there are more
  ///   factors than latents.
  package static func check(
    factors names: [String], of description: DataDescription, latentCount: Int
  ) throws(AuxiliaryError) {
    let available = description.factors.map(\.name)
    guard !available.isEmpty else { throw .noFactors(dataset: description.name) }
    guard !names.isEmpty else { throw .noneNamed(available: available) }
    guard names.count <= latentCount else {
      throw .tooManyFactors(count: names.count, latentCount: latentCount)
    }
    for (index, name) in names.enumerated() {
      let columns = available.indices.filter { available[$0] == name }
      guard let column = columns.first else {
        throw .unknownFactor(name, dataset: description.name, available: available)
      }
      guard columns == [column] else {
        throw .ambiguousFactor(name, dataset: description.name, columns: columns)
      }
      guard !names[..<index].contains(name) else { throw .repeatedFactor(name) }
    }
  }

  /// The columns of the factors in a data set, in the order of their latents; `nil` when one is missing.
  package func columns(in description: DataDescription) -> [Int]? {
    let columns = factors.compactMap { factor in
      description.factors.firstIndex { $0.name == factor.name }
    }
    return columns.count == factors.count ? columns : nil
  }
}

extension Dataset {
  fileprivate func auxiliaryFactor(named name: String) throws(AuxiliaryError) -> AuxiliaryFactor {
    let names = description.factors.map(\.name)
    guard let column = names.firstIndex(of: name) else {
      preconditionFailure("AuxiliaryObjective: \(name) was not checked")
    }
    var (lower, upper) = (Double.infinity, -Double.infinity)
    for sample in 0..<count {
      let value = factors.elements[sample * names.count + column]
      guard value.isFinite else { throw .notFinite(name, sample: sample, value: value) }
      lower = min(lower, Double(value))
      upper = max(upper, Double(value))
    }
    guard lower < upper else { throw .constantFactor(name, value: lower) }
    return AuxiliaryFactor(name: name, lower: lower, upper: upper)
  }
}
