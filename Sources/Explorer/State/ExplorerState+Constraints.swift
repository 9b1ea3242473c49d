import Models
import Plotting

extension ExplorerState {
  /// The selector that a latent belongs to; `nil` for one that moves freely.
  func selector(of latent: Int) -> LatentConstraints.Selector? {
    model?.constraints?.selector(of: latent)
  }

  /// The nearest point that the model knows; some latents outside selectors keep their values.
  func constrained(_ point: [Float], keeping kept: [Int] = []) -> [Float] {
    model?.constraints?.applied(to: point, keeping: kept) ?? point
  }

  /// A point with the present conditions, which a draw or an encoded sample does not choose.
  func withPresentConditions(_ point: [Float]) -> [Float] {
    (model?.constraints?.selectors ?? []).filter(\.isCondition).reduce(point) { point, selector in
      selector.choosing(selector.choice(in: latents), in: point)
    }
  }

  /// The latent whose row a latent is part of: itself, or the first of its selector.
  func row(of latent: Int) -> Int { selector(of: latent)?.start ?? latent }

  /// One latent for every slider and every selector, in the order of the model.
  var rowLatents: [Int] {
    guard let constraints = model?.constraints, !constraints.selectors.isEmpty else {
      return Array(latents.indices)
    }
    let selected = Set(constraints.selectors.flatMap { $0.range.dropFirst() })
    return latents.indices.filter { !selected.contains($0) }
  }

  /// The number of sliders and selectors.
  var rowCount: Int {
    (model?.constraints?.selectors ?? []).reduce(latents.count) { $0 - $1.choices.count + 1 }
  }

  /// The latents that sliders move, without those of selectors.
  var freeLatents: [Int] { rowLatents.filter { selector(of: $0) == nil } }

  /// The value of a row at a point, the sliders' by default: that of a slider, or the number of a selector's choice, from 0.
  func rowValue(of latent: Int, at point: [Float]? = nil) -> Float {
    let point = point ?? latents
    return selector(of: latent).map { Float($0.choice(in: point)) } ?? point[latent]
  }

  /// The range of a latent that does not move freely: the numbers of the choices, or what the norm allows; `nil` for all others.
  func constrainedRange(of latent: Int) -> ClosedRange<Float>? {
    if let selector = selector(of: latent) { return 0...Float(max(1, selector.choices.count - 1)) }
    return model?.constraints?.norm.map { -$0...$0 }
  }

  /// The choice of a selector with the marks of the keys that change it: `‹ 3 ›`.
  func choiceText(_ selector: LatentConstraints.Selector) -> String {
    let name = selector.choices[selector.choice(in: latents)]
    return capabilities.hasOrnaments ? "‹ \(name) ›" : "< \(name) >"
  }

  /// Where in its choices a selector stands, and whether it is a condition.
  func choiceFacts(_ selector: LatentConstraints.Selector) -> String {
    let place = "\(selector.choice(in: latents) + 1) of \(selector.choices.count)"
    return selector.isCondition ? "\(place), given" : place
  }

  /// Goes on by some choices of a selector, from the last to the first.
  mutating func cycle(_ selector: LatentConstraints.Selector, by step: Int) {
    let count = selector.choices.count
    let choice = ((selector.choice(in: latents) + step) % count + count) % count
    move(selector.start, to: Float(choice))
  }
}
