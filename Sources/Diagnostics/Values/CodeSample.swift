/// A few of the measured samples, for scatter plots.
public struct CodeSample: Codable, Sendable, Equatable {
  /// For every latent the posterior means of the samples.
  public var codes: [[Float]]
  /// For every factor its values, for the same samples.
  public var factors: [[Float]]

  /// Creates a sample; all columns are equally long.
  public init(codes: [[Float]], factors: [[Float]]) {
    precondition(
      Set((codes + factors).map(\.count)).count <= 1,
      "CodeSample: columns of \(Set((codes + factors).map(\.count))) entries")
    self.codes = codes
    self.factors = factors
  }

  /// The number of samples.
  public var count: Int { codes.first?.count ?? 0 }
}
