import Plotting
import Runs

/// The commands of the Train screen.
enum TrainCommands {
  static let all: [Command] = crosshair + charts + runs + looks + pictures + models

  /// The scopes whose keys are active on the screen, the frontmost first.
  static func scopes(_ state: ExplorerState) -> [CommandScope] { [.train] }

  /// Requires a run.
  static let needsRun: Command.Condition = { state in
    state.chosenRun == nil ? "there is no run yet" : nil
  }

  /// Makes what only changes the state.
  static let change = StateCommands(.train, unavailable: needsRun)

  private static let crosshair: [Command] = [
    move("train.left", "crosshair to an earlier step", [KeyPress(.left), .character("h")], -1),
    move("train.right", "crosshair to a later step", [KeyPress(.right), .character("l")], 1),
    move(
      "train.far-left", "crosshair 16 points back",
      [.character("H"), KeyPress(.left, modifiers: .shift)], -16),
    move(
      "train.far-right", "crosshair 16 points forward",
      [.character("L"), KeyPress(.right, modifiers: .shift)], 16),
    change(
      "train.first", "crosshair to the first step", [KeyPress(.home)],
      why: "Every chart shows its value at the crosshair."
    ) { state, _ in state.train.step = state.train.snapshot?.steps?.lowerBound },
    change(
      "train.follow", "follow the newest step", [.character("f"), KeyPress(.end)], hint: "follow",
      why: "The crosshair stays at the newest step as training continues."
    ) { state, _ in
      state.train.step = nil
      state.train.pictureStep = nil
    },
  ]

  private static func move(
    _ name: String, _ title: String, _ keys: [KeyPress], _ count: Int
  ) -> Command {
    change(
      name, title, keys, hint: count.magnitude == 1 ? "step" : nil,
      why: "All charts share it, and show their values there."
    ) { state, _ in state.moveCrosshair(by: count) }
  }

  private static let charts: [Command] = [
    turn("train.next", "next chart in front", [KeyPress(.tab)], 1, hint: "chart"),
    turn("train.previous", "previous chart in front", [KeyPress(.backTab)], -1),
    turn("train.page-down", "four charts forward", [KeyPress(.pageDown)], 4),
    turn("train.page-up", "four charts back", [KeyPress(.pageUp)], -4),
    change(
      "train.charts", "find charts by name", [.character("/")], hint: "find",
      why: "Shows only the charts whose names contain the words; without words all of them.",
      argument: .optional("WORDS")
    ) { state, text in
      if text.isEmpty {
        state.overlays.append(ChartsState())
      } else {
        state.filterCharts(text)
      }
    },
  ]

  private static func turn(
    _ name: String, _ title: String, _ keys: [KeyPress], _ count: Int, hint: String? = nil
  ) -> Command {
    change(
      name, title, keys, hint: hint, why: "The charts that follow are shown smaller beside it."
    ) { state, _ in
      let charts = state.trainCharts
      guard let front = state.frontChartIndex else { return }
      state.train.chart = charts[(front + count + 4 * charts.count) % charts.count].title
    }
  }

  private static let looks: [Command] = [
    change.choice(
      "train.axis", "vertical axis", [.character("y")], hint: "axis",
      why: "Automatic chooses logarithmic if most of a curve would be at the bottom.",
      of: \.train.axis
    ) { "vertical axis: \($0.train.axis.rawValue)" },
    change(
      "train.smooth", "average over neighbouring steps", [.character("m")], hint: "smooth",
      why: "Over none, 1/100, 1/30 or 1/10 of the steps; the width is shown on screen."
    ) { state, _ in
      state.train.smoothing = Self.next(state.train.smoothing, of: [0, 0.01, 1 / 30, 0.1])
      state.message = .done(
        state.smoothingReach.map { "curves are means of \(ExplorerState.widthText($0)) steps" }
          ?? "no smoothing")
    },
    change(
      "train.window", "most recent steps only", [.character("w")], hint: "window",
      why: "Shows all steps, or the most recent half, quarter or tenth of them."
    ) { state, _ in
      state.train.share = Self.next(state.train.share, of: [1, 0.5, 0.25, 0.1])
      state.train.step = nil
      state.message = .done(
        state.train.share == 1
          ? "all steps" : "newest \(ExplorerState.shareText(state.train.share))")
    },
    change(
      "train.alerts", "list alerts", [.character("A")], hint: "alerts",
      why: "Shows alerts and skipped records; Enter moves the crosshair to where an alert began."
    ) { state, _ in state.overlays.append(AlertsState()) },
  ]

  private static func next(_ value: Double, of values: [Double]) -> Double {
    values[((values.firstIndex(of: value) ?? 0) + 1) % values.count]
  }
}

extension ExplorerState {
  /// Moves the crosshair over the points of the main chart.
  mutating func moveCrosshair(by count: Int) {
    guard let chart = frontChart, let range = train.snapshot?.steps else { return }
    let steps = Set(
      shownRuns.flatMap { run in
        chart.series.flatMap { run.curves[$0]?.buckets.map(\.firstStep) ?? [] }
      } + [range.upperBound]
    ).filter { range.contains($0) }.sorted()
    let present = train.step ?? range.upperBound
    let before = steps.lastIndex { $0 <= present } ?? 0
    let next = ListCursor.moved(before, by: count, count: steps.count)
    guard next < steps.count else { return }
    train.step = next == steps.count - 1 ? nil : steps[next]
  }

  /// Shows only the charts whose names contain all of some words.
  mutating func filterCharts(_ text: String) {
    let words = text.split(separator: " ").joined(separator: " ")
    guard words.isEmpty || train.snapshot?.charts.contains(where: { $0.matches(words) }) == true
    else {
      message = .failed("charts: expected a part of a chart's name, found '\(words)'")
      return
    }
    train.filter = words
    train.chart = nil
    message = .done(words.isEmpty ? "all charts" : "charts with '\(words)'; / then enter shows all")
  }
}
