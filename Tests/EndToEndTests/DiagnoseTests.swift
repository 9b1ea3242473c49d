import Foundation
import TestSupport
import Testing

/// `latentty diagnose` on a model that was trained for a moment.
struct DiagnoseTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(
      ["diagnose", TrainedModel.path(), "--samples", "300"] + arguments,
      environment: ["XDG_CACHE_HOME": folder.path])
  }

  @Test("the numbers are printed, kept, and printed again")
  func numbers() throws {
    let first = try run("--json")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors == "")
    let data = Data(first.output.utf8)
    let object = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for key in ["mig", "sap", "factor_vae_score", "dci_disentanglement", "ssim", "active_latents"] {
      #expect(object[key] is Double, "\(key): \(String(describing: object[key]))")
    }
    #expect((object["data"] as? [String: Any])?["count"] as? Int == 300)
    let uncertainty = try #require(object["uncertainty"] as? [String: Any])
    let intervals = try #require(uncertainty["metrics"] as? [String: [String: Any]])
    for key in ["mig", "mig_quantile", "factor_vae_score", "mse", "explicitness"] {
      #expect(intervals[key]?["standard_error"] is Double, "\(key)")
    }
    let second = try run("--json")
    #expect(second.output == first.output)
    let text = try run()
    #expect(text.output.contains("cached result"))
    #expect(text.output.contains("(+- 95% interval over samples by 20 half-samples of 150)"))
    let lines = text.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 } && lines.contains { $0.hasPrefix("radius ") })
    #expect(try run("--no-cache", "--json").output == first.output)
  }

  @Test("wrong arguments and files end with one line")
  func errors() throws {
    #expect(try run("--samples", "0").status == 2)
    #expect(try run("--repeats", "1").status == 2)
    for arguments in [["missing.safetensors"], [folder.path]] {
      let outcome = try BuiltProgram.run(["diagnose"] + arguments)
      #expect(outcome.status == 1 && outcome.output == "")
      #expect(outcome.errors.hasPrefix("latentty: \(arguments[0])"), "\(outcome.errors)")
    }
    let outcome = try run("--data", folder.path("none.npz"))
    #expect(outcome.status == 1 && outcome.errors.contains("none.npz"))
  }
}
