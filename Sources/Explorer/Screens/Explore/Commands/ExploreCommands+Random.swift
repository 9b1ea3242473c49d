#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Tensors
import Models

extension ExploreCommands {
  static let random: [Command] = [
    edit(
      "resample", "draw this latent from the prior", keys: [.character("r")], hint: "rand",
      why:
        "Standard normal, or for a latent tied to a factor normal about an even draw of the factor.",
      change: { state, _ in
        state.explore.interpolation = nil
        var generator = state.draws.next()
        let latent = state.explore.selected
        state.move(latent, to: state.priorDraw(of: latent, &generator))
        state.tellDraw(of: state.name(of: state.explore.selected), from: "the prior")
      }),
    edit(
      "resample-all", "draw all latents from the prior", keys: [.character("R")],
      why: "What the model makes of a point that it was told to expect; compare with draw-data.",
      change: { state, _ in
        state.explore.interpolation = nil
        var generator = state.draws.next()
        state.move(to: state.latents.indices.map { state.priorDraw(of: $0, &generator) })
        state.tellDraw(of: "all latents", from: "the prior")
      }),
    edit(
      "draw-data", "draw all latents from the data's posterior", keys: [],
      why: "A random sample's codes with their uncertainty, so a point where there are data.",
      unavailable: { state in
        state.model.map { $0.statistics.codes.rowCount == 0 ? "the model carries no codes" : nil }
          ?? "open a model first"
      },
      change: { state, _ in drawFromData(&state) }),
    edit(
      "seed", "set the seed of random draws", keys: [],
      why: "The same seed gives the same draws in the same order.",
      argument: .required("a whole number"), unavailable: { _ in nil },
      change: { state, text in
        guard let seed = UInt64(text) else {
          state.message = .failed("seed: expected a whole number from 0, found '\(text)'")
          return
        }
        state.draws = RandomDraws(seed: seed)
        state.message = .done("seed \(seed)")
      }),
  ]

  /// The aggregate posterior as a mixture: a row of the stored codes, plus noise of the mean posterior width.
  private static func drawFromData(_ state: inout ExplorerState) {
    guard let statistics = state.model?.statistics else { return }
    state.explore.interpolation = nil
    var generator = state.draws.next()
    let codes = statistics.codes
    let row = min(Int(generator.nextUniform() * Double(codes.rowCount)), codes.rowCount - 1)
    state.move(
      to: zip(codes.row(row), statistics.posteriorVariance).map { code, variance in
        code + Float(generator.nextGaussian()) * sqrtf(max(0, variance))
      })
    state.tellDraw(of: "all latents", from: "the data")
  }
}

extension ExplorerState {
  /// A value that the prior of a latent gives.
  fileprivate func priorDraw(of latent: Int, _ generator: inout CounterRandom) -> Float {
    guard isAuxiliary(latent), let width = model?.tied.priorWidth else {
      return Float(generator.nextGaussian())
    }
    return Float(generator.nextUniform() + width * generator.nextGaussian())
  }

  /// Says what was drawn, and how to draw it again.
  fileprivate mutating func tellDraw(of what: String, from source: String) {
    message = .done("\(what) drawn from \(source): draw \(draws.count) of seed \(draws.seed)")
  }
}
