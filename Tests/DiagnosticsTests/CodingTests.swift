import Datasets
import Diagnostics
import Models
import Storage
import Synchronization
import Tensors
import TestSupport
import Testing

@Suite("Encoding and decoding into files")
struct CodingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func modelAndSamples() throws -> (DescribedModel, Dataset) {
    (try TestModel.checkpoint(), try TestModel.galaxies(17, seed: 5))
  }

  @Test("codes in a file are those of the model, whatever the batches")
  func encoding() throws {
    let (described, dataset) = try Self.modelAndSamples()
    let codes = described.model.encode(dataset.samples(0..<dataset.count))
    for batch in [1, 5, 64] {
      let path = folder.path("codes.safetensors")
      try encode(described, dataset, to: path, batch: batch)
      let file = try SafetensorsFile(path: path)
      #expect(try file.tensor("codes") == codes.mean)
      let deviations = (0..<codes.count).flatMap { codes.deviation($0) }
      #expect(try file.tensor("deviations").elements == deviations)
    }
  }

  @Test("draws depend on seed and sample alone, and scatter by the deviations")
  func draws() throws {
    let (described, dataset) = try Self.modelAndSamples()
    let codes = described.model.encode(dataset.samples(0..<dataset.count))
    var drawn: [Tensor] = []
    for (batch, seed) in [(1, 3), (7, 3), (7, 4)] as [(Int, UInt64)] {
      let path = folder.path("drawn.npy")
      try encode(described, dataset, to: path, batch: batch, seed: seed)
      drawn.append(try NPY.read(path: path))
    }
    #expect(drawn[0] == drawn[1] && drawn[1] != drawn[2])
    for row in 0..<codes.count {
      for (latent, deviation) in codes.deviation(row).enumerated() {
        #expect(abs(drawn[0][row, latent] - codes.mean[row, latent]) <= 6 * deviation + 1e-6)
      }
    }
  }

  @Test("samples of codes are those that the model decodes")
  func decoding() throws {
    let (described, dataset) = try Self.modelAndSamples()
    let codes = described.model.encode(dataset.samples(0..<dataset.count)).mean
    for name in ["codes.npz", "codes.csv", "codes.npy"] {
      let path = folder.path(name)
      try encode(described, dataset, to: path, batch: 4)
      let decoding = try LatentDecoding(described, latents: path)
      var samples: [Float] = []
      try decoding.run(batches: CodingBatches(count: decoding.count, size: 3)) {
        samples += $0.elements
      }
      #expect(samples == described.model.decode(codes).elements, "\(name)")
    }
  }

  @Test("what does not fit is said in one line with both shapes")
  func misfits() throws {
    let (described, _) = try Self.modelAndSamples()
    let other = Dataset(
      description: DataDescription(ofSamples: [3, 5, 1]),
      samples: Tensor(repeating: 0, shape: [2, 3, 5, 1]),
      factors: Tensor(shape: [2, 0], elements: []))
    let misfit = #expect(throws: CodingError.self) {
      try SampleEncoding(described, data: ("x.npy", other))
    }
    #expect(misfit?.description.contains("as for the model, found 3x5x1") == true)
    let path = folder.path("points.npy")
    try NPY.write(Tensor(repeating: 0, shape: [4, 77]), to: path)
    let error = #expect(throws: CodingError.self) { try LatentDecoding(described, latents: path) }
    #expect(
      error?.description
        == "\(path): expected one array of shape [points, \(described.model.latentCount)], the latents of the "
        + "model, found \"array\" [4, 77]")
    try NPY.write(
      Tensor(repeating: .nan, shape: [2, described.model.latentCount]), to: path)
    let decoding = try LatentDecoding(described, latents: path)
    let fault = #expect(throws: CodingError.self) {
      try decoding.run(batches: CodingBatches(count: 2)) { _ in }
    }
    #expect(fault?.description.contains("row 0: expected finite numbers") == true)
  }

  @Test("work that is cancelled leaves no file")
  func cancelling() throws {
    let (described, dataset) = try Self.modelAndSamples()
    let polls = Mutex(0)
    #expect(throws: CodingError.cancelled) {
      try encode(
        described, dataset, to: folder.path("codes.npy"), batch: 1,
        isCancelled: {
          polls.withLock { count in
            count += 1
            return count > 3
          }
        })
    }
    #expect(folder.names.isEmpty)
  }

  private func encode(
    _ described: DescribedModel, _ dataset: Dataset, to path: String, batch: Int,
    seed: UInt64? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws {
    let encoding = try SampleEncoding(described, data: ("data", dataset), drawSeed: seed)
    let format = try #require(ArrayStreamFormat(path: path))
    let arrays = encoding.arrays(for: format)
    let stream = try format.start(
      path, arrays: arrays, metadata: [:], kind: OutputKind(name: "codes", title: "codes"))
    try encoding.run(
      to: stream, hasDeviations: arrays.count > 1,
      batches: CodingBatches(count: encoding.count, size: batch, isCancelled: isCancelled))
  }
}
