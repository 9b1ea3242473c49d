/// A few of the measured samples, for scatter plots.
package struct CodeSample: Codable, Sendable, Equatable {
  /// For every latent the posterior means of the samples.
  package var codes: [[Float]]
  /// For every factor its values, for the same samples.
  package var factors: [[Float]]

  /// Creates a sample; all columns are equally long.
  package init(codes: [[Float]], factors: [[Float]]) {
    precondition(
      Set((codes + factors).map(\.count)).count <= 1,
      "CodeSample: columns of \(Set((codes + factors).map(\.count))) entries")
    self.codes = codes
    self.factors = factors
  }

  /// The number of samples.
  package var count: Int { codes.first?.count ?? 0 }
}
