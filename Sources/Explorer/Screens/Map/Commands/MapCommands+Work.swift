import Analysis
import Maps
import Plotting
import Tensors

extension MapCommands {
  /// The commands that choose the map.
  static let views: [Command] = [
    Command(
      "map.method", "PCA, t-SNE or axes", scope: .map, keys: [.character("p")],
      hint: "PCA/t-SNE",
      why:
        "Principal components are immediate; t-SNE shows neighbourhoods; axes plot two columns.",
      argument: .optional("pca|tsne|axes"), unavailable: needsMap,
      run: { state, text in state.chooseMethod(text) }),
    list("map.across", "axis across", "a", .across),
    list("map.up-axis", "axis upwards", "A", .up),
    Command(
      "map.features", "latents of the map", scope: .map,
      keys: [.character("F")], hint: "panels",
      why:
        "All latents, the tied ones or the remaining; panels compare what each part encodes of every factor.",
      argument: .choice(of: MapPanels.self),
      unavailable: { state in
        guard let points = state.map.points else { return "there is no map yet" }
        if points.auxiliaryCount == 0 { return "no latent is tied to a factor" }
        return points.auxiliaryCount == points.featureCount
          ? "every latent is tied to a factor" : nil
      },
      run: { state, text in
        guard let panels = Command.choice(text, after: state.map.panels, &state) else { return [] }
        state.map.panels = panels
        state.map.chosenFeatures = nil
        state.map.panel = 0
        if case .axes = state.map.method { state.map.method = .tsne }
        state.message = .done("map of \(panels.features.map(\.title).joined(separator: ", "))")
        return state.askForMap()
      }),
    Command(
      "map.latents", "map of chosen latents", scope: .map,
      why: "Only these determine which points are neighbours.", argument: .required("INDICES"),
      unavailable: needsMap,
      run: { state, text in state.chooseFeatures(text) }),
  ]

  /// The commands that request work of the engine.
  static let work: [Command] = [
    Command(
      "map.run", "run or pause", scope: .map, keys: [.character(" ")], hint: "run/pause",
      why: "A finished map gets \(MapComputation.settlingCount) more iterations.",
      unavailable: needsTSNE,
      run: { state, _ in
        let isRunning = state.awaited[.map] != nil
        state.map.isPaused = isRunning
        state.message = .done(isRunning ? "paused" : "running")
        return state.steerMap(isRunning ? .pause : .run)
      }),
    Command(
      "map.step", "one iteration", scope: .map, keys: [.character(".")],
      why: "Then pauses.", unavailable: needsTSNE,
      run: { state, _ in
        state.map.isPaused = true
        return state.steerMap(.step)
      }),
    Command(
      "map.perturb", "disturb the points", scope: .map, keys: [.character("P")],
      why: "Lets points that are stuck in a wrong position escape.", unavailable: needsTSNE,
      run: { state, _ in state.steerMap(.perturb) }),
    Command(
      "map.lower-perplexity", "lower perplexity", scope: .map, keys: [.character("[")],
      hint: "perplexity", why: "Fewer neighbours count; the map continues from its current layout.",
      unavailable: needsTSNE, run: { state, _ in state.changePerplexity(by: -1) }),
    Command(
      "map.higher-perplexity", "higher perplexity", scope: .map, keys: [.character("]")],
      hint: "perplexity", why: "More neighbours count; the map continues from its current layout.",
      unavailable: needsTSNE, run: { state, _ in state.changePerplexity(by: 1) }),
    Command(
      "map.perplexity", "set the perplexity", scope: .map,
      why: "The effective number of neighbours.", argument: .required("NUMBER"),
      unavailable: needsTSNE,
      run: { state, text in
        let notation = state.options.decimalNotation
        guard let value = notation.value(of: text, as: Double.self), value >= 1 else {
          let reason =
            notation.complaint(about: text) ?? "expected a number from 1, found '\(text)'"
          state.message = .failed("perplexity: \(reason)")
          return []
        }
        return state.setPerplexity(value)
      }),
    Command(
      "map.points", "number of points", scope: .map,
      why: "Encodes this many fresh samples, or draws a random subset of a file.",
      argument: .required("COUNT"), unavailable: needsPoints,
      run: { state, text in
        guard let count = Int(text, radix: 10), (1...10_000_000).contains(count) else {
          state.message = .failed("points: expected a count from 1 to 10000000, found '\(text)'")
          return []
        }
        state.map.sampleCount = count
        return state.askForMap()
      }),
    Command(
      "map.again", "compute again", scope: .map, keys: [.character("r")],
      why: "The same points and seed give the same map.", unavailable: needsPoints,
      run: { state, _ in state.askForMap(ignoringKept: true) }),
    Command(
      "map.export", "save coordinates, selection and picture", scope: .map,
      keys: [.character("x")], hint: "save",
      why: "As safetensors, CSV and PNG, with the points, the settings and the seed.",
      unavailable: needsMap, run: { state, _ in state.exportMap() }),
  ]

  private static let needsPoints: Command.Condition = {
    $0.mapSubject == nil ? "open a model first" : nil
  }

  private static let needsTSNE: Command.Condition = { state in
    guard let update = state.map.update else { return "there is no map yet" }
    return update.method == .tsne ? nil : "only t-SNE moves; p shows it"
  }
}

extension ExplorerState {
  /// Maps the features with the given indices.
  fileprivate mutating func chooseFeatures(_ text: String) -> [ExplorerEffect] {
    guard let points = map.points, let features = MapFeatures(argument: text) else {
      message = .failed("latents: expected indices as in 0,3, found '\(text)'")
      return []
    }
    do throws(MapError) {
      _ = try features.indices(in: points)
    } catch {
      report("\(error)")
      return []
    }
    map.chosenFeatures = [features]
    map.panel = 0
    if case .axes = map.method { map.method = .tsne }
    message = .done("map of \(features.title)")
    return askForMap()
  }

  private static let perplexities: [Double] = [2, 5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300]

  /// The next lower or higher standard perplexity.
  fileprivate mutating func changePerplexity(by step: Int) -> [ExplorerEffect] {
    let present = map.tsne.perplexity
    let next =
      step > 0
      ? Self.perplexities.first { $0 > present } : Self.perplexities.last { $0 < present }
    guard let next else {
      message = .done("perplexity \(NumberText.compact(present)) is the last of the list")
      return []
    }
    return setPerplexity(next)
  }

  fileprivate mutating func setPerplexity(_ perplexity: Double) -> [ExplorerEffect] {
    map.tsne.perplexity = perplexity
    message = .done("perplexity \(NumberText.compact(perplexity))")
    return steerMap(.perplexity(perplexity))
  }

  /// The next or the named method; the axes are the first two features until others are chosen.
  fileprivate mutating func chooseMethod(_ text: String) -> [ExplorerEffect] {
    guard let points = map.points else { return [] }
    let axes = MapMethod.axes(x: 0, y: min(1, points.axisCount - 1))
    switch (text, map.method) {
    case ("pca", _), ("", .axes): map.method = .principalComponents
    case ("tsne", _), ("", .principalComponents): map.method = .tsne
    case ("axes", _), ("", .tsne): map.method = axes
    default:
      message = .failed("expected one of pca, tsne, axes; found '\(text)'")
      return []
    }
    if map.method == axes { message = .done("a and A choose the axes") }
    return askForMap()
  }

  /// Shows a column across or upwards against the other axis.
  mutating func chooseAxis(_ index: Int, isUp: Bool) -> [ExplorerEffect] {
    guard let points = map.points, index < points.axisCount else { return [] }
    var (x, y) = (0, min(1, points.axisCount - 1))
    if case .axes(let shownX, let shownY) = map.method { (x, y) = (shownX, shownY) }
    if isUp { y = index } else { x = index }
    map.method = .axes(x: x, y: y)
    map.panel = 0
    return askForMap()
  }

  /// Requests an export of the maps, with the one under the cursor as an image.
  fileprivate mutating func exportMap() -> [ExplorerEffect] {
    guard let points = map.points, let update = map.update, let panel = mapPanel,
      let stem = map.file?.stem ?? model?.title,
      map.windows.indices.contains(map.panel)
    else { return [] }
    message = .done("writing the map")
    let bitmap = PixelBitmap.scatter(
      panel.layout.positions.elements, colors: map.coloring.colors, colorMap: mapColorMap,
      window: map.windows[map.panel])
    let export = MapExport(
      stem: "\(stem)-map", points: points, update: update, selection: map.selection,
      picture: SnapshotPicture(bitmap))
    return [ask(export)]
  }

  /// The colour map of numbers: that of samples, unless it is grey, which is hard to read on a map.
  var mapColorMap: ColorMap { look.colorMap == .gray ? .viridis : look.colorMap }
}
