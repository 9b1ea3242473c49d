extension StateDictPreset {
  /// The convolutional models of the collection PyTorch-VAE: leaky rectifiers after batch normalisation, none after the decoder's first layer.
  static let vanillaConvolutional = StateDictPreset(
    name: "VanillaVAE of PyTorch-VAE",
    marks: [
      Mark("encoder.0.0", kernel: [3, 3]), Mark("fc_mu"), Mark("fc_var"), Mark("decoder_input"),
      Mark("final_layer.0", kernel: [3, 3]), Mark("final_layer.3", kernel: [3, 3]),
    ],
    style: ModelStyle(
      encoder: .leaky(slope: 0.01), decoder: .leaky(slope: 0.01), output: .hyperbolicTangent,
      hasFunctionBeforeImage: false))
}
