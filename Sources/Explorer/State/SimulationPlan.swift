import Numerics
import Datasets
import Models

/// The factors whose noiseless sample stands beside a decoded one, and where each of them comes from.
struct SimulationPlan: Sendable, Equatable {
  /// Where the value of a factor comes from.
  enum Origin: Sendable, Equatable {
    /// The value that an aligned latent stands for.
    case latent(Int)
    /// The encoded sample, by its name on screen.
    case source(String)
    /// The middle of the factor's range, as nothing else is known.
    case middle
  }

  /// The values in the order of the data description.
  @Reflexive var factors: [Double]
  /// Where each value comes from.
  let origins: [Origin]
}

extension SimulationPlan {
  /// Reads every factor off the latent that follows it, else off the encoded sample, else takes its range's middle.
  ///
  /// `nil` where no generator made the data, and where neither a latent nor a sample tells any factor.
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

  /// The factors that no latent stands for, by where they come from: `flux from gallery #3; psf at mid-range`.
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
  /// The middle of the range; 0 where the range has no ends.
  fileprivate var middle: Double {
    let middle = lower / 2 + upper / 2
    return middle.isFinite ? middle : 0
  }
}
