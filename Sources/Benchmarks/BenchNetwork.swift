import ArgumentParser
import Models
import Networks

/// A network whose speed is compared between programs.
enum BenchNetwork: String, ExpressibleByArgument, CaseIterable {
  case burgess, galaxy, dense

  /// The layers, with the sizes of the publications.
  ///
  /// - Throws: `NetworkError` when the layers do not fit, which these do.
  func architecture() throws(NetworkError) -> Architecture {
    guard let family = ArchitectureFamily.named(rawValue) else {
      preconditionFailure("BenchNetwork: no family \(rawValue)")
    }
    return try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: sampleShape, latentCount: self == .dense ? 6 : 10,
        channels: family.defaultChannels, hiddenCount: family.defaultHiddenCount,
        outputActivation: self == .galaxy ? .sigmoid : nil))
  }

  private var sampleShape: [Int] {
    switch self {
    case .burgess: [64, 64, 1]
    case .galaxy: [33, 33, 1]
    case .dense: [1, 1000, 1]
    }
  }

  /// What training minimises.
  var objective: Objective {
    let likelihood: any Likelihood =
      self == .burgess ? BernoulliLikelihood() : GaussianLikelihood(variance: 0.01)
    return Objective(likelihood: likelihood)
  }
}
