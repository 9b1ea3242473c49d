import Runs
import Storage
import TestSupport
import Testing

@Suite("Models that another program's run has saved")
struct SavedModelsTests {
  private static let torch =
    Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 22) + [12, 0, 0, 0]
    + Array("vae/data.pkl".utf8)

  private static func run(in folder: TemporaryFolder) throws -> RunFollower {
    let run = folder.path("lightning_logs/version_0")
    try StorageFolder.makeWithParents("\(run)/checkpoints")
    try AtomicFile.write(
      Array("step,loss\n100,3\n200,2\n400,1\n".utf8), to: "\(run)/metrics.csv")
    var finder = RunFinder()
    return RunFollower(try #require(try finder.runs(at: [run]).first))
  }

  @Test(
    "the step is read from the name",
    arguments: [
      ("epoch=3-step=400.ckpt", 400), ("checkpoint-500.pt", 500), ("vae_epoch_10.pth", 10),
      ("model_64_dims_e12.pt", 12), ("runs/7/best.pt", nil), ("step_00020_epoch_3.pt", 20),
      ("999999999999999999999.pt", nil),
    ] as [(String, Int?)])
  func steps(name: String, step: Int?) {
    #expect(SavedModel.step(inName: name) == step)
  }

  @Test("checkpoints are found by their content, and appear while the run goes on")
  func found() throws {
    let folder = try TemporaryFolder()
    let follower = try Self.run(in: folder)
    let checkpoints = folder.path("lightning_logs/version_0/checkpoints")
    follower.look()
    #expect(follower.facts.models.isEmpty)
    try AtomicFile.write(Self.torch, to: "\(checkpoints)/epoch=0-step=100.ckpt")
    try AtomicFile.write(Array("no model".utf8), to: "\(checkpoints)/epoch=1-step=200.ckpt")
    try AtomicFile.write(Self.torch, to: "\(checkpoints)/epoch=3-step=400.ckpt")
    follower.look()
    #expect(Set(follower.facts.models.compactMap(\.step)) == [100, 400])
  }

  @Test("the model of a step is the last that is no later")
  func atStep() {
    var run = RunSnapshot(path: "r", name: "r", format: .csv, state: .waiting)
    run.models = [400, 100, nil].enumerated().map {
      SavedModel(path: "\($0.offset)", time: Double($0.offset), step: $0.element)
    }
    #expect(run.model(at: 150)?.step == 100)
    #expect(run.model(at: 400)?.step == 400)
    #expect(run.model(at: 5)?.step == 100)
    #expect(run.model?.step == nil)
  }
}
