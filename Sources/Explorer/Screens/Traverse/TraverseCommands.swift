import Diagnostics

/// The commands of the Traverse screen.
enum TraverseCommands {
  static let all: [Command] = cursor + looks + work

  /// Requires decoded samples.
  private static let needsPictures: Command.Condition = {
    $0.traverse.cell == nil ? "nothing is decoded yet" : nil
  }

  private static let change = StateCommands(.traverse, unavailable: needsPictures)

  private static let cursor: [Command] = [
    move("traverse.left", "value to the left", [KeyPress(.left), .character("h")], columns: -1),
    move("traverse.right", "value to the right", [KeyPress(.right), .character("l")], columns: 1),
    move("traverse.up", "row above", [KeyPress(.up), .character("k")], rows: -1),
    move("traverse.down", "row below", [KeyPress(.down), .character("j")], rows: 1),
    move("traverse.page-up", "ten rows up", [KeyPress(.pageUp)], rows: -10),
    move("traverse.page-down", "ten rows down", [KeyPress(.pageDown)], rows: 10),
    move("traverse.first", "first value", [KeyPress(.home)], columns: -1000),
    move("traverse.last", "last value", [KeyPress(.end)], columns: 1000),
    change(
      "traverse.cell", "choose a cell", [], why: "What a click on a picture does.",
      argument: .required("COLUMN,ROW"), isListed: false
    ) { state, text in
      guard let place = Command.indices(text, count: 2) else { return }
      state.keepTraverseView()
      (state.traverse.column, state.traverse.row) = (place[0], place[1])
      state.traverse.keepCursorInside()
    },
  ]

  private static let looks: [Command] = [
    change(
      "traverse.range", "range of the values", [.character("v")], hint: "range",
      why:
        "Quantiles of the prior or of the aggregate posterior, or standard deviations around the encoded sample.",
      argument: .choice(of: TraversalRange.self),
      unavailable: Conditions.needsModel
    ) { state, text in
      chooseRange(text, &state)
    },
    change(
      "traverse.grid", "two latents against each other", [.character("g")], hint: "grid",
      why:
        "A grid of the chosen latent and the next one, or of the two that are given; again for rows.",
      argument: .optional("ACROSS,UP"), unavailable: Conditions.needsModel
    ) { state, text in chooseGrid(text, &state) },
    change(
      "traverse.dims", "latents of the rows", [.character("d")], hint: "latents",
      why: "The given latents in this order; `all` for those in the list of sliders.",
      argument: .required("0,3,7|all"), unavailable: Conditions.needsModel
    ) { state, text in
      guard text != "all" else {
        (state.traverse.chosenLatents, state.traverse.grid) = (nil, nil)
        return
      }
      guard let latents = latents(text, &state), !latents.isEmpty else { return }
      (state.traverse.chosenLatents, state.traverse.grid) = (latents, nil)
    },
    steps("traverse.more", "more values", [.character("+"), .character("=")], by: 1),
    steps("traverse.fewer", "fewer values", [.character("-")], by: -1),
    change(
      "traverse.steps", "number of values", [], why: "From 2 to 99.", argument: .required("N"),
      unavailable: Conditions.needsModel
    ) { state, text in
      guard let count = Int(text, radix: 10), Traversal.counts.contains(count) else {
        state.message = .failed("expected a number from 2 to 99; found '\(text)'")
        return
      }
      state.traverse.count = count
    },
    change(
      "traverse.reach", "width of the range around a sample", [],
      why:
        "How far the range around the encoded sample extends to either side, in standard deviations of its posterior.",
      argument: .required("K"), unavailable: Conditions.needsModel
    ) { state, text in
      guard let reach = state.options.decimalNotation.value(of: text, as: Double.self), reach > 0,
        reach <= 1000
      else {
        state.message = .failed("expected a number above 0, up to 1000; found '\(text)'")
        return
      }
      (state.traverse.reach, state.traverse.range) = (reach, .sample)
    },
  ]

  private static let work: [Command] = [
    Command(
      "traverse.take", "sliders to this cell", scope: .traverse, keys: [KeyPress(.enter)],
      hint: "take", why: "Moves the sliders to the point of the chosen picture.",
      unavailable: needsPictures,
      change: { state, _ in
        guard let cell = state.traverse.cell else { return }
        state.move(to: cell.point)
        state.message = .done("sliders at the chosen cell")
      }),
    Command(
      "traverse.export", "save as PNG and safetensors", scope: .traverse, keys: [.character("x")],
      hint: "export",
      why: "Writes the pictures as a sheet, and points, values and samples as arrays.",
      unavailable: needsPictures,
      run: { state, _ in
        guard let pictures = state.traverse.pictures, let model = state.model else { return [] }
        state.message = .done("writing the traversal")
        let export = TraverseExport(
          stem: "\(model.title)-traversal", model: model.title, pictures: pictures)
        return [state.ask(export)]
      }),
  ]

  private static func chooseRange(_ text: String, _ state: inout ExplorerState) {
    let usable = TraversalRange.allCases.filter { state.traversalProblem($0) == nil }
    guard let range = Command.choice(text, after: state.traverse.range, &state) else { return }
    if let problem = state.traversalProblem(range) {
      // The next available one, when none was named.
      guard text.isEmpty else {
        state.message = .failed("\(range.title): \(problem)")
        return
      }
      guard !usable.isEmpty else {
        state.message = .failed("\(range.title): \(problem); no other range is available either")
        return
      }
      let place = usable.firstIndex(of: state.traverse.range) ?? usable.count - 1
      state.traverse.range = usable[(place + 1) % usable.count]
      state.message = .done("\(range.title): \(problem)")
      return
    }
    // The status line shows the range.
    state.traverse.range = range
    state.message = nil
  }

  private static func chooseGrid(_ text: String, _ state: inout ExplorerState) {
    guard text.isEmpty else {
      guard let latents = latents(text, &state) else { return }
      guard latents.count == 2 else {
        state.message = .failed("expected two latents such as 0,3; found '\(text)'")
        return
      }
      state.traverse.grid = (latents[0], latents[1])
      return
    }
    guard state.traverse.grid == nil else {
      state.traverse.grid = nil
      return
    }
    let listed = state.traversedLatents
    guard listed.count > 1 else {
      state.message = .failed("grid: expected at least two listed latents, found \(listed.count)")
      return
    }
    let place = min(state.traverse.row, listed.count - 1)
    state.traverse.grid = (listed[place], listed[(place + 1) % listed.count])
  }

  /// Indices of latents, with or without a leading z; reports invalid ones.
  private static func latents(_ text: String, _ state: inout ExplorerState) -> [Int]? {
    let count = state.latents.count
    let words = text.split { $0 == "," || $0 == " " }
    let indices = words.map { Int($0.hasPrefix("z") ? $0.dropFirst() : $0, radix: 10) }
    let latents = indices.map { $0.map { (0..<count).contains($0) ? state.row(of: $0) : -1 } }
    guard latents.allSatisfy({ $0.map { $0 >= 0 } ?? false }),
      Set(latents).count == latents.count
    else {
      state.message = .failed("expected different latents from 0 to \(count - 1); found '\(text)'")
      return nil
    }
    return latents.compactMap(\.self)
  }

  private static func move(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    change(
      name, title, keys, hint: (columns + rows).magnitude == 1 ? "cell" : nil,
      why: "The status line shows the values of the cell; Enter moves the sliders there."
    ) { state, _ in
      state.keepTraverseView()
      state.traverse.column += columns
      state.traverse.row += rows
      state.traverse.keepCursorInside()
    }
  }

  private static func steps(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    change(
      name, title, keys, hint: "values", why: "The ends of the range do not change.",
      unavailable: Conditions.needsModel
    ) { state, _ in
      let counts = Traversal.counts
      state.traverse.count = min(
        max(counts.lowerBound, state.traverse.count + step), counts.upperBound)
    }
  }
}
