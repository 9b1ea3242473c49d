import Tensors
import Testing

@testable import Storage

struct TorchStateDictTests {
  private func stateDict(_ name: String, at place: String? = nil) throws -> TorchStateDict {
    try TorchFile(path: TorchFixture.path(name)).stateDict(at: place)
  }

  @Test("the model is found below its usual name, and what is beside it is said")
  func checkpoint() throws {
    let found = try stateDict("checkpoint.pth")
    #expect(found.place == "model_state_dict")
    #expect(found.strippedPrefix == "module.")
    #expect(found.alternatives == ["ema_state_dict"])
    #expect(
      found.notes == [
        "left out: optimizer_state_dict, 3 tensors", "left out: ema_state_dict, 2 tensors",
        "removed from the names: \"module.\"",
      ])
  }

  @Test("settings and figures beside the weights are kept")
  func facts() throws {
    let facts = try stateDict("checkpoint.pth").facts
    #expect(facts["epoch"] == .number(12))
    #expect(facts["MINVAL"] == .number(-1.5))
    #expect(facts["MAXVAL"] == .number(4.5))
    #expect(facts["name"] == .text("vae é"))
    #expect(facts["shape"] == .numbers([1, 28, 28]))
    #expect(facts["args.latent_dim"] == .number(4))
    #expect(facts["history.loss"] == nil)
    #expect(facts.keys.allSatisfy { !$0.contains("weight") })
  }

  @Test("averaged weights open by their place")
  func average() throws {
    let plain = try stateDict("checkpoint.pth").tensors
    let average = try stateDict("checkpoint.pth", at: "ema_state_dict").tensors
    let name = "encoder.0.weight"
    #expect(try average.tensor(name).elements == plain.tensor(name).elements.map { $0 * 2 })
    #expect(throws: StorageError.self) { try stateDict("checkpoint.pth", at: "other") }
  }

  @Test("of a Lightning checkpoint the wrappers and companions are removed")
  func lightning() throws {
    let found = try stateDict("lightning.ckpt")
    #expect(found.strippedPrefix == "model._orig_mod.")
    #expect(found.facts["hyper_parameters.latent_dim"] == .number(4))
    #expect(found.facts["hyper_parameters.model.width"] == .number(32))
    #expect(found.facts["hyper_parameters.act"] == .text("torch.nn.modules.activation.ReLU"))
    #expect(found.facts["pytorch-lightning_version"] == .text("2.1.0"))
    #expect(found.notes.contains("left out: 1 tensor beside \"model\""))
  }

  @Test("parts that are stored separately are one model")
  func parts() throws {
    let found = try stateDict("parts.pt")
    #expect(found.place == "")
    #expect(found.tensors.entries.map(\.name) == ["encoder.0.weight", "decoder.0.weight"])
    #expect(found.facts == ["latent_dim": .number(4)])
  }
}
