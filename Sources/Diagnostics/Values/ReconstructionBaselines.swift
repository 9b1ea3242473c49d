/// The reconstruction metrics of what needs no model, beside which those of a model are read.
package struct ReconstructionBaselines: Codable, Sendable, Equatable {
  /// A reconstruction without a model.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// The mean of the fitted samples, whatever the sample is.
    case meanSample = "mean_sample"
    /// Another evaluated sample.
    case otherSample = "other_sample"
    /// As many principal components of the fitted samples as the model has latents.
    case principalComponents = "principal_components"

    /// The name in a table, at most five characters.
    package var shortTitle: String {
      switch self {
      case .meanSample: "mean"
      case .otherSample: "other"
      case .principalComponents: "PCA"
      }
    }
  }

  /// The metrics of one baseline.
  package struct Row: Codable, Sendable, Equatable {
    /// The reconstruction.
    package var kind: Kind
    /// The values, in the order of ``ReconstructionBaselines/definitions``.
    package var values: [MetricValue]

    /// Creates a row.
    package init(kind: Kind, values: [MetricValue]) {
      (self.kind, self.values) = (kind, values)
    }
  }

  /// One row per kind, in their order.
  package var rows: [Row]
  /// The samples that mean and components were fitted to, in words.
  package var fittedTo: String
  /// Whether these are other samples than the evaluated ones.
  package var isHeldOut: Bool
  /// The number of principal components.
  package var componentCount: Int

  /// The metrics that baselines have.
  package static let definitions = MetricFamily.reconstruction.definitions

  /// The definition of the numbers.
  package static let definition =
    "The same metrics, on the same samples, of reconstructions without a model: \"mean\" is the mean sample, "
    + "\"other\" another evaluated sample, each used once, \"PCA\" the sample's projection on as many principal "
    + "components as the model has latents (as many as samples or elements allow). Mean and components are fitted to the training "
    + "part of the file, else to up to \(BaselineFit.sampleLimit) fresh samples of the model's simulator, else to the evaluated samples "
    + "themselves, which flatters the components. A model's number is remarkable only where it differs from these."

  /// Creates baselines.
  package init(rows: [Row], fittedTo: String, isHeldOut: Bool, componentCount: Int) {
    self.rows = rows
    self.fittedTo = fittedTo
    self.isHeldOut = isHeldOut
    self.componentCount = componentCount
  }

  /// The value of a metric for one baseline; `nil` for an unknown key.
  package func value(_ kind: Kind, _ key: String) -> MetricValue? {
    rows.first { $0.kind == kind }?.values.first { $0.key == key }
  }

  /// Whether all parts are there; they are not in a damaged file.
  var isSound: Bool {
    rows.map(\.kind) == Kind.allCases
      && rows.allSatisfy { $0.values.map(\.key) == Self.definitions.map(\.key) }
  }

  /// The samples that mean and components were fitted to, for the reader.
  package var remark: String {
    "mean and \(componentCount) components of \(fittedTo)"
      + (isHeldOut ? "" : ", which are the evaluated ones")
  }
}
