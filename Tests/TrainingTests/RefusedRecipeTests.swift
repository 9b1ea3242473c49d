import Datasets
import Models
import TestSupport
import Testing

@testable import Training

/// A recipe that cannot be trained is refused before anything is simulated, and leaves nothing behind.
struct RefusedRecipeTests {
  @Test(
    "unknown factors are refused before a sample is simulated",
    arguments: [
      (["nope"], AuxiliaryError.unknownFactor("nope", dataset: "galaxies", available: names)),
      (["g1", "g1"], .repeatedFactor("g1")),
      (["flux", "radius", "g1"], .tooManyFactors(count: 3, latentCount: 2)),
    ])
  func refusesFactorsFirst(factors: [String], expected: AuxiliaryError) throws {
    let list = factors.map { "\"\($0)\"" }.joined(separator: ", ")
    let recipe = try Recipe(
      toml: """
        [data]
        generator = "galaxies"
        count = 8
        [network]
        name = "galaxy"
        latents = 2
        [objective]
        name = "aux-vae"
        factors = [\(list)]
        """, path: "refused.toml")
    let error = #expect(throws: TrainingError.self) {
      try recipe.openDataset(cache: "/nonexistent") { _, _ in
        Issue.record("a sample was drawn")
        return true
      }
    }
    #expect(error?.description == "\(expected)")
  }

  @Test("a run without a recipe leaves no folder")
  func leavesNothingBehind() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("runs/new")
    do {
      let run = try RunDirectory.create(at: path)
      #expect(Folder.names(in: run.path) == [".lock", "checkpoints"])
    }
    #expect(Folder.names(in: folder.path("runs")).isEmpty)
  }

  @Test("a folder that was there before the run stays")
  func sparesTheUsersFolder() throws {
    let folder = try TemporaryFolder()
    try Folder.make(folder.path("mine"))
    do { _ = try RunDirectory.create(at: folder.path("mine")) }
    #expect(Folder.names(in: folder.path).contains("mine"))
  }

  private static let names = ["flux", "radius", "g1", "g2", "psf"]
}
