import Diagnostics
import Models
import Numerics
import Tensors

extension ExploreCommands {
  static let random: [Command] = [
    edit(
      "resample", "draw this latent", [.character("r")], hint: "rand",
      why:
        "From its prior: standard normal, or normal around a uniform draw of the factor it is tied to. Without a prior, from what R draws from.",
      change: { state, _ in state.drawSelected() }),
    edit(
      "resample-all", "draw all latents", [.character("R")],
      why: "Draws a point from the distribution that P chooses; at first that is the prior.",
      change: { state, _ in state.draw(from: state.explore.drawing) }),
    edit(
      "draw-from", "what R draws from", [.character("P")],
      why: "The posterior and the leading components of the codes give points near the data.",
      argument: .optional(LatentDraw.choices.map(\.rawValue).joined(separator: "|")),
      change: { state, text in
        guard let drawing = state.drawing(text) else { return }
        state.explore.drawing = drawing
        let rest = state.missingDraws.map { "; \($0)" } ?? ""
        state.message = .done("R draws from: \(state.words(for: drawing))\(rest)")
      }),
    edit.choice(
      "draw-codes", "components of means, or of sampled codes", [],
      why:
        "Sampled codes include the width of the posteriors; affects the draws components and significant.",
      of: \.explore.drawnCodes
    ) { "components and standard deviations of \($0.drawnCodesInWords)" },
    edit(
      "draw", "draw all latents from a distribution", [],
      why: "Draws one point; R then draws from the same distribution.",
      argument: .required(LatentDraw.choices.map(\.rawValue).joined(separator: "|")),
      change: { state, text in
        guard let drawing = state.drawing(text) else { return }
        state.explore.drawing = drawing
        state.draw(from: drawing)
      }),
    edit(
      "seed", "set the seed of random draws", [],
      why: "The same seed gives the same draws in the same order.",
      argument: .required("INTEGER"), unavailable: { _ in nil },
      change: { state, text in
        guard let seed = UInt64(text, radix: 10) else {
          state.message = .failed("seed: expected an integer from 0, found '\(text)'")
          return
        }
        state.draws = RandomDraws(seed: seed)
        state.message = .done("seed \(seed)")
      }),
  ]
}

extension LatentDraw {
  /// The draws of a single point; a walk has many points.
  static let choices = allCases.filter { $0 != .walk }
}

extension ExplorerState {
  /// The sampler of the open model.
  var sampler: LatentSampler? {
    model.map {
      LatentSampler(
        $0.statistics, latentCount: $0.latentCount, family: $0.latents.family,
        constraints: $0.constraints, codes: explore.drawnCodes)
    }
  }

  /// The draw with a name, or without one the next that the model supports.
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

  /// Chooses another draw where the open model does not support the current one.
  mutating func drawFromWhatThereIs() {
    guard let sampler, sampler.problem(explore.drawing) != nil else { return }
    explore.drawing = LatentDraw.choices.first { sampler.problem($0) == nil } ?? explore.drawing
  }

  /// The draws that the model does not support, and why; `nil` where it supports all.
  fileprivate var missingDraws: String? {
    guard let sampler else { return nil }
    let missing = LatentDraw.choices.filter { sampler.problem($0) != nil }
    guard let problem = missing.first.flatMap(sampler.problem) else { return nil }
    return "\(problem), so not available: \(missing.map(\.rawValue).joined(separator: ", "))"
  }

  /// Sets the sliders to a drawn point, as one undo step.
  fileprivate mutating func draw(from drawing: LatentDraw) {
    guard let sampler else { return }
    if let problem = sampler.problem(drawing) {
      message = .failed("draw \(drawing.rawValue): \(problem)")
      return
    }
    walk = nil
    guard drawing.isRandom else {
      let origin = withPresentConditions([Float](repeating: 0, count: latents.count))
      move(to: origin)
      let place = model?.constraints == nil ? "all latents at zero" : "the point nearest zero"
      message = .done("\(place)\(limitWords(origin))")
      return
    }
    var generator = draws.next()
    let point = withPresentConditions(sampler.point(drawing, using: &generator))
    move(to: point)
    tellDraw(of: "all latents", from: words(for: drawing), limit: limitWords(point))
  }

  /// Draws the selected latent from its prior, or without a prior from the distribution that all latents are drawn from.
  fileprivate mutating func drawSelected() {
    guard let sampler else { return }
    let drawing = sampler.problem(.prior) == nil ? LatentDraw.prior : explore.drawing
    let latent = explore.selected
    if let selector = selector(of: latent) {
      drawChoice(of: selector)
      return
    }
    if let problem = sampler.problem(drawing) {
      message = .failed("draw \(drawing.rawValue): \(problem)")
      return
    }
    walk = nil
    guard drawing.isRandom else {
      move(latent, to: 0)
      let place = latents[latent] == 0 ? "zero" : "the end of the range nearest zero"
      message = .done("\(name(of: latent)) at \(place)")
      return
    }
    var generator = draws.next()
    let value =
      drawing == .prior
      ? sampler.priorValue(of: latent, using: &generator)
      : sampler.point(drawing, using: &generator)[latent]
    move(latent, to: value)
    let isThere = latents[latent] == value
    tellDraw(
      of: name(of: latent), from: words(for: drawing),
      limit: isThere ? "" : ", as near as the ranges allow")
  }

  /// Draws a choice, every one with the same probability.
  private mutating func drawChoice(of selector: LatentConstraints.Selector) {
    walk = nil
    var generator = draws.next()
    let count = selector.choices.count
    let choice = Int(clamping: generator.nextUniform() * Double(count), to: 0...count - 1)
    move(selector.start, to: Float(choice))
    tellDraw(of: selector.name, from: "its \(count) choices", limit: "")
  }

  /// The codes that draws have the standard deviations of; without a posterior they are codes and nothing else.
  fileprivate var drawnCodesInWords: String {
    if let family = model?.latents.family, type(of: family).noiseCount == 0 { return "the codes" }
    switch explore.drawnCodes {
    case .means: return "posterior means"
    case .sampled: return "codes sampled from their posteriors"
    }
  }

  /// A description of what is drawn, with its numbers.
  fileprivate func words(for drawing: LatentDraw) -> String {
    switch drawing {
    case .components:
      "\(min(LatentSampler.usualComponentCount, latents.count)) leading components of "
        + drawnCodesInWords
    case .significant: "the \(activeCount) active latents, the others at their means"
    case .prior: "the prior"
    case .posterior: "the data"
    case .origin, .walk: drawing.explanation
    }
  }

  /// Reports what was drawn, and how to reproduce it.
  fileprivate mutating func tellDraw(of what: String, from source: String, limit: String) {
    message = .done(
      "\(what) drawn from \(source): draw \(draws.count) of seed \(draws.seed)\(limit)")
  }
}
