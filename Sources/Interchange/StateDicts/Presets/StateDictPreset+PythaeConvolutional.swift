extension StateDictPreset {
  /// The convolutional networks of pythae's benchmarks: no function after the decoder's first layer.
  static let pythaeConvolutional = StateDictPreset(
    name: "ConvNet of pythae",
    marks: [
      Mark("encoder.layers.0.0", kernel: [4, 4]), Mark("encoder.embedding"),
      Mark("encoder.log_var"), Mark("decoder.layers.0"),
    ],
    style: ModelStyle(hasFunctionBeforeImage: false))
}
