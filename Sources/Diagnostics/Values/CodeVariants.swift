/// The metrics of a code that depend on which latents are counted and in which units, for several choices.
package struct CodeVariants: Codable, Sendable, Equatable {
  /// A choice of latents and units.
  package enum Variant: String, Codable, Sendable, CaseIterable {
    /// The posterior means of all latents, as in the metrics themselves.
    case means
    /// The posterior means of the active latents.
    case activeMeans = "active_means"
    /// The same, each latent with variance 1 over the samples.
    case standardizedMeans = "standardized_active_means"
    /// One draw per sample from the posteriors of the active latents.
    case draws = "active_draws"

    /// The name in a table, at most five characters.
    package var shortTitle: String {
      switch self {
      case .means: "means"
      case .activeMeans: "activ"
      case .standardizedMeans: "std"
      case .draws: "draws"
      }
    }

    /// The name in a wide table.
    package var title: String {
      switch self {
      case .means: "all means"
      case .activeMeans: "active means"
      case .standardizedMeans: "standardised"
      case .draws: "draws"
      }
    }
  }

  /// The metrics of one variant.
  package struct Row: Codable, Sendable, Equatable {
    /// The choice.
    package var variant: Variant
    /// The values, in the order of ``CodeVariants/definitions``.
    package var values: [MetricValue]

    /// Creates a row.
    package init(variant: Variant, values: [MetricValue]) {
      (self.variant, self.values) = (variant, values)
    }
  }

  /// One row per variant, in their order.
  package var rows: [Row]

  /// The families whose metrics have variants.
  static let families: [(MetricFamily, isLearned: Bool, MetricFamily.MeasureCodes)] =
    MetricFamily.all.compactMap { family in
      guard case .codes(let isLearned, let measure) = family.source else { return nil }
      return (family, isLearned, measure)
    }

  /// The metrics that have variants.
  package static let definitions = families.flatMap(\.0.definitions)

  /// The definition of the numbers.
  package static let definition =
    "The same metrics of other codes: \"means\" are the posterior means of all latents, the metrics themselves; \"activ\" "
    + "those of the active latents; \"std\" the same standardised, each with variance 1; \"draws\" one draw per "
    + "sample from the posteriors of the active latents. The means of collapsed latents vary by little and may depend on each "
    + "other and on the factors, but no decoder sees it: in training a decoder sees draws, and those of a collapsed latent "
    + "are noise, which adds nothing but the bias of the estimates; here it decodes means."

  /// What a decoder sees, in one line.
  package static let remark = "in training the decoder sees draws, here it decodes all means"

  /// Creates variants.
  package init(rows: [Row]) {
    self.rows = rows
  }

  /// The value of a metric for one variant; `nil` for an unknown key.
  package func value(_ variant: Variant, _ key: String) -> MetricValue? {
    rows.first { $0.variant == variant }?.values.first { $0.key == key }
  }

  /// Whether all parts are there; they are not in a damaged file.
  var isSound: Bool {
    rows.map(\.variant) == Variant.allCases
      && rows.allSatisfy { $0.values.map(\.key) == Self.definitions.map(\.key) }
  }
}
