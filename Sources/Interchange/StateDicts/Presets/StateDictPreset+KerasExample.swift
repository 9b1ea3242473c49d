extension StateDictPreset {
  /// The convolutional example of Keras, weights only.
  static let kerasExample = StateDictPreset(
    name: "VAE example of Keras",
    marks: [
      Mark("conv2d", kernel: [3, 3]), Mark("conv2d_1", kernel: [3, 3]), Mark("z_mean"),
      Mark("z_log_var"), Mark("conv2d_transpose", kernel: [3, 3]),
    ],
    style: ModelStyle())
}
