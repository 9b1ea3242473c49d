import Diagnostics
import Models
import Tensors

extension ExploreCommands {
  static let random: [Command] = [
    edit(
      "resample", "draw this latent from the prior", [.character("r")], hint: "rand",
      why:
        "Standard normal, or for a latent tied to a factor normal about an even draw of the factor.",
      change: { state, _ in
        guard let sampler = state.sampler else { return }
        if let problem = sampler.problem(.prior) {
          state.message = .failed("resample: \(problem)")
          return
        }
        state.walk = nil
        var generator = state.draws.next()
        let latent = state.explore.selected
        state.move(latent, to: sampler.priorValue(of: latent, using: &generator))
        state.tellDraw(of: state.name(of: latent), from: "the prior")
      }),
    edit(
      "resample-all", "draw all latents", [.character("R")],
      why: "A point of what P chooses: the prior at first, so what the model was told to expect.",
      change: { state, _ in state.draw(from: state.explore.drawing) }),
    edit(
      "draw-from", "what R draws from", [.character("P")],
      why: "Points where data are come of the posterior and the leading components of the codes.",
      argument: .optional(LatentDraw.choices.map(\.rawValue).joined(separator: "|")),
      change: { state, text in
        guard let drawing = state.drawing(text) else { return }
        state.explore.drawing = drawing
        let rest = state.missingDraws.map { "; \($0)" } ?? ""
        state.message = .done("R draws from: \(state.words(for: drawing))\(rest)")
      }),
    edit.choice(
      "draw-codes", "components of the codes' means, or of sampled codes", [],
      why: "Sampled codes are wider by their posteriors; P components and significant follow them.",
      of: \.explore.drawnCodes
    ) { "components and deviations of \($0.explore.drawnCodes.words)" },
    edit(
      "draw", "draw all latents from a place", [],
      why: "One point of the place; R then draws from there too.",
      argument: .required(LatentDraw.choices.map(\.rawValue).joined(separator: "|")),
      change: { state, text in
        guard let drawing = state.drawing(text) else { return }
        state.explore.drawing = drawing
        state.draw(from: drawing)
      }),
    edit(
      "seed", "set the seed of random draws", [],
      why: "The same seed gives the same draws in the same order.",
      argument: .required("a whole number"), unavailable: { _ in nil },
      change: { state, text in
        guard let seed = UInt64(text, radix: 10) else {
          state.message = .failed("seed: expected a whole number from 0, found '\(text)'")
          return
        }
        state.draws = RandomDraws(seed: seed)
        state.message = .done("seed \(seed)")
      }),
  ]
}

extension LatentDraw {
  /// What a single point can be drawn from; a walk is many.
  static let choices = allCases.filter { $0 != .walk }
}

extension LatentSampler.Codes {
  /// The codes in words.
  var words: String {
    switch self {
    case .means: "the codes' means"
    case .sampled: "codes sampled from their posteriors"
    }
  }
}

extension ExplorerState {
  /// What draws points of the open model.
  var sampler: LatentSampler? {
    model.map {
      LatentSampler(
        $0.statistics, latentCount: $0.latentCount, family: $0.latents.family,
        codes: explore.drawnCodes)
    }
  }

  /// The way of drawing that a text names, or without one the next of those that the model has what they need for.
  fileprivate mutating func drawing(_ text: String) -> LatentDraw? {
    guard let sampler else { return nil }
    let possible = LatentDraw.choices.filter { sampler.problem($0) == nil }
    guard
      let drawing = Command.choice(
        text, after: explore.drawing, of: text.isEmpty ? possible : LatentDraw.choices, &self)
    else { return nil }
    guard let problem = sampler.problem(drawing) else { return drawing }
    message = .failed("draw \(drawing.rawValue): \(problem)")
    return nil
  }

  /// Chooses another place to draw from where the open model lacks what the present one needs.
  mutating func drawFromWhatThereIs() {
    guard let sampler, sampler.problem(explore.drawing) != nil else { return }
    explore.drawing = LatentDraw.choices.first { sampler.problem($0) == nil } ?? explore.drawing
  }

  /// The ways of drawing that the model lacks what they need for, and what it lacks; `nil` where it has all.
  fileprivate var missingDraws: String? {
    guard let sampler else { return nil }
    let missing = LatentDraw.choices.filter { sampler.problem($0) != nil }
    guard let problem = missing.first.flatMap(sampler.problem) else { return nil }
    return "\(problem), so not \(missing.map(\.rawValue).joined(separator: ", "))"
  }

  /// Puts the sliders at a point, as one step of undo.
  fileprivate mutating func draw(from drawing: LatentDraw) {
    guard let sampler else { return }
    if let problem = sampler.problem(drawing) {
      message = .failed("draw \(drawing.rawValue): \(problem)")
      return
    }
    walk = nil
    guard drawing.isRandom else {
      move(to: Array(repeating: 0, count: latents.count))
      message = .done("all latents at zero")
      return
    }
    var generator = draws.next()
    move(to: sampler.point(drawing, using: &generator))
    tellDraw(of: "all latents", from: words(for: drawing))
  }

  /// What is drawn, in words with its numbers.
  fileprivate func words(for drawing: LatentDraw) -> String {
    switch drawing {
    case .components:
      "\(min(LatentSampler.usualComponentCount, latents.count)) leading components of "
        + explore.drawnCodes.words
    case .significant: "the \(activeCount) active latents, the others at their means"
    case .prior: "the prior"
    case .posterior: "the data"
    case .origin, .walk: drawing.explanation
    }
  }

  /// Says what was drawn, and how to draw it again.
  fileprivate mutating func tellDraw(of what: String, from source: String) {
    message = .done("\(what) drawn from \(source): draw \(draws.count) of seed \(draws.seed)")
  }
}
