import Foundation
import Storage
import Tensors
import TestSupport
import Testing

/// `latentty traverse`, and the Traverse screen without a terminal.
struct TraverseTests {
  private func run(_ arguments: [String]) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  @Test("rows, values and samples agree in all files and in JSON")
  func files() throws {
    let folder = try TemporaryFolder()
    let model = try TrainedModel.path()
    let arguments = ["traverse", model, "--dims", "1,0", "--steps", "5", "--json"]
    let npz = try run(arguments + ["--out", folder.path("t.npz")])
    #expect(npz.status == 0 && npz.errors == "", "\(npz.errors)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(npz.output.utf8)) as? [String: Any])
    #expect(object["latents"] as? [Int] == [1, 0] && object["range"] as? String == "prior")
    let values = try #require(object["values"] as? [[Double]])
    let latents = try NPZFile(path: folder.path("t.npz")).tensor("latents")
    let samples = try NPZFile(path: folder.path("t.npz")).tensor("samples")
    #expect(Array(latents.shape.prefix(2)) == [2, 5] && Array(samples.shape.prefix(2)) == [2, 5])
    for row in 0..<2 {
      for column in 0..<5 {
        let place = (row * 5 + column) * latents.shape[2]
        #expect(abs(Double(latents.elements[place + [1, 0][row]]) - values[row][column]) < 1e-5)
      }
    }
    for name in ["t.npy", "t.png", "t.csv"] {
      let outcome = try run(arguments + ["--out", folder.path(name)])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(try NPY.read(path: folder.path("t.npy")).elements == samples.elements)
    let table = try String(contentsOfFile: folder.path("t.csv"), encoding: .utf8)
    let lines = table.split(separator: "\n")
    #expect(lines.count == 11 && lines[0].hasPrefix("row,column,z0,z1"))
    #expect(try Data(contentsOf: URL(filePath: folder.path("t.png"))).prefix(4).last == 0x47)
  }

  @Test("a grid and a range about a sample, as text")
  func text() throws {
    let model = try TrainedModel.path()
    let outcome = try run(
      ["traverse", model, "--grid", "0,1", "--range", "sample", "--sample", "0", "--steps", "3"])
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(outcome.output.contains("z0 across, z1 upwards, encoded sample, 3 values"))
    #expect(outcome.output.split(separator: "\n").count > 8)
  }

  @Test(
    "what cannot be done is refused in one line",
    arguments: [
      (["--dims", "99"], "--dims: expected latents from 0 to"),
      (["--grid", "0"], "--grid: expected two latents"),
      (["--grid", "0,1", "--dims", "0"], "--grid and --dims: expected one of both"),
      (["--steps", "1"], "--steps: expected a number from 2 to 99"),
      (["--range", "sample"], "--range sample: expected --sample"),
      (["--sample", "100000"], "--sample: expected 0 to"),
      (["--out", "x.gif"], "--out: expected a name that ends in .png, .npy, .npz or .csv"),
    ])
  func refusals(arguments: [String], text: String) throws {
    let outcome = try run(["traverse", try TrainedModel.path()] + arguments)
    #expect(outcome.status != 0 && outcome.output == "")
    #expect(outcome.errors.contains(text), "\(outcome.errors)")
  }

  @Test("the screen is decoded, clicked and taken to the sliders by a script")
  func screen() throws {
    let model = try TrainedModel.path()
    let outcome = try run(
      [model, "--size", "100x30", "--script", "3<right><enter>", "--dump", "text"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("latents by prior quantiles"))
    #expect(outcome.output.contains("sliders at the chosen cell"))
    let clicked = try run(
      [model, "--size", "100x30", "--script", "3<click 40,5>", "--dump", "text"])
    #expect(clicked.status == 0 && clicked.output.contains("latents by prior quantiles"))
  }
}
