/// Numbers that files keep beside their weights, by the names that people give them.
enum StateDictFacts {
  private static let latentNames: Set<String> = [
    "latent_dim", "latent_dims", "latentdim", "latents", "n_latents", "num_latents", "latent_size",
    "z_dim", "zdim", "z_size", "nz", "latent_features", "hidden_dim_latent", "code_size",
  ]

  /// The number of latents that a fact says.
  static func latents(_ facts: [String: Double]) -> Int? {
    for name in facts.keys.sorted() {
      let key = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      guard latentNames.contains(key), let value = facts[name] else { continue }
      if let count = Int(exactly: value), (1...65_536).contains(count) { return count }
    }
    return nil
  }
}
