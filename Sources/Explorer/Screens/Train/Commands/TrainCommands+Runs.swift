import Runs

extension TrainCommands {
  /// The commands that choose the runs to draw, and where to find them.
  static let runs: [Command] = [
    choose("train.up", "previous run", [KeyPress(.up), .character("k")], -1),
    choose("train.down", "next run", [KeyPress(.down), .character("j")], 1),
    change(
      "train.overlay", "draw the chosen run or not", [.character("o"), .character(" ")],
      hint: "overlay", why: "Runs share the charts; each keeps its letter and colour."
    ) { state, _ in
      guard let path = state.train.chosen else { return }
      if state.train.hidden.remove(path) == nil { state.train.hidden.insert(path) }
    },
    change(
      "train.alone", "draw the chosen run alone, or all", [.character("O")],
      why: "Useful when many runs overlap."
    ) { state, _ in
      guard let path = state.train.chosen else { return }
      let others = Set(state.train.order).subtracting([path])
      state.train.hidden = state.train.hidden == others ? [] : others
    },
    Command(
      "watch", "watch runs", scope: .global,
      why: "Follows a run, a log, or a directory of runs on the Train screen.",
      argument: .path("PATH"),
      change: { state, path in state.watch([path]) }),
  ]

  private static func choose(
    _ name: String, _ title: String, _ keys: [KeyPress], _ count: Int
  ) -> Command {
    change(
      name, title, keys, hint: "run", why: "Shows its state, pictures and model."
    ) { state, _ in
      let present = state.train.chosen.flatMap { state.train.places[$0] } ?? 0
      let next = ListCursor.moved(present, by: count, count: state.train.order.count)
      guard state.train.order.indices.contains(next) else { return }
      state.train.chosen = state.train.order[next]
      state.train.pictureStep = nil
    }
  }

  /// The commands for images from the selected run.
  static let pictures: [Command] = [
    change(
      "train.pictures", "charts or pictures", [.character("i")], hint: "pictures",
      why: "Reconstructions, traversals and draws of the model, or pictures from the log.",
      argument: .choice(of: TrainState.Side.self)
    ) { state, text in
      let sides = TrainState.Side.allCases.filter { state.offers($0) }
      guard let side = Command.choice(text, after: state.train.side, of: sides, &state) else {
        return
      }
      state.train.side = side
      state.train.pictureStep = nil
      state.train.requestedPictures = nil
    },
    change(
      "train.picture-name", "next name of logged pictures", [.character("n")],
      why: "A log may hold pictures of several names.",
      unavailable: {
        $0.train.side == .logged && ($0.chosenRun?.pictures.count ?? 0) > 1
          ? nil : "there are no pictures of another name"
      }
    ) { state, _ in
      let names = state.chosenRun?.pictures.keys.sorted() ?? []
      let present = names.firstIndex { $0 == state.loggedPictures?.name } ?? 0
      state.train.pictureName = names[(present + 1) % names.count]
      state.train.pictureStep = nil
    },
    scrub("train.picture-back", "pictures of an earlier step", "[", -1),
    scrub("train.picture-on", "pictures of a later step", "]", 1),
  ]

  private static func scrub(
    _ name: String, _ title: String, _ key: Character, _ count: Int
  ) -> Command {
    change(
      name, title, [.character(key)], hint: "scrub",
      why: "From the checkpoints that were kept, earlier states of the newest model, or the log.",
      unavailable: {
        $0.train.side == .charts
          ? "charts are shown; i shows pictures"
          : $0.pictureSteps.isEmpty ? "there are no pictures yet" : nil
      }
    ) { state, _ in state.scrub(by: count) }
  }

  /// The commands for the model of the selected run.
  static let models: [Command] = [
    Command(
      "train.open", "explore the model of the step", scope: .train, keys: [KeyPress(.enter)],
      hint: "explore",
      why:
        "Opens the model that was saved at the crosshair's step or last before it, without a crosshair the newest; training continues.",
      unavailable: needsModel,
      run: { state, _ in
        guard let model = state.modelAtCrosshair else { return [] }
        state.screen = .explore
        return state.open(model)
      }),
    Command(
      "reload", "open the model's file again", scope: .global, keys: [KeyPress(.function(5))],
      why: "After training has written a new one; the sliders stay.",
      unavailable: Conditions.needsModel,
      run: { state, _ in
        guard let path = state.model?.path else { return [] }
        if let newest = state.trainRuns.compactMap(\.model).first(where: { $0.path == path }) {
          return state.open(newest)
        }
        return state.open(model: path)
      }),
    change(
      "train.reload", "reload the model whenever it is written", [.character("R")],
      why: "A model that was opened from a run follows its training on every screen.",
      unavailable: needsModel
    ) { state, _ in
      state.train.reloads.toggle()
      state.message = .done(
        state.train.reloads ? "the open model follows its run" : "the open model is not reloaded")
    },
  ]

  private static let needsModel: Command.Condition = { state in
    state.chosenRun?.model == nil ? "the run has written no model yet" : nil
  }
}

extension ExplorerState {
  /// Whether the selected run has something to show in a side pane.
  func offers(_ side: TrainState.Side) -> Bool {
    switch side {
    case .charts: true
    case .logged: chosenRun?.pictures.isEmpty == false
    case .reconstructions, .traversals, .draws: chosenRun?.model != nil
    }
  }

  /// Watches other runs from now on.
  mutating func watch(_ paths: [String]) {
    var fresh = TrainState()
    (fresh.paths, fresh.axis, fresh.report) = (paths, train.axis, train.report)
    train = fresh
    abandon(.runs, RunPicturesRequest.kind)
    screen = .train
  }
}
