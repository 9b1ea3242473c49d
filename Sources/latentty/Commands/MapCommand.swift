import Analysis
import ArgumentParser
import CommandSupport
import Contents
import Diagnostics
import Explorer
import Maps
import Storage

/// Maps the codes of a model, or any points, onto two axes.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Map the codes of a model, or the points in a file, to two dimensions.",
    discussion: """
      For a model, the points are the codes of --data, of fresh samples from its own simulator, or else of the few samples in the \
      checkpoint. A file of points holds arrays of any format (npy, npz, safetensors, HDF5, FITS, IDX) or is a text table with any separator, one point per row. The \
      columns of a table are features, except for indices, identifiers and labels, which are recognised by name and content; a \
      note names each, and --features, --label and --index override the choice. In --latents, tied are the latents that training tied \
      to a factor, remaining the others, and panels maps all, tied and remaining side by side. Table rows with missing values are \
      skipped and counted; other rows only by --limit. On a terminal the Map screen shows the map while it converges. Otherwise, and with \
      --once, the map is printed, with how well the ten nearest points on it predict each factor; --json prints \
      the numbers, --out writes coordinates or a picture.
      """)

  @Argument(help: "The model, or a file of points.")
  var source: String

  @Option(
    name: .customLong("data"), help: "The samples to encode, of any format of data.")
  var dataPath: String?

  @OptionGroup var dataArguments: DataArguments

  @Option(help: "The method: tsne or pca.")
  var method: MapMethodChoice = .tsne

  @Option(
    help:
      "The latents of a model: all, tied, remaining, panels, or indices as in 0,3 (default: all).",
    transform: MapFeatureChoice.parse)
  var latents = MapFeatureChoice(panels: [.all])

  @Option(
    help: "The feature columns of a table: names, indices or ranges, as in a,3,5-8,u..z.",
    transform: ColumnChoice.features)
  var features: [String]?

  @Option(help: "The column of a table that labels the points and is not a feature.")
  var label: String?

  @Option(help: "The column of a table that names or numbers the points and is not a feature.")
  var index: String?

  @Option(help: "The number of samples to simulate.")
  var count = EvaluationSettings.defaultSampleCount

  @Option(
    help:
      "The largest number of points; a random subset is used of more, or every n-th sample of --data."
  )
  var limit: Int?

  @Option(
    help: "The effective number of neighbours in t-SNE. (default: 30)",
    transform: DecimalNotation.number)
  var perplexity = 30.0

  @Option(help: "The iterations of t-SNE, the first 250 of them with early exaggeration.")
  var iterations = 750

  @Option(help: "The seed of samples, random choices and the map.")
  var seed = EvaluationSettings.defaultSeed

  @Option(help: "The column to colour by, for example a factor. (default: the label)")
  var colorBy: String?

  @Option(name: .customLong("out"), help: "The output file: .safetensors, .npy, .csv or .png.")
  var outPath: String?

  @OptionGroup var output: OutputOptions

  @OptionGroup var screen: ScreenOptions

  @Flag(help: "Print the map and exit, even on a terminal.")
  var once = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    for (name, value) in [("count", count), ("limit", limit ?? 1)]
    where !(1...10_000_000).contains(value) {
      throw ValidationError("--\(name): expected a number from 1 to 10000000, found \(value)")
    }
    guard perplexity >= 1, perplexity <= 10_000 else {
      throw ValidationError("--perplexity: expected 1 to 10000, found \(perplexity)")
    }
    guard (0...1_000_000).contains(iterations) else {
      throw ValidationError("--iterations: expected 0 to 1000000, found \(iterations)")
    }
    if let outPath, MapFileFormat(path: outPath) == nil {
      throw ValidationError(
        "--out: expected a name that ends in .safetensors, .npy, .csv or .png, found \(outPath)")
    }
  }

  /// Whether the Map screen shows the map.
  private var isOnScreen: Bool {
    screen.dump != nil || !once && !json && outPath == nil && ScreenOptions.hasTerminal
  }

  func run() throws {
    guard !isOnScreen else { return try explore() }
    let target = try output.target(outPath, kind: .map, inputs: [source, dataPath])
    let watched = WatchedWork(needsReader: outPath == nil)
    defer { watched.clear() }
    do {
      let points = try read { try mapSource.points(watched) }
      let paint = MapPaint(try column(of: points))
      let panels = try latents.panels.map { features in
        try MapPanel(
          of: points, settings: settings(features), title: title(features), watched: watched)
      }
      watched.clear()
      if let outPath, let format = MapFileFormat(path: outPath) {
        try target?.write { path in
          try MapExport(
            points: points, panels: panels, method: method, settings: settings(.all), paint: paint
          ).write(to: path, as: format)
        }
      }
      try write(points, panels, paint)
    } catch MapError.cancelled {
      throw watched.exitCode
    }
  }

  private var mapSource: MapSource {
    MapSource(
      path: source, dataPath: dataPath, data: dataArguments.options, choice: choice, count: count,
      limit: limit,
      seed: seed)
  }

  private var choice: ColumnChoice {
    var choice = ColumnChoice()
    (choice.features, choice.label, choice.index) = (features, label, index)
    choice.coloring = colorBy
    return choice
  }

  private func explore() throws {
    let isModel = try mapSource.isModel()
    if let dataPath { try OtherContent.checkData(dataPath) }
    // A column that is not there is a wrong argument, which the screen cannot say.
    if choice.isMade {
      _ = try read { try MapPoints(contentsOf: source, array: dataArguments.array, choice: choice) }
    }
    var request = MapRequest(
      file: isModel ? nil : MapFile(path: source, array: dataArguments.array, choice: choice),
      sampleCount: isModel && dataPath == nil ? min(count, limit ?? count) : limit,
      sampleSeed: seed, method: method.method, panels: latents.panels,
      tsne: settings(.all).tsne)
    request.usesData = dataPath != nil
    try screen.explore { capabilities in
      ExplorerOptions(
        modelPath: isModel ? source : nil, dataPath: dataPath,
        dataOptions: dataArguments.options,
        start: .map(MapStart(request: request, coloring: colorBy)), capabilities: capabilities)
    }
  }

  private func write(_ points: MapPoints, _ panels: [MapPanel], _ paint: MapPaint) throws {
    if json {
      try StandardOutput.write(
        json: MapDocument(
          points: points, panels: panels, method: method, settings: settings(.all)))
    } else {
      try StandardOutput.write(
        MapText(
          points: points, panels: panels, method: method, paint: paint,
          output: TextOutput(ambiguous: screen.look.ambiguous.width)
        ).printout)
    }
  }

  private func settings(_ features: MapFeatures) -> MapSettings {
    var tsne = TSNESettings()
    tsne.perplexity = perplexity
    tsne.iterations = iterations
    tsne.costInterval = 0
    tsne.seed = seed
    return MapSettings(method: method.method, features: features, tsne: tsne)
  }

  private func title(_ features: MapFeatures) -> String {
    latents.panels.count > 1 ? "map of \(features.argument)" : "map"
  }

  private func column(of points: MapPoints) throws -> MapColumn? {
    guard let colorBy else { return points.defaultColoring.map { points.columns[$0] } }
    let columns = points.colorings.map { points.columns[$0] }
    guard let column = columns.first(where: { $0.name == colorBy }) else {
      let names = columns.map(\.name).joined(separator: ", ")
      throw ValidationError("--color-by: expected one of \(names), found \(colorBy)")
    }
    return column
  }
}

/// Reads points; a column that is not there is a wrong argument.
private func read(_ points: () throws -> MapPoints) throws -> MapPoints {
  do {
    return try points()
  } catch let error as MapError {
    guard case .noSuchColumn = error else { throw error }
    throw ValidationError(error.description)
  }
}

extension MapCommand: SingleThreadedPreparation {
  func prepare() {
    if isOnScreen { screen.prepare() } else { StopRequest.block() }
  }
}
