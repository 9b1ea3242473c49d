import Plotting
import Models
import Analysis

extension Frame {
  /// Draws the line with the state in a word, the fact in focus, the last message and how pictures are drawn.
  ///
  /// The message matters most, then the fact; what does not fit is left out from the right.
  mutating func drawStatus(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    let word = StatusWord(state, ink: ink)
    var end = write(" " + word.text, column: rect.column, row: rect.row, style: word.style) + 2
    let rung = Self.rung(state)
    var limit = rect.endColumn - 1
    let parts = Self.parts(state, room: limit - end, ink: ink)
    let rungColumns = rung.columns(glyphs: ink.glyphs)
    if parts.reduce(rungColumns, { $0 + $1.columns(glyphs: ink.glyphs) + 2 }) <= limit - end {
      limit -= rungColumns
      write(rung, column: limit, row: rect.row, style: ink.faint)
      limit -= 2
    }
    for part in parts {
      let style =
        part == state.message?.text && state.message?.kind == .failed ? ink.error : ink.text
      end = write(
        part.clippedAtPath(to: limit - end, glyphs: ink.glyphs), column: end, row: rect.row,
        style: style)
      end += 2
    }
  }

  private static func parts(_ state: ExplorerState, room: Int, ink: Ink) -> [String] {
    let facts = state.screen.facts(state)
    guard let message = state.message?.text else {
      return (facts.first { $0.columns(glyphs: ink.glyphs) <= room } ?? facts.last).map { [$0] }
        ?? []
    }
    let fact = facts.first { ($0 + message).columns(glyphs: ink.glyphs) + 4 <= room }
    return [fact, message].compactMap(\.self)
  }

  private static func rung(_ state: ExplorerState) -> String {
    let mode = "\(state.capabilities.pictureGraphics.rawValue) \(state.capabilities.color.rawValue)"
    guard state.screen == .explore, let time = state.decoded?.answer.milliseconds else {
      return mode
    }
    return mode + "  decode \(NumberText.compact(time, digits: 2)) ms"
  }
}

/// The state of the program in a word, with a glyph before it.
private struct StatusWord {
  let text: String
  let style: Style

  init(_ state: ExplorerState, ink: Ink) {
    let glyphs = ink.glyphs
    if state.message?.kind == .failed {
      (text, style) = ("\(glyphs.failed) error", ink.error)
    } else if state.message?.kind == .question {
      (text, style) = ("\(glyphs.warning) sure?", ink.warning)
    } else if state.awaited[.open] != nil || state.awaited[.openData] != nil {
      (text, style) = ("\(glyphs.waiting) opening", ink.warning)
    } else if state.screen == .train {
      if let word = state.trainWord {
        (text, style) = ("\(word.kind.glyph(glyphs)) \(word.text)", word.kind.style(ink))
      } else {
        (text, style) = ("\(glyphs.waiting) no run", ink.warning)
      }
    } else if state.model == nil, state.map.file == nil {
      (text, style) = ("\(glyphs.waiting) no model", ink.warning)
    } else if let share = state.diagnosisShare {
      (text, style) = ("\(glyphs.waiting) measuring \(share)%", ink.accent)
    } else if let share = state.anomalyShare {
      (text, style) = ("\(glyphs.waiting) comparing \(share)%", ink.accent)
    } else if let word = state.mapWord {
      (text, style) = ("\(glyphs.ready) \(word)", ink.accent)
    } else if state.screen == .explore, state.decoded?.overflow != nil {
      (text, style) = ("\(glyphs.failed) overflow", ink.error)
    } else if state.explore.interpolation != nil {
      (text, style) = ("\(glyphs.ready) walking", ink.accent)
    } else {
      (text, style) = ("\(glyphs.ready) ready", ink.good)
    }
  }
}

extension ExplorerState {
  /// The chosen latent with its value and what matters about it, from the fullest text to the shortest.
  var focusFacts: [String] {
    guard let model else { return [] }
    if let overflow = decoded?.overflow {
      return ["decoded: \(overflow.words(elementName))", "decoded is not finite"]
    }
    let latent = explore.selected
    let value = sliderText(latents[latent], of: latent)
    if let walk = explore.interpolation {
      let place = "t \(NumberText.fixed(walk.fraction, decimals: 2))"
      let ends =
        "A \(sliderText(walk.start[latent], of: latent)) B \(sliderText(walk.end[latent], of: latent))"
      let short = "\(place)  \(name(of: latent)) = \(value)"
      return ["\(short)  \(ends)  \(walk.path.rawValue)", "\(short)  \(ends)", short]
    }
    let full = "\(focusTitle(latent)) = \(fullText(latents[latent], of: latent))"
    let short = ["\(focusTitle(latent)) = \(value)", "\(name(of: latent)) = \(value)"]
    guard let known = model.statistics?.divergence else { return [full] + short }
    let divergence = NumberText.fixed(Double(known[latent]), decimals: 2)
    let share = NumberText.fixed(Double(divergenceShare(of: latent)) * 100, decimals: 0)
    return ["\(full)  KL \(divergence) nat, \(share)% of total"] + short
  }

  /// The index stands beside the latent's own value where that is told as well.
  private func focusTitle(_ latent: Int) -> String {
    guard let correlation = correlationText(of: latent) else { return title(of: latent) }
    return "\(explore.showsFactors ? name(of: latent) : title(of: latent)) \(correlation)"
  }

  /// A value of a latent as the sliders show it, the latent's own beside a factor's.
  private func fullText(_ value: Float, of latent: Int) -> String {
    let text = sliderText(value, of: latent)
    guard explore.showsFactors, factor(of: latent) != nil else { return text }
    return "\(text) (z\(latent) \(NumberText.fixed(Double(value), decimals: 2, signed: true)))"
  }
}
