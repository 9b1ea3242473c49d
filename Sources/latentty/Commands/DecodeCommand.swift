import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Explorer
import Models
import Storage
import Tensors

/// Decodes points of the latent space, and writes the samples.
struct DecodeCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Decode points of the latent space, and write the samples.",
    discussion: """
      A point is a row of --latents, in units of the prior's standard deviation: the array "codes" that encode writes, the only array \
      of as many columns as the model has latents, that of --array, or as many columns of a table. Samples are in the unit of the data that the model was \
      trained on. A .safetensors file is a data set that every command opens. A .fits file has an image [channels, rows, columns] for every \
      sample. Samples are written in batches, so they need not fit into memory; a .png shows the first \
      of them in a grid.
      """)

  @Argument(help: "The model, of any format.")
  var model: String

  @Option(
    name: .customLong("latents"), help: "The points: a file of arrays of any format, or a table.")
  var latentsPath: String

  @Option(help: "The array of points, if the file has several.")
  var array: String?

  @Option(
    name: .customLong("out"), help: "The output file: .npy, .npz, .safetensors, .fits or .png.")
  var outPath: String

  @OptionGroup var output: OutputOptions

  @OptionGroup var coding: CodingArguments

  func validate() throws {
    guard format != nil || isPicture else {
      throw ValidationError(
        "--out: expected a name that ends in .npy, .npz, .safetensors, .fits or .png, found \(outPath)"
      )
    }
  }

  private var isPicture: Bool { outPath.lowercased().hasSuffix(".png") }

  private var format: ArrayStreamFormat? {
    ArrayStreamFormat(path: outPath).flatMap { $0 == .csv ? nil : $0 }
  }

  func run() throws {
    let kind: OutputKind = format == .safetensors ? .dataset : .decoded
    guard let target = try output.target(outPath, kind: kind, inputs: [model, latentsPath]) else {
      return
    }
    let watched = WatchedWork(needsReader: false)
    defer { watched.clear() }
    let described = try ModelFile.open(model, needs: LatentDecoding.needs, for: "decode")
    let decoding = try LatentDecoding(described, latents: latentsPath, array: array)
    let count = isPicture ? min(decoding.count, DecodedSheet.mostSamples) : decoding.count
    let batches = CodingBatches(count: count, size: coding.batch, isCancelled: watched.isCancelled)
    do {
      try target.write { path in
        let file = try DecodedFile(
          path, format: format, kind: kind, count: count,
          description: described.data.withRange(of: described.model.transform))
        try decoding.run(
          batches: batches, progress: { watched.show("decode", $0) },
          take: { samples throws(CodingError) in
            do throws(StorageError) {
              try file.append(samples)
            } catch {
              throw .storage(error)
            }
          })
        try file.finish()
      }
    } catch CodingError.cancelled {
      throw watched.exitCode
    }
    if count < decoding.count {
      var display = ProgressDisplay(isPlain: true)
      display.print("note: \(outPath) shows the first \(count) of \(decoding.count) samples")
    }
  }
}

/// Where decoded samples go: to a stream of arrays, or onto a sheet.
private final class DecodedFile {
  private let path: String
  private let description: DataDescription
  private let kind: OutputKind
  private let stream: (any ArrayStream)?
  private var sheet: [Tensor] = []

  private static let samples = "samples"

  init(
    _ path: String, format: ArrayStreamFormat?, kind: OutputKind, count: Int,
    description: DataDescription
  ) throws(StorageError) {
    (self.path, self.kind) = (path, kind)
    var description = description
    description.factors = []
    self.description = description
    guard let format else {
      stream = nil
      return
    }
    var arrays = [(name: Self.samples, shape: [count] + description.shape)]
    if format == .safetensors { arrays.append(("factors", [count, 0])) }
    stream = try format.start(
      path, arrays: arrays, metadata: description.metadata, kind: kind)
  }

  func append(_ samples: Tensor) throws(StorageError) {
    guard let stream else {
      sheet.append(samples)
      return
    }
    try samples.elements.withUnsafeBufferPointer { elements throws(StorageError) in
      try stream.append(elements, to: Self.samples)
    }
  }

  func finish() throws(StorageError) {
    guard let stream else {
      return try DecodedSheet(batches: sheet, description: description).picture
        .write(to: path, kind: kind)
    }
    try stream.finish()
  }
}
