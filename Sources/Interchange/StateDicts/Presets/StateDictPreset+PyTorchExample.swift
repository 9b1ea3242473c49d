extension StateDictPreset {
  /// The example of PyTorch's own repository.
  static let pytorchExample = StateDictPreset(
    name: "VAE example of PyTorch",
    marks: [Mark("fc1"), Mark("fc21"), Mark("fc22"), Mark("fc3"), Mark("fc4")], style: ModelStyle())
}
