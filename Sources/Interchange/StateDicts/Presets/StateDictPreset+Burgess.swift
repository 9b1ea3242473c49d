extension StateDictPreset {
  /// The architecture of Burgess and others 2018 under the names of disentangling-vae; pairs of one head are mean and log variance.
  static let burgess = StateDictPreset(
    name: "Burgess, as in disentangling-vae",
    marks: [
      Mark("encoder.conv1", kernel: [4, 4]), Mark("encoder.mu_logvar_gen"), Mark("decoder.lin1"),
      Mark("decoder.convT1", kernel: [4, 4]),
    ],
    style: ModelStyle(split: .interleaved), early: ["decoder.convT_64"])
}
