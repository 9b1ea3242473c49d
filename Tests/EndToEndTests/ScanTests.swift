import Foundation
import TestSupport
import Testing

/// `latentty train --scan`: one run per value, and what they are worth.
struct ScanTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func scan(_ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(
      [
        "train", "fluid", "--out", folder.path("scan"), "--epochs", "1", "--threads", "1",
        "--plain",
        "--set", "data.count=120", "--set", "data.sweeps=20",
      ] + arguments)
  }

  @Test("every value has its run and its row; finished runs are measured, not trained again")
  func comparesValues() throws {
    let first = try scan("--scan", "network.latents=2,5")
    #expect(first.status == 0, "\(first.errors)")
    let lines = first.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 4 && lines[0].contains("network.latents") && lines[0].contains("PCA"))
    #expect(lines[3].contains("12 test samples, in sigma^2"), "\(lines[3])")
    let second = try scan("--scan", "network.latents=2,5", "--resume", "--json")
    #expect(second.status == 0, "\(second.errors)")
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(second.output.utf8)) as? [String: Any])
    let rows = try #require(report["rows"] as? [[String: Any]])
    #expect(report["setting"] as? String == "network.latents")
    #expect(rows.map { $0["latents"] as? Int } == [2, 5])
    for row in rows {
      let error = try #require(row["mse"] as? Double)
      let principal = try #require(row["principal_component_mse"] as? Double)
      let mean = try #require(row["mean_sample_mse"] as? Double)
      #expect(error > 0 && principal > 0 && mean > principal, "\(row)")
    }
    let errors = rows.compactMap { $0["principal_component_mse"] as? Double }
    #expect(errors[1] < errors[0], "five components leave less than two")
  }

  @Test(
    "what is no scan is refused in a line",
    arguments: [
      ["--scan", "latents=2,5"], ["--scan", "network.latents=2"],
      ["--scan", "network.latents=2,2"], ["--scan", "network.latents=2,,3"], ["--json"],
      ["--scan", "network.latents=2,many"],
    ])
  func refusals(arguments: [String]) throws {
    let outcome = try BuiltProgram.run(
      ["train", "fluid", "--out", folder.path("none"), "--plain", "--set", "data.count=120"]
        + arguments)
    #expect(outcome.status == 2 && outcome.output.isEmpty, "\(outcome)")
    #expect(
      outcome.errors.hasPrefix("latentty: ") && outcome.errors.count { $0 == "\n" } == 1,
      "\(outcome.errors)")
  }
}
