import TestSupport
import Testing

/// A galaxy model that the program itself has trained, for a few seconds' worth of data.
enum TrainedModel {
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static let run = Result { () throws -> (folder: TemporaryFolder, model: String) in
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let outcome = try BuiltProgram.run([
      "train", "galaxies-beta", "--set", "data.count=400", "--epochs", "2", "--out", path,
    ])
    guard outcome.status == 0 else { throw Failure(description: outcome.errors) }
    return (folder, "\(path)/latest.safetensors")
  }

  /// The file, trained once for all tests.
  static func path() throws -> String { try run.get().model }
}
