import Numerics
import Datasets
import Models

/// The factors whose noiseless sample is shown beside a decoded one, with the origin of each.
struct SimulationPlan: Sendable, Equatable {
  /// The origin of a factor's value.
  enum Origin: Sendable, Equatable {
    /// The regression line of an aligned latent.
    case latent(Int)
    /// The encoded sample, by its name on screen.
    case source(String)
    /// The middle of the factor's range, where nothing else is known.
    case middle
  }

  /// The values in the order of the data description.
  @Reflexive var factors: [Double]
  /// The origin of each value.
  let origins: [Origin]
}

extension SimulationPlan {
  /// Takes every factor from the latent that follows it, else from the encoded sample, else from the middle
  /// of its range.
  ///
  /// `nil` where the data are not from a generator, and where neither a latent nor a sample determines any
  /// factor.
  init?(_ state: ExplorerState) {
    guard let model = state.model, model.simulator != nil else { return nil }
    let known = state.knownFactors
    let origins = model.data.factors.indices.map { factor -> Origin in
      if let latent = state.latent(following: factor) { return .latent(latent) }
      return known == nil ? .middle : .source(state.source?.label ?? "")
    }
    guard origins.contains(where: { $0 != .middle }) else { return nil }
    self.origins = origins
    factors = zip(model.data.factors.indices, origins).map { index, origin in
      let factor = model.data.factors[index]
      return switch origin {
      case .latent(let latent): state.factorValue(of: latent) ?? factor.middle
      case .source: known?[index] ?? factor.middle
      case .middle: factor.middle
      }
    }
  }

  /// The origins of the factors that no latent determines: `flux from gallery #3; psf at mid-range`.
  func remarks(_ factors: [Factor]) -> String {
    var groups: [(place: String, names: [String])] = []
    for (factor, origin) in zip(factors, origins) {
      let place: String
      switch origin {
      case .latent: continue
      case .source(let label): place = "from \(label)"
      case .middle: place = "at mid-range"
      }
      if let index = groups.firstIndex(where: { $0.place == place }) {
        groups[index].names.append(factor.name)
      } else {
        groups.append((place, [factor.name]))
      }
    }
    return groups.map { $0.names.joined(separator: ", ") + " " + $0.place }.joined(separator: "; ")
  }
}

extension Factor {
  /// The middle of the range; 0 where the range is unbounded.
  fileprivate var middle: Double {
    let middle = lower / 2 + upper / 2
    return middle.isFinite ? middle : 0
  }
}
