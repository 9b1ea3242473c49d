import Analysis
import Storage
import Tensors
import TestSupport
import Testing

/// Metrics of codes and factors against scikit-learn and SciPy, to 1e-6 of each array's largest
/// entry.
@Suite struct MetricsReferenceTests {
  private static let tolerance = 1e-6
  private let file: SafetensorsFile
  private let codes: Tensor
  private let factors: Tensor

  init() throws {
    file = try ReferenceNumbers.open("metrics.safetensors")
    codes = try file.tensor("codes")
    factors = try file.tensor("factors")
  }

  private func expect(_ found: [Double], _ name: String) throws {
    let expected = try file.tensor(name).elements.map(Double.init)
    let largest = expected.map(abs).max() ?? 0
    #expect(largest > 0, "\(name)")
    let difference = distance(found, expected)
    #expect(difference < Self.tolerance * largest, "\(name) differs by \(difference)")
  }

  @Test func correlations() throws {
    let pearson = Correlation.pearson(codes, factors)
    try expectCorner(pearson, of: { Correlation.pearson($0, $0) }, "pearson")
    try expectCorner(
      Correlation.spearman(codes, factors), of: { Correlation.spearman($0, $0) }, "spearman")
    try expect([SeparatedAttributePredictability(correlations: pearson).value], "sap")
  }

  /// The file's author cut the corner [codes, factors] out of the square matrix of all columns, and
  /// the writer may have stored as many entries of the square one, starting at the corner's first,
  /// instead of the corner.
  private func expectCorner(
    _ corner: Matrix, of square: (Tensor) -> Matrix, _ name: String
  ) throws {
    let (latentCount, factorCount) = (codes.shape[1], factors.shape[1])
    let all = Tensor(
      shape: [codes.rowCount, latentCount + factorCount],
      elements: (0..<codes.rowCount).flatMap { codes.row($0) + factors.row($0) })
    let whole = square(all)
    #expect(
      distance(
        corner.elements,
        (0..<latentCount).flatMap { whole.row($0).dropFirst(latentCount) }) < 1e-12, "\(name)")
    let expected = try file.tensor(name, shape: [latentCount, factorCount]).elements
    let run = whole.elements[latentCount..<latentCount + expected.count]
    let difference = [corner.elements, Array(run)]
      .map { distance($0, expected.map(Double.init)) }.min()
    #expect(try #require(difference) < Self.tolerance, "\(name)")
  }

  @Test func information() throws {
    let information = MutualInformation.matrix(codes: codes, factors: factors)
    try expect(information.elements, "mutual_information")
    try expect(MutualInformation.entropies(factors), "factor_entropy")
    try expect([MutualInformationGap(codes: codes, factors: factors).value], "mig")
    try expect([Modularity(information: information).value], "modularity")
  }

  @Test func covariance() throws {
    let covariance = LatentCovariance(codes: codes)
    try expect([TotalCorrelation.gaussian(covariance)], "gaussian_total_correlation")
    try expect(
      PrincipalComponents(covariance: covariance).explainedVarianceRatios,
      "pca_explained_variance_ratio")
  }
}
