import Models
import Numerics

extension ExploreCommands {
  static let sliders: [Command] =
    [
      nudge(
        "value-down", "a step down", [KeyPress(.left), .character("h")], steps: -1, hint: "value"),
      nudge("value-up", "a step up", [KeyPress(.right), .character("l")], steps: 1, hint: "value"),
      select("latent-up", "latent above", [KeyPress(.up), .character("k")], by: -1, hint: "dim"),
      select(
        "latent-down", "latent below", [KeyPress(.down), .character("j")], by: 1, hint: "dim"),
      nudge(
        "value-down-fine", "a tenth of a step down", [.character("H"), shifted(.left)],
        steps: -0.1, hint: "fine"),
      nudge(
        "value-up-fine", "a tenth of a step up", [.character("L"), shifted(.right)], steps: 0.1,
        hint: "fine"),
      nudge("value-up-coarse", "ten steps up", [KeyPress(.pageUp)], steps: 10),
      nudge("value-down-coarse", "ten steps down", [KeyPress(.pageDown)], steps: -10),
      select("latent-first", "first latent", [KeyPress(.home)], by: -Int.max / 2),
      select("latent-last", "last latent", [KeyPress(.end)], by: Int.max / 2),
      choose, zero, goto, range, units, undo, redo, order, fold,
    ]

  private static let choose = edit(
    "select", "choose a latent", [], why: "What a click on a slider does.",
    argument: .required("LATENT"), isListed: false
  ) { state, text in
    guard let latent = Int(text, radix: 10), state.listedLatents.contains(latent) else { return }
    state.explore.selected = latent
  }

  private static let zero = edit(
    "zero", "back to the source's value, then to zero", [.character("0")], hint: "zero",
    why: "Resets the latent to the code of the encoded sample; pressed again, to zero.",
    change: { state, _ in
      state.walk = nil
      let latent = state.explore.selected
      let code = state.sourcePoint.map { state.rowValue(of: latent, at: $0) } ?? 0
      // A given range may not contain the code: its nearest end is as near as the slider gets.
      let nearest = state.range(of: latent).clamped(code)
      let isEdited = state.isEdited(latent) && state.rowValue(of: latent) != nearest
      state.move(latent, to: isEdited ? nearest : 0)
      let source = nearest == code ? "the source's value" : "the end nearest the source's value"
      let zero =
        state.selector(of: latent) != nil
        ? "its first choice"
        : state.latents[latent] == 0 ? "zero" : "the end of the range nearest zero"
      let place = isEdited ? "\(source); 0 again for zero" : zero
      state.message = .done("\(state.name(of: latent)) at \(place)")
    })

  private static let goto = edit(
    "goto", "type a value", [.character("g")],
    why:
      "1.5 is in the unit on screen, z7=1.5 in the latent's unit, radius=0.5 in the factor's.",
    argument: .optional("z7=1.5"),
    change: { state, text in
      guard !text.isEmpty else {
        state.overlays.append(ValueState(latent: state.explore.selected))
        return
      }
      do throws(LatentAssignment.Complaint) {
        try LatentAssignment(parsing: text, default: state.explore.selected, in: state)
          .apply(to: &state)
      } catch {
        state.message = .failed("goto: \(error)")
      }
    })

  private static let range = edit(
    "range", "set the ranges of sliders", [],
    why:
      "0:-2..2,1:0..5 sets those of two latents, -2..2 all; without an argument the defaults return.",
    argument: .optional("0:-2..2,1:0..5"),
    change: { state, text in
      let ranges: LatentRanges
      do throws(LatentRanges.Complaint) {
        ranges =
          text.isEmpty
          ? .none : state.ranges.overlaid(with: try LatentRanges(parsing: text))
        try ranges.check(latentCount: state.latents.count)
      } catch {
        state.message = .failed("range: \(error)")
        return
      }
      state.ranges = ranges
      state.move(to: state.latents)
      let isFixed = state.latents.indices.contains {
        ranges[$0] != nil && state.constrainedRange(of: $0) != nil
      }
      let fixed = isFixed ? "; selectors and a norm keep their own" : ""
      state.message = .done(ranges.isEmpty ? "default ranges" : "ranges set\(fixed)")
    })

  private static let units = edit(
    "units", "factors' units or the latents' own", [.character("U")],
    why:
      "A latent that carries a factor (its largest correlation, at least .8) is converted by a line fitted to held-out samples, and stops where the factor leaves its bounds; in its own unit it has no bounds.",
    unavailable: { state in
      if state.model == nil { return "open a model first" }
      return state.latents.indices.contains { state.alignment(of: $0) != nil }
        ? nil : "no latent follows a known factor"
    },
    change: { state, _ in
      state.look.showsFactors.toggle()
      // In factors' units what is out of their bounds cannot be reached.
      state.move(to: state.latents)
      state.message = .done(
        state.look.showsFactors
          ? "values of aligned latents in their factors' units" : "values of latents as they are")
    })

  private static let undo = edit(
    "undo", "undo", [.character("u")],
    why: "Reverts the last change of the sliders, or the last encoded sample.",
    unavailable: { $0.history.past.isEmpty ? "nothing to undo" : nil },
    change: { state, _ in
      state.history.undo(from: state.present).map { state.restore($0) }
      state.message = .done("undone; \(state.history.past.count) left to undo")
    })

  private static let redo = edit(
    "redo", "redo", [.control("r")], why: "Reverts an undo.",
    unavailable: { $0.history.future.isEmpty ? "nothing to redo" : nil },
    change: { state, _ in
      state.history.redo(from: state.present).map { state.restore($0) }
      state.message = .done("redone; \(state.history.future.count) left to redo")
    })

  private static let order = edit.choice(
    "order", "order of the latents", [.character("o")],
    why:
      "By KL, or by variance without a prior, so that the most informative come first; by index; or by deviation.",
    unavailable: Conditions.needs([.statistics]), of: \.explore.order
  ) { "latents by \($0.explore.order.words($0.model?.statistics))" }

  private static let fold = edit(
    "fold", "fold or unfold inactive latents", [.character("z")],
    why:
      "Inactive latents (below 0.05 nat; without a prior, below 1% of the widest) change nothing.",
    unavailable: Conditions.needs([.statistics]),
    change: { state, _ in
      state.explore.foldsInactive.toggle()
      state.keepSelectionListed()
      let (listed, all) = (state.listedLatents.count, state.rowCount)
      state.message = .done("\(listed) of \(all) latents listed")
    })

  private static func shifted(_ key: KeyPress.Key) -> KeyPress {
    KeyPress(key, modifiers: .shift)
  }

  private static func nudge(
    _ name: String, _ title: String, _ keys: [KeyPress], steps: Float, hint: String? = nil
  ) -> Command {
    edit(
      name, title, keys, hint: hint,
      why:
        "A step is 0.1; it is larger for very wide ranges and smaller for very narrow ones, and one choice of a selector.",
      change: { state, _ in
        state.walk = nil
        let latent = state.explore.selected
        if let selector = state.selector(of: latent) {
          state.cycle(selector, by: Int(clamping: steps.rounded(.awayFromZero), to: -1_000...1_000))
          return
        }
        state.move(latent, to: state.latents[latent] + steps * state.step(of: latent))
      })
  }

  private static func select(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int, hint: String? = nil
  ) -> Command {
    edit(
      name, title, keys, hint: hint, why: "Chooses the latent that the other keys change.",
      change: { state, _ in
        let listed = state.listedLatents
        let row = listed.firstIndex(of: state.explore.selected) ?? 0
        state.explore.selected = listed[ListCursor.moved(row, by: step, count: listed.count)]
      })
  }
}
