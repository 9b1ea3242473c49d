import Analysis
import Datasets
import Storage
import Tensors

/// The parts of a diagnosis that need no predictors.
struct DiagnosisDraft {
  private let inputs: DiagnosisInputs

  init(_ inputs: DiagnosisInputs) {
    self.inputs = inputs
  }

  /// The factors, under names that are unique and safe to print.
  var factors: [DiagnosedFactor] {
    let factors = inputs.data.factors
    let names = UniqueNames.of(factors.map(\.name), orElse: "factor")
    return factors.indices.map { index in
      DiagnosedFactor(
        name: names[index], unit: factors[index].unit,
        isConstant: isConstant(column: index))
    }
  }

  /// The matrices that these samples allow, with rows for factors or latents.
  var matrices: [DiagnosisMatrix: Matrix] {
    var matrices: [DiagnosisMatrix: Matrix] = [
      .latentCorrelation: inputs.covariance.correlations,
      .latentCovariance: inputs.covariance.scaled,
    ]
    guard !inputs.data.factors.isEmpty else { return matrices }
    let (codes, factors) = (inputs.encoded.codes, inputs.encoded.factors)
    matrices[.pearson] = inputs.pearson.transposed
    matrices[.spearman] = Correlation.spearman(codes, factors).transposed
    matrices[.powers] = PowerCorrelation.map(codes: codes, factors: factors).transposed
    guard inputs.reasonWithFewSamples == nil else { return matrices }
    matrices[.information] = inputs.information.transposed
    matrices[.normalizedInformation] =
      MutualInformation.normalized(
        inputs.information, factorEntropies: inputs.factorEntropies
      ).transposed
    return matrices
  }

  /// Samples for scatter plots: at most 2,000, fewer where there are many columns.
  var sample: CodeSample {
    let encoded = inputs.encoded
    let width = encoded.codes.rowStride + encoded.factors.rowStride
    let limit = max(1, min(2000, 200_000 / width))
    let rows = (0..<min(limit, encoded.count)).map {
      encoded.count > limit ? $0 * encoded.count / limit : $0
    }
    func columns(of tensor: Tensor) -> [[Float]] {
      let width = tensor.rowStride
      return (0..<width).map { column in rows.map { tensor.elements[$0 * width + column] } }
    }
    return CodeSample(codes: columns(of: encoded.codes), factors: columns(of: encoded.factors))
  }

  /// Remarks on the numbers for the reader.
  var notes: [String] {
    var notes: [String] = []
    if inputs.data.factors.isEmpty {
      notes.append("the samples have no factors: no metric of latents and factors is available")
    }
    if let reason = inputs.reasonWithFewSamples {
      notes.append("mutual information and predictors: \(reason)")
    }
    let constant = factors.filter(\.isConstant).map(\.name)
    if !constant.isEmpty {
      notes.append("constant factors, which are left out: \(constant.joined(separator: ", "))")
    }
    let names = inputs.data.factors.map(\.name)
    if Set(names).count < names.count { notes.append("factors with equal names were numbered") }
    return notes
  }

  private func isConstant(column: Int) -> Bool {
    let factors = inputs.encoded.factors
    let width = factors.rowStride
    return (0..<factors.rowCount).allSatisfy {
      factors.elements[$0 * width + column] == factors.elements[column]
    }
  }
}
