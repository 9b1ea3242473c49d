import Datasets
import Foundation
import Models
import Storage
import Tensors
import TestSupport
import Testing

/// `latentty encode` and `decode`, from files of data to files of codes and back.
struct CodingCommandTests {
  private let folder: TemporaryFolder
  private let model: String
  private let described: DescribedModel
  private let samples: Tensor

  init() throws {
    folder = try TemporaryFolder()
    model = try TrainedModel.path()
    described = try ModelFormat.open(path: model)
    let gallery = try #require(described.facts.gallery)
    samples = gallery.samples
    try NPY.write(samples, to: folder.path("samples.npy"))
  }

  private func run(_ arguments: [String]) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private func encode(to name: String, _ options: [String] = []) throws -> String {
    let path = folder.path(name)
    let outcome = try run(
      ["encode", model, "--data", folder.path("samples.npy"), "--out", path] + options)
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    return path
  }

  @Test("codes and samples are those of the model in every format")
  func roundTrip() throws {
    let codes = described.model.encode(samples)
    let expected = described.model.decode(codes.mean)
    #expect(try NPY.read(path: encode(to: "codes.npy")) == codes.mean)
    let archive = try NPZFile(path: encode(to: "codes.npz", ["--batch", "2"]))
    #expect(try archive.tensor("codes") == codes.mean)
    let deviations = (0..<codes.count).flatMap { codes.deviation($0) }
    #expect(try archive.tensor("deviations").elements == deviations)
    for latents in ["codes.npz", try encode(to: "codes.csv"), "codes.npy"] {
      let path = latents.hasPrefix("/") ? latents : folder.path(latents)
      for ending in ["npy", "npz", "fits", "safetensors"] {
        let out = folder.path("decoded.\(ending)")
        let outcome = try run(["decode", model, "--latents", path, "--out", out, "--force"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let decoded = try Dataset.open(path: out)
        #expect(decoded.samples(0..<decoded.count) == expected, "\(latents), \(ending)")
      }
    }
    let picture = folder.path("decoded.png")
    let outcome = try run([
      "decode", model, "--latents", folder.path("codes.npy"), "--out", picture,
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try PNGDescription(path: picture).width > described.model.sampleShape[1])
  }

  @Test("draws are repeated with their seed")
  func draws() throws {
    let first = try NPY.read(path: encode(to: "a.npy", ["--draw", "--seed", "3"]))
    let second = try NPY.read(path: encode(to: "b.npy", ["--draw", "--seed", "3", "--batch", "1"]))
    let other = try NPY.read(path: encode(to: "c.npy", ["--draw", "--seed", "4"]))
    #expect(first == second && first != other)
  }

  @Test("what does not fit is refused in one line, and nothing is written")
  func misfits() throws {
    try NPY.write(Tensor(repeating: 1, shape: [3, 5, 7]), to: folder.path("other.npy"))
    let out = folder.path("out.npy")
    let cases: [([String], String)] = [
      (
        ["encode", model, "--data", folder.path("other.npy"), "--out", out],
        "as for the model, found 5x7x1"
      ),
      (
        ["decode", model, "--latents", folder.path("other.npy"), "--out", out],
        "the latents of the model, found \"array\" [3, 5, 7]"
      ),
      (
        ["encode", model, "--data", folder.path("samples.npy"), "--array", "x", "--out", out],
        "expected a tensor \"x\""
      ),
      (
        ["encode", model, "--data", folder.path("samples.npy"), "--order", "x", "--out", out],
        "expected an order of axes"
      ),
      (
        ["encode", model, "--data", "x", "--out", folder.path("out.png")],
        "--out: expected a name"
      ),
      (
        ["decode", model, "--latents", folder.path("samples.npy"), "--out", out, "--batch", "0"],
        "--batch: expected a number from 1"
      ),
    ]
    for (arguments, text) in cases {
      let outcome = try run(arguments)
      #expect(outcome.status != 0 && outcome.errors.contains(text), "\(outcome.errors)")
    }
    #expect(!folder.names.contains("out.npy"))
  }
}
