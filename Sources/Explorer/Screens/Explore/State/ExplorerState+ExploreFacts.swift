import Analysis
import Plotting
import Models

extension ExplorerState {
  /// The selected latent with its value and the main facts about it, from the longest text to the shortest.
  var focusFacts: [String] {
    guard let model else { return [] }
    if let overflow = decoded?.overflow {
      return ["decoded: \(overflow.words(elementName))", "decoded is not finite"]
    }
    let latent = explore.selected
    let value = sliderText(rowValue(of: latent), of: latent)
    if let walk = walk {
      let place = "t \(NumberText.fixed(walk.fraction, decimals: 2))"
      let ends = [walk.start, walk.end].map { sliderText(rowValue(of: latent, at: $0), of: latent) }
      let short = "\(place)  \(name(of: latent)) = \(value)"
      let both = "\(short)  A \(ends[0]) B \(ends[1])"
      return ["\(both)  \(walk.path.rawValue)", both, short]
    }
    if let selector = selector(of: latent) {
      let short = "\(selector.name) = \(value)"
      return ["\(short)  \(choiceFacts(selector))", short]
    }
    let full = "\(focusTitle(latent)) = \(fullText(latents[latent], of: latent))"
    let short = ["\(focusTitle(latent)) = \(value)", "\(name(of: latent)) = \(value)"]
    guard let known = model.statistics?.divergence else { return [full] + short }
    let divergence = NumberText.fixed(Double(known[latent]), decimals: 2)
    let share = NumberText.fixed(Double(divergenceShare(of: latent)) * 100, decimals: 0)
    return ["\(full)  KL \(divergence) nat, \(share)% of total"] + short
  }

  /// The index goes with the latent's own value where that is shown as well.
  private func focusTitle(_ latent: Int) -> String {
    guard role(of: latent)?.carried != nil, let correlation = correlationText(of: latent) else {
      return title(of: latent)
    }
    return "\(look.showsFactors ? name(of: latent) : title(of: latent)) \(correlation)"
  }

  /// A value of a latent as the sliders show it, with the latent's own beside a factor's.
  private func fullText(_ value: Float, of latent: Int) -> String {
    let text = sliderText(value, of: latent)
    guard look.showsFactors, factor(of: latent) != nil else { return text }
    return "\(text) (z\(latent) \(NumberText.fixed(Double(value), decimals: 2, signed: true)))"
  }
}
