import Diagnostics
import Plotting
import Tensors

extension ExploreCommands {
  static let views: [Command] = [
    edit(
      "compare", "compare: side by side or one alone", [.character("v")],
      hint: "compare",
      why:
        "Residual: source - decoded; difference: decoded - simulator; sensitivity: the derivative.",
      argument: .choice(of: Comparison.self),
      change: { state, text in
        guard
          let view = Command.choice(
            text, after: state.comparisonOnScreen, of: state.comparisons, &state)
        else { return }
        state.explore.comparison = view
        state.message = .done(state.depiction.explanation(of: view))
      }),
    edit.choice(
      "stretch", "stretch: linear, asinh, log, sqrt", [.character("d")],
      why: "Makes faint elements visible; source and decoded always share stretch and range.",
      unavailable: { $0.depiction.fixedStretch }, of: \.look.stretch
    ) { "stretch \($0.look.stretch.label)" },
    edit(
      "colors", "colour map of samples", [.character("c")],
      why: "Lightness increases monotonically, so they work without colour vision.",
      argument: .optional("gray|viridis|cividis|magma"),
      unavailable: { $0.depiction.fixedColors },
      change: { state, text in
        let maps = ColorMap.allCases.filter { !$0.isDiverging }
        let present = maps.firstIndex(of: state.look.colorMap) ?? 0
        let next = maps[(present + 1) % maps.count]
        guard let map = text.isEmpty ? next : maps.first(where: { $0.rawValue == text }) else {
          let names = maps.map(\.rawValue).joined(separator: ", ")
          state.message = .failed("colors: expected one of \(names); found '\(text)'")
          return
        }
        state.look.colorMap = map
        state.message = .done("colours \(map.rawValue)")
      }),
    edit(
      "draw-elements", "probabilities, or samples drawn from them", [.character("B")],
      why:
        "For binary data the decoder gives the probability of a one; samples of it look like the data.",
      unavailable: { state in
        state.model?.decodesChances == true
          ? nil : "the model does not decode probabilities of ones"
      },
      change: { state, _ in
        state.explore.drawsElements.toggle()
        state.requested.point = nil
        state.message = .done(
          state.showsDraw
            ? "ones drawn from their decoded probabilities, seed \(state.options.seed)"
            : "decoded probabilities of ones")
      }),
    edit(
      "sweep", "go to the sweep strip or the grid", [KeyPress(.enter), KeyPress(.tab)],
      why: "The strip shows the picture for seven values of this latent; Enter jumps to one.",
      unavailable: { state in
        if state.model == nil { return "open a model first" }
        if state.plannedPlane != nil { return nil }
        let least = SweepStrip.leastTerminal
        return state.plannedSweep == nil
          ? "the strip needs a terminal of \(least.columns)x\(least.rows)" : nil
      },
      change: { state, _ in
        guard state.plannedPlane == nil else {
          state.explore.focus = .plane
          return
        }
        state.explore.focus = .sweep
        let value = state.rowValue(of: state.explore.selected)
        state.explore.sweepIndex = state.plannedSweep?.index(nearestTo: value) ?? 0
      }),
    edit(
      "metropolis", "Metropolis sweeps of the particles", [.character("M")],
      why:
        "Moves the projected particles as the fluid's simulator does, 0, 20, 50 or 100 times each, until they are thermal.",
      argument: .optional("SWEEPS"), unavailable: { $0.sweepsProblem },
      change: { state, text in state.chooseSweeps(text) }),
    edit(
      "gamma", "gamma of the Metropolis sweeps", [],
      why:
        "In epsilon per sigma; `auto` for the one of the latent that follows gamma, of the sample, or the middle of its range.",
      argument: .required("NUMBER|auto"), unavailable: { $0.sweepsProblem },
      change: { state, text in state.chooseGravity(text) }),
    edit(
      "distance", "what `inside the data` means", [.character("D")],
      why:
        "The percentage of the data's codes that are farther from their nearest neighbour than this point.",
      unavailable: { $0.decoded?.answer.distance == nil ? "the model has no codes" : nil },
      change: { state, _ in
        guard let reading = state.decoded?.answer.distance else { return }
        state.message = .done(DistanceGauge(reading).explanation)
      }),
    edit(
      "inspect", "inspect pixels", [.character("I")],
      why: "Shows the value of every element of decoded, source and residual at an integer zoom.",
      unavailable: Conditions.needsPicture,
      change: { state, _ in
        guard state.inspector == nil, let shape = state.decoded?.sample.shape else { return }
        state.overlays.append(
          InspectorState(row: shape[0] / 2, column: shape[1] / 2))
      }),
  ]
}

extension ExplorerState {
  /// Sets the number of Metropolis sweeps, or goes to the next usual one.
  fileprivate mutating func chooseSweeps(_ text: String) {
    let usual = Thermalization.usualCounts
    let counts = Thermalization.counts
    let next = usual.first { $0 > explore.metropolisSweeps } ?? usual[0]
    guard let count = text.isEmpty ? next : Int(text, radix: 10), counts.contains(count) else {
      message = .failed(
        "metropolis: expected \(counts.lowerBound) to \(counts.upperBound) sweeps, found '\(text)'")
      return
    }
    explore.metropolisSweeps = count
    tellSweeps()
  }

  /// Sets gamma of the sweeps, or lets the point choose it.
  fileprivate mutating func chooseGravity(_ text: String) {
    let limits = Thermalization.gravityLimits
    let value = options.decimalNotation.value(of: text, as: Double.self)
    guard text == "auto" || value.map(limits.contains) == true else {
      message = .failed(
        "gamma: expected auto or a number from \(NumberText.compact(limits.lowerBound)) to "
          + "\(NumberText.compact(limits.upperBound)), found '\(text)'")
      return
    }
    explore.gravity = text == "auto" ? nil : value
    tellSweeps()
  }

  private mutating func tellSweeps() {
    let gravity = sweepGravity.map { "gamma \(NumberText.compact($0.value)) (\($0.origin))" } ?? ""
    guard explore.metropolisSweeps > 0 else {
      message = .done("no Metropolis sweeps; \(gravity)")
      return
    }
    let hidden = ParticleScene.boxCount(self) > 0 ? "" : "; v shows the particles"
    message = .done("\(explore.metropolisSweeps) Metropolis sweeps at \(gravity)\(hidden)")
  }
}
