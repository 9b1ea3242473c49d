extension StateDictPreset {
  /// The default networks of pythae for vectors.
  static let pythaeDense = StateDictPreset(
    name: "MLP of pythae",
    marks: [
      Mark("encoder.layers.0.0"), Mark("encoder.embedding"), Mark("encoder.log_var"),
      Mark("decoder.layers.0.0"), Mark("decoder.layers.1.0"),
    ],
    style: ModelStyle())
}
