import Tensors
import Testing

@testable import Storage

struct TorchFileTests {
  @Test(
    "every tensor is what PyTorch reads, in every container, type and view",
    arguments: [
      "mlp.pt", "mlp-legacy.pt", "views.pt", "views-legacy.pt", "checkpoint.pth", "lightning.ckpt",
      "parts.pt", "module.pt", "module-legacy.pt", "module-within.pt", "script.pt", "state.pkl",
    ])
  func values(name: String) throws {
    let expected = try TorchFixture.expected(name)
    let tensors = try TorchFile(path: TorchFixture.path(name)).stateDict().tensors
    #expect(tensors.entries.map(\.name).sorted() == expected.keys.sorted())
    for (name, tensor) in expected {
      let found = try tensors.tensor(name)
      #expect(found.shape == tensor.shape, "\(name)")
      #expect(found.elements == tensor.elements, "\(name)")
    }
  }

  @Test("the order is that of the layers, and the types are those of the file")
  func entries() throws {
    let mlp = try TorchFile(path: TorchFixture.path("mlp.pt")).stateDict().tensors
    #expect(
      mlp.entries.prefix(3).map(\.name) == ["0.weight", "0.bias", "1.weight"])
    #expect(mlp.entries[0].shape == [5, 3])
    let views = try TorchFile(path: TorchFixture.path("views.pt")).stateDict().tensors
    #expect(
      views.entries.prefix(9).map(\.typeName)
        == ["F64", "F16", "BF16", "I64", "I32", "I16", "I8", "U8", "BOOL"])
  }

  @Test(
    "the words say the container and what is in it",
    arguments: [
      ("mlp.pt", "PyTorch, zip, 9 tensors"), ("mlp-legacy.pt", "PyTorch, legacy, 9 tensors"),
      (
        "module.pt",
        "PyTorch, zip, a module of torch.nn.modules.container.Sequential, 8 tensors"
      ),
      ("own-class.pkl", "Python pickle, an object of mynet.Net"),
      ("numpy.pkl", "Python pickle, a dictionary of 2"), ("state.pkl", "Python pickle, 3 tensors"),
    ])
  func words(name: String, words: String) throws {
    #expect(try TorchFile(path: TorchFixture.path(name)).words == words)
  }

  @Test("a module of TorchScript is named with its class")
  func script() throws {
    let file = try TorchFile(path: TorchFixture.path("script.pt"))
    #expect(file.container == .script)
    #expect(file.words.hasPrefix("TorchScript, a module of __torch__."))
  }

  @Test(
    "a pickle of another class says how to export the model",
    arguments: ["own-class.pkl", "numpy.pkl"])
  func ownClass(name: String) throws {
    let file = try TorchFile(path: TorchFixture.path(name))
    let error = #expect(throws: StorageError.self) { try file.stateDict() }
    #expect(error?.description.contains("torch.onnx.export") == true, "\(error.debugDescription)")
  }

  @Test("a tensor of complex numbers is listed with its type and not read")
  func complexNumbers() throws {
    let tensors = try TorchFile(path: TorchFixture.path("complex.pt")).stateDict().tensors
    #expect(tensors.entries.map(\.typeName) == ["F32", "complex64"])
    #expect(try tensors.tensor("a").elements == [1])
    let error = #expect(throws: StorageError.self) { try tensors.tensor("c") }
    #expect(error?.description.contains("complex64 is not supported") == true)
  }
}
