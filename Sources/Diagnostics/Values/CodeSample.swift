/// Some of the evaluated samples, for scatter plots.
package struct CodeSample: Codable, Sendable, Equatable {
  /// The posterior means of the samples, one list per latent.
  package var codes: [[Float]]
  /// The factors of the same samples, one list per factor.
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
