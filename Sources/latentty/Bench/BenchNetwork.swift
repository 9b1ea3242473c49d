import ArgumentParser
import Models
import Networks

/// A network whose speed is compared between programs.
enum BenchNetwork: String, ExpressibleByArgument, CaseIterable {
  case burgess, galaxy

  /// The layers, with the sizes of the publications.
  ///
  /// - Throws: `NetworkError` when the layers do not fit, which these do.
  func architecture() throws(NetworkError) -> Architecture {
    guard let family = ArchitectureFamily.named(rawValue) else {
      preconditionFailure("BenchNetwork: no family \(rawValue)")
    }
    let side = self == .burgess ? 64 : 33
    return try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: [side, side, 1], latentCount: 10, channels: family.defaultChannels,
        hiddenCount: family.defaultHiddenCount,
        outputActivation: self == .burgess ? nil : .sigmoid))
  }

  /// What training minimises.
  var objective: Objective {
    let likelihood: any Likelihood =
      self == .burgess ? BernoulliLikelihood() : GaussianLikelihood(variance: 0.01)
    return Objective(likelihood: likelihood)
  }
}
