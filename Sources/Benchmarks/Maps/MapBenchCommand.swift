import Analysis
import ArgumentParser
import CommandSupport
import Explorer
import Storage
import Tensors

/// Measures a whole t-SNE map.
struct MapBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tsne",
    abstract: "Measure a complete t-SNE map.",
    discussion: """
      Without --data the points are five normal clusters with standard deviation 1; their centres are normal with standard \
      deviation 3.
      """)

  @Option(help: "The number of points.")
  var points = 10_000

  @Option(help: "The number of dimensions of a point.")
  var dimensions = 10

  @Option(help: "The iterations, the first 250 of them with early exaggeration.")
  var iterations = 750

  @Option(help: "The perplexity. (default: 30)", transform: DecimalNotation.number)
  var perplexity = 30.0

  @Option(help: "The seed of the points and of the map.")
  var seed: UInt64 = 0

  @Option(help: "The number of threads.")
  var threads = WorkerTeam.processorCount

  @Option(help: "A .npy file with points to use instead, one per row.")
  var data: String?

  @Option(help: "A .npy file to write the map to.")
  var out: String?

  @OptionGroup var output: OutputOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (0...10_000_000).contains(points), (1...65_536).contains(dimensions),
      (0...1_000_000).contains(iterations), (1...1024).contains(threads)
    else {
      throw ValidationError(
        "expected up to 10000000 points of 1 to 65536 dimensions, up to 1000000 iterations and 1 to 1024 threads"
      )
    }
    guard perplexity >= 1, perplexity <= 10_000 else {
      throw ValidationError("--perplexity: expected 1 to 10000, found \(perplexity)")
    }
  }

  func run() throws {
    let target = try output.target(out, kind: .map, inputs: [data])
    var settings = TSNESettings()
    settings.perplexity = perplexity
    settings.iterations = iterations
    settings.seed = seed
    settings.costInterval = 0
    let bench = MapBench(
      points: try data.map { try NPY.read(path: $0) }
        ?? MapBench.blobs(count: points, dimensions: dimensions, seed: seed),
      source: data ?? "five normal clouds, seed \(seed)", settings: settings, threads: threads)
    let (report, embedding) = try bench.run()
    try target?.write { try NPY.write(embedding, to: $0) }
    try report.write(asJSON: json)
  }
}
