import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Models
import Storage

/// Encodes samples, and writes their codes.
struct EncodeCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Encode samples with a model, and write the codes.",
    discussion: """
      The codes are the means of the posteriors, or the outputs of the encoder where there are none, one row per sample, as the \
      array "codes"; with them go the standard deviations, "deviations", where there are any and the format has room for two \
      arrays (.npy has not). With --draw they are a draw from every posterior, which depends on --seed and the number of the \
      sample alone. Samples are read and codes written in batches, so neither need fit into memory.
      """)

  @Argument(help: "The model, of any format, with an encoder.")
  var model: String

  @Option(
    name: .customLong("data"),
    help: "The samples: arrays of any format, a table, a folder of pictures.")
  var dataPath: String

  @OptionGroup var dataArguments: DataArguments

  @Option(name: .customLong("out"), help: "The output file: .npy, .npz, .csv or .safetensors.")
  var outPath: String

  @OptionGroup var output: OutputOptions

  @Flag(help: "Draw from every posterior instead of taking its mean.")
  var draw = false

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 1

  @OptionGroup var coding: CodingArguments

  func validate() throws {
    guard let format = ArrayStreamFormat(path: outPath), format != .fits else {
      throw ValidationError(
        "--out: expected a name that ends in .npy, .npz, .csv or .safetensors, found \(outPath)")
    }
  }

  func run() throws {
    guard let format = ArrayStreamFormat(path: outPath),
      let target = try output.target(outPath, kind: .codes, inputs: [model, dataPath])
    else { return }
    let watched = WatchedWork(needsReader: false)
    defer { watched.clear() }
    let described = try ModelFile.open(model, needs: SampleEncoding.needs, for: "encode")
    let encoding = try SampleEncoding(
      described, data: DataFile.open(dataPath, dataArguments.options),
      drawSeed: draw ? seed : nil)
    let arrays = encoding.arrays(for: format)
    do {
      try target.write { path in
        let stream = try format.start(
          path, arrays: arrays,
          metadata: ["latentty.\(OutputKind.codes.name)": ModelSource.title(of: model)],
          kind: .codes)
        try encoding.run(
          to: stream, hasDeviations: arrays.count > 1,
          batches: CodingBatches(
            count: encoding.count, size: coding.batch, isCancelled: watched.isCancelled),
          progress: { watched.show("encode", $0) })
      }
    } catch CodingError.cancelled {
      throw watched.exitCode
    }
  }
}

extension OutputKind {
  /// The codes of samples.
  static let codes = OutputKind(name: "codes", title: "codes")
  /// Decoded samples.
  static let decoded = OutputKind(name: "decoded", title: "decoded samples")
}
