/// A named list of penalty terms: which correlations an auxiliary objective penalises, and how.
///
/// A new form is one new file with a `static let` and one line in ``all``.
package struct AuxiliaryForm: Sendable {
  /// The numbers of latents from which a form makes its terms.
  package struct Counts: Sendable {
    /// The tied latents, as many as factors, at least one.
    package let tied: Int
    /// All latents.
    package let all: Int

    /// The tied latents, and so the factors.
    package var tiedLatents: Range<Int> { 0..<tied }
    /// The latents without a factor.
    package var remainingLatents: Range<Int> { tied..<all }
  }

  /// The name in recipes and files.
  package let name: String
  /// The reduction of the loss that the form was designed for.
  package let reduction: Objective.Reduction
  /// What is subtracted from the scaled factors before their powers are taken.
  package let factorCenter: Double
  private let makeTerms: @Sendable (Counts) -> [CorrelationTerm]

  /// Creates a form.
  ///
  /// - Parameters:
  ///   - name: The name in recipes and files.
  ///   - reduction: How the elements of a sample enter the loss.
  ///   - factorCenter: What is subtracted from the scaled factors before their powers are taken.
  ///   - terms: Makes the terms for numbers of latents.
  package init(
    name: String, reduction: Objective.Reduction, factorCenter: Double,
    terms: @escaping @Sendable (Counts) -> [CorrelationTerm]
  ) {
    self.name = name
    self.reduction = reduction
    self.factorCenter = factorCenter
    makeTerms = terms
  }

  /// The terms for a model.
  ///
  /// - Parameters:
  ///   - factorCount: The number of factors, at least one.
  ///   - latentCount: The number of latents, at least `factorCount`.
  /// - Returns: The terms, in no particular order.
  package func terms(factorCount: Int, latentCount: Int) -> [CorrelationTerm] {
    precondition(
      factorCount > 0 && factorCount <= latentCount,
      "AuxiliaryForm: \(factorCount) factors for \(latentCount) latents")
    return makeTerms(Counts(tied: factorCount, all: latentCount))
  }

  /// All forms.
  package static let all: [AuxiliaryForm] = [.slides, .released, .robust]

  /// The form with a name.
  package static func named(_ name: String) -> AuxiliaryForm? {
    all.first { $0.name == name }
  }
}

extension AuxiliaryForm: Equatable {
  /// Whether two forms have the same name.
  package static func == (first: AuxiliaryForm, second: AuxiliaryForm) -> Bool {
    first.name == second.name
  }
}
