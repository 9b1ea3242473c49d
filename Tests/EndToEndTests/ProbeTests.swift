import Foundation
import Storage
import TestSupport
import Testing

/// `latentty probe`, and the explorer on a model of particles.
struct ProbeTests {
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static let fluid = Result { () throws -> (folder: TemporaryFolder, model: String) in
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let outcome = try BuiltProgram.run([
      "train", "fluid-dense", "--set", "data.count=200", "--set", "data.particles=8",
      "--set", "data.sweeps=30", "--set", "network.latents=4", "--set", "network.channels=[16]",
      "--epochs", "1", "--out", path,
    ])
    guard outcome.status == 0 else { throw Failure(description: outcome.errors) }
    return (folder, "\(path)/latest.safetensors")
  }

  private static func model() throws -> String { try fluid.get().model }

  private func run(_ arguments: [String]) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(
      ["probe"] + arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  @Test("a model of particles tells how many draws are valid, as JSON and in all files")
  func particles() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("probe.safetensors")
    let arguments = [
      try Self.model(), "--count", "12", "--steps", "3", "--seed", "5", "--json", "--out", file,
    ]
    let outcome = try run(arguments)
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let draws = try #require(object["draws"] as? [[String: Any]])
    #expect(draws.compactMap { $0["kind"] as? String }.contains("components"))
    let edges = try #require(object["energy_edges"] as? [Double])
    for draw in draws {
      let particles = try #require(draw["particles"] as? [String: Any])
      let after = try #require(particles["after"] as? [String: Any])
      #expect(after["valid"] as? Double == 1, "\(draw["kind"] ?? "")")
      let counts = try #require(after["energy_counts"] as? [Int])
      #expect(counts.reduce(0, +) == draw["count"] as? Int && counts.count == edges.count - 1)
      #expect((particles["energy_before"] as? [String: Any])?["wasserstein"] is Double)
    }
    #expect((object["real"] as? [String: Any])?["count"] as? Int == 12)
    #expect(try run(arguments).output == outcome.output, "equal seeds give equal numbers")

    let tensors = try SafetensorsFile(path: file)
    let names = tensors.entries.map(\.name)
    for name in ["prior.latents", "prior.samples", "prior.particles", "prior.projected"] {
      #expect(names.contains(name), "\(name) of \(names)")
    }
    for name in ["sheet.png", "samples.npy"] {
      let drawn = try run([
        try Self.model(), "--draws", "origin", "--count", "2", "--out", folder.path(name),
      ])
      #expect(drawn.status == 0 && drawn.output.contains("projected"), "\(drawn.errors)")
      #expect(FileManager.default.fileExists(atPath: folder.path(name)))
    }
  }

  @Test("projected draws are moved by Metropolis sweeps, and compared with simulated ones")
  func sweeps() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("probe.safetensors")
    let arguments = [
      try Self.model(), "--draws", "prior", "--count", "12", "--metropolis-sweeps", "60",
    ]
    let outcome = try run(arguments + ["--json", "--out", file])
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["metropolis_sweeps"] as? Int == 60 && object["temperature"] as? Double == 1)
    let draws = try #require(object["draws"] as? [[String: Any]])
    for particles in [draws[0]["particles"], object["reconstructions"]] {
      let thermal = try #require(
        (particles as? [String: Any])?["thermalized"] as? [String: Any])
      let stages = try #require(thermal["stages"] as? [[String: Any]])
      #expect(stages.compactMap { $0["sweeps"] as? Int } == [0, 20, 50, 60])
      #expect(stages.allSatisfy { $0["energy"] is Double && $0["pair_energy"] is Double })
      let simulated = try #require(thermal["simulated"] as? [String: Any])
      #expect(simulated["count"] as? Int == 12)
      #expect((simulated["by_gamma"] as? [[String: Any]])?.count == 4)
    }
    let names = try SafetensorsFile(path: file).entries.map(\.name)
    #expect(names.contains("prior.thermalized"))
    let text = try run(arguments + ["--gamma", "0.4"])
    #expect(text.output.contains("gamma 0.4 as chosen") && text.output.contains("simul."))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text.output)")
    let pictures = try run([try TrainedModel.path(), "--metropolis-sweeps", "5"])
    #expect(pictures.status == 1 && pictures.errors.contains("the samples are not particles"))
  }

  @Test("a model of pictures shows them with their distance from the data")
  func pictures() throws {
    let outcome = try run([
      try TrainedModel.path(), "--draws", "prior,posterior", "--count", "5", "--components", "3",
    ])
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(outcome.output.contains("posterior, 5 points"))
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(
    "what cannot be probed is said in one line",
    arguments: [
      (["--draws", "middle"], "--draws"), (["--count", "0"], "--count"),
      (["--out", "x.jpg"], "--out"), (["--out", "x.npy"], ".npy holds one way of drawing"),
      (["--steps", "1"], "--steps"), (["--components", "0"], "--components"),
      (["--metropolis-sweeps", "-1"], "--metropolis-sweeps"), (["--gamma", "0.4"], "--gamma"),
      (["--metropolis-sweeps", "5", "--gamma", "nan"], "--gamma"),
    ])
  func arguments(arguments: [String], part: String) throws {
    let outcome = try run(["nothing.safetensors"] + arguments)
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.errors.contains(part), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("the explorer shows particles, and refuses data of another number of them")
  func explorer() throws {
    let folder = try TemporaryFolder()
    let shown = try BuiltProgram.run([
      try Self.model(), "--script", "nP<enter>lll", "--dump", "text", "--size", "100x30",
    ])
    #expect(shown.status == 0, "\(shown.errors)")
    for part in ["decoded | particles", "8 in 10x10 sigma", "g(r)", "flatness", "off by"] {
      #expect(shown.output.contains(part), "\(part) in\n\(shown.output)")
    }
    let other = folder.path("other.npz")
    let made = try BuiltProgram.run([
      "simulate", "fluid", "--count", "3", "--set", "particles=5", "--set", "sweeps=2", "--out",
      other,
    ])
    #expect(made.status == 0, "\(made.errors)")
    let refused = try BuiltProgram.run([
      try Self.model(), "--data", other, "--dump", "text", "--size", "120x30",
    ])
    #expect(refused.status == 1 && refused.output == "")
    #expect(
      refused.errors
        == "latentty: \(other): expected 8 particles, as for the model, found 5\n")
  }
}
