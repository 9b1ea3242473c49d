import Datasets
import Foundation
import Models
import Networks
import Storage
import Tensors
import TestSupport
import Testing

/// `latentty inspect` on files that are what they say, and on files that are not.
final class InspectTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "inspect-\(UUID())")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  private struct Report: Decodable, Equatable {
    struct Entry: Decodable, Equatable {
      let name: String
      let type: String
      let shape: [Int]
    }
    let format: String
    let byteCount: Int
    let tensors: [Entry]
    let metadata: [String: String]
  }

  private func report(on path: String) throws -> Report {
    let outcome = try BuiltProgram.run(["inspect", path, "--json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder.reports.decode(Report.self, from: Data(outcome.output.utf8))
  }

  @Test("every format is recognised by its contents, whatever its name")
  func formats() throws {
    let weight = Tensor(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6])
    try SafetensorsWriter.write(
      [NamedTensor("weight", weight)], metadata: ["maker": "a test"], to: path("one"))
    try NPZWriter.write([NamedTensor("codes", weight)], to: path("two"))
    try NPY.write(weight, to: path("three"))
    try PNGImage(width: 2, height: 1, channels: 3, pixels: [0, 1, 2, 3, 4, 5])
      .write(to: path("four"))

    let first = try report(on: path("one"))
    #expect(first.format == "safetensors")
    #expect(first.tensors == [.init(name: "weight", type: "F32", shape: [2, 3])])
    #expect(first.metadata == ["maker": "a test"])
    #expect(
      try report(on: path("two")).tensors == [.init(name: "codes", type: "F32", shape: [2, 3])])
    #expect(try report(on: path("three")).tensors.map(\.shape) == [[2, 3]])
    let picture = try report(on: path("four"))
    #expect(picture.format == "png")
    #expect(picture.tensors == [.init(name: "pixels", type: "U8", shape: [1, 2, 3])])

    let text = try BuiltProgram.run(["inspect", path("one")]).output
    #expect(text.contains("1 tensor, 6 elements"))
    #expect(text.contains("weight  F32   [2, 3]"))
    #expect(text.contains("maker: a test"))
  }

  @Test("a checkpoint is summarised, and a damaged one is listed with the reason")
  func checkpoints() throws {
    let checkpoint = try tinyCheckpoint()
    try checkpoint.save(to: path("model.safetensors"))
    let text = try BuiltProgram.run(["inspect", path("model.safetensors")])
    #expect(text.status == 0)
    #expect(text.output.contains("2 latents, 1 of them active"))
    #expect(text.output.contains("data: dots, samples [33, 33, 1] in counts; factors size"))
    #expect(text.output.contains("VAE, beta 1.0, 3 epochs of 50 samples, 7 steps, seed 11"))

    let file = try SafetensorsFile(path: path("model.safetensors"))
    let entries = try file.entries.filter { $0.name != "statistics.mean" }.map {
      NamedTensor($0.name, try file.tensor($0.name))
    }
    try SafetensorsWriter.write(entries, metadata: file.metadata, to: path("part.safetensors"))
    let part = try BuiltProgram.run(["inspect", path("part.safetensors")])
    #expect(part.status == 0)
    #expect(part.output.contains("statistics.deviation"))
    #expect(part.output.contains("cannot be opened: "))
    #expect(part.output.contains("\"statistics.mean\""))
  }

  private func tinyCheckpoint() throws -> DescribedModel {
    let family = try #require(ArchitectureFamily.named("galaxy"))
    let architecture = try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: [33, 33, 1], latentCount: 2, channels: [1, 1, 1, 1], hiddenCount: 0,
        outputActivation: nil))
    let weights = ParameterTable(architecture.networks).count
    let zeros = { (shape: [Int]) in Tensor(repeating: 0, shape: shape) }
    return DescribedModel(
      Model(
        architecture: architecture, transform: PixelTransform(mode: .asinh),
        parameters: Array(repeating: 0.5, count: weights)),
      facts: ModelFacts(
        objective: Objective(likelihood: PoissonLikelihood()),
        data: DataDescription(
          name: "dots", kind: .image, shape: [33, 33, 1], unit: "counts",
          factors: [Factor(name: "size", unit: "arcsec", lower: 0, upper: 1)]),
        statistics: LatentStatistics(
          mean: [0, 0], deviation: [1, 0], posteriorVariance: [0.1, 1], divergence: [2, 0],
          histogram: Tensor(
            repeating: 1 / Float(LatentStatistics.histogramBinCount),
            shape: [2, LatentStatistics.histogramBinCount]), codes: zeros([3, 2])),
        gallery: Gallery(
          samples: zeros([1, 33, 33, 1]), factors: zeros([1, 1]), means: zeros([1, 2]),
          logVariances: zeros([1, 2])),
        training: TrainingSummary(
          objective: "VAE", beta: 1, epochs: 3, steps: 7, sampleCount: 50, seed: 11)))
  }

  @Test("a terminal is not given the control characters of a stranger's file")
  func controlCharacters() throws {
    let tensor = Tensor(shape: [1], elements: [0])
    try SafetensorsWriter.write(
      [NamedTensor("a\u{1B}[2J", tensor)], metadata: ["k\u{7}": "v\u{1B}]0;title"], to: path("one"))
    let text = try BuiltProgram.run(["inspect", path("one")]).output
    #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"))
  }

  @Test("a bad file ends with status 1 and one line that names it")
  func badFiles() throws {
    try Data().write(to: folder.appending(path: "empty"))
    try Data("just a text".utf8).write(to: folder.appending(path: "text.txt"))
    try Data([1, 2]).write(to: folder.appending(path: "short.safetensors"))
    try Data([0x89] + Array("PNG and no more".utf8)).write(to: folder.appending(path: "cut.png"))
    for name in ["missing.safetensors", "empty", "text.txt", "short.safetensors", "cut.png", "."] {
      let outcome = try BuiltProgram.run(["inspect", path(name)])
      #expect(outcome.status == 1, "\(name)")
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("latentty: \(path(name)): "), "\(outcome.errors)")
      #expect(outcome.errors.count { $0 == "\n" } == 1, "\(outcome.errors)")
    }
  }
}
