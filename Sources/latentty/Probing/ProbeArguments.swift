import ArgumentParser
import CommandSupport
import Diagnostics

/// Ways of drawing as named on the command line: `prior,components`, or `all`.
struct LatentDrawChoice: RuledArgument {
  static let expected =
    "all, or different ones of \(LatentDraw.allCases.map(\.rawValue).joined(separator: ", "))"

  /// The ways, each once.
  let draws: [LatentDraw]

  init(draws: [LatentDraw]) { self.draws = draws }

  init?(argument: String) {
    if argument == "all" {
      draws = LatentDraw.allCases
      return
    }
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let draws = names.compactMap { LatentDraw(rawValue: String($0)) }
    guard draws.count == names.count, Set(draws).count == draws.count else { return nil }
    self.draws = draws
  }
}

/// Which codes deviations and components are of, as named on the command line.
enum CodesChoice: String, ExpressibleByArgument, CaseIterable {
  case means, sampled

  /// The codes.
  var codes: LatentSampler.Codes {
    switch self {
    case .means: .means
    case .sampled: .sampled
    }
  }
}

/// What a probe is written to, by the end of the file's name.
enum ProbeFileFormat: String, CaseIterable {
  case safetensors, npy, png

  init?(path: String) {
    guard let format = Self.allCases.first(where: { path.hasSuffix("." + $0.rawValue) }) else {
      return nil
    }
    self = format
  }
}
