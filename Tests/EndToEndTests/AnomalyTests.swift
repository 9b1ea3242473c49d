import Foundation
import TestSupport
import Testing

/// `latentty anomaly` on a model that was trained for a moment.
struct AnomalyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(
      ["anomaly", TrainedModel.path(), "--count", "30", "--samples", "4"] + arguments,
      environment: ["XDG_CACHE_HOME": folder.path])
  }

  @Test("all sets of the simulator are compared, kept, and printed again")
  func numbers() throws {
    let first = try run("--json")
    #expect(first.status == 0 && first.errors == "", "\(first.errors)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
    let sets = try #require(object["sets"] as? [[String: Any]])
    #expect(sets.first?["set"] as? String == "normal again")
    #expect(sets.contains { $0["set"] as? String == "without noise" })
    for set in sets {
      let scores = try #require(set["scores"] as? [String: [String: Any]])
      let area = try #require(scores["negative_log_likelihood"]?["auroc"] as? Double)
      #expect((0.5...1).contains(area))
    }
    #expect(try run("--json").output == first.output)
    let text = try run("--by-factor")
    #expect(text.output.contains("cached result") && text.output.contains("undecided"))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try run("--no-cache", "--json").output == first.output)
  }

  @Test("a file is compared with a file, and with the model's simulator")
  func files() throws {
    for (name, seed) in [("odd", "5"), ("usual", "6")] {
      let outcome = try BuiltProgram.run([
        "simulate", "galaxies", "--count", "40", "--seed", seed, "--set",
        name == "odd" ? "flux=2e5...3e5" : "flux=1e4...1e5", "--out",
        folder.path("\(name).npz"),
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let both = try run(
      "--data", folder.path("odd.npz"), "--reference", folder.path("usual.npz"))
    #expect(both.status == 0, "\(both.errors)")
    #expect(both.output.contains("20 of usual.npz, 40 samples"))
    #expect(both.output.contains("anomalies score higher"))
    let settings = try run("--set", "flux=2e5...3e5", "--worst", "1")
    #expect(settings.status == 0 && settings.output.contains("flux=2e5...3e5"))
  }

  @Test("wrong arguments and files end with one line")
  func errors() throws {
    for arguments in [["--count", "1"], ["--samples", "0"], ["--worst", "21"], ["--set", "x"]] {
      let outcome = try BuiltProgram.run(["anomaly", try TrainedModel.path()] + arguments)
      #expect(outcome.status == 2 && outcome.output == "", "\(arguments)")
      #expect(outcome.errors.contains(arguments[0]), "\(outcome.errors)")
    }
    let outcome = try run("--data", folder.path("none.npz"))
    #expect(outcome.status == 1 && outcome.errors.contains("none.npz"))
    let unknown = try run("--set", "charge=1")
    #expect(unknown.status == 1 && unknown.errors.contains("no setting \"charge\""))
  }

  @Test("holes are filled, and the errors of every method are printed")
  func inpainting() throws {
    func inpaint(_ arguments: String...) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(
        ["inpaint", TrainedModel.path(), "--count", "6", "--references", "30", "--iterations", "3"]
          + arguments)
    }
    let first = try inpaint("--json")
    #expect(first.status == 0 && first.errors == "", "\(first.errors)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
    let holes = try #require(object["holes"] as? [[String: Any]])
    #expect(holes.compactMap { $0["hole"] as? Int } == [7, 11, 15])
    let errors = try #require(holes[0]["errors"] as? [String: [String: Any]])
    #expect(Set(errors.keys) == ["zeros", "mean", "nearest_sample", "nearest_samples", "model"])
    let byIteration = try #require(holes[0]["model_by_iteration"] as? [Double])
    #expect(byIteration.count == 3)
    #expect((holes[0]["misfit_by_iteration"] as? [Double])?.count == 3)
    let chosen = try #require(holes[0]["chosen_iterations"] as? [Int])
    #expect(chosen.count == 6 && chosen.allSatisfy { (1...3).contains($0) })
    let best = try #require(holes[0]["best_iterations_error"] as? Double)
    #expect(best <= (byIteration.min() ?? 0) * (1 + 1e-12))
    #expect(try inpaint("--json").output == first.output)
    let text = try inpaint("--hole", "5")
    #expect(text.output.contains("model, 3 iterations"))
    #expect(
      text.output.contains("model, chosen iteration") && !text.output.contains("nearest row"))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let large = try inpaint("--hole", "33")
    #expect(large.status == 1 && large.errors.contains("expected 1 to 32"))
    #expect(try inpaint("--iterations", "0").status == 2)
  }
}
