/// The modularity of a code (Ridgeway and Mozer 2018): whether each latent carries information about one factor only.
///
/// For information I the score of latent k is 1 - sum over the other factors of I_km^2 / (max_m
/// I_km^2 (M - 1)).
package struct Modularity: Sendable, Equatable, Codable {
  /// The score per latent, from 0 to 1; 0 for a latent without information, which lowers the mean,
  /// and 1 for any other where there is only one factor.
  package let perLatent: [Double]
  /// The mean over all latents; 0 without one.
  package let value: Double

  /// Scores a matrix of mutual information, `[latents, factors]`.
  package init(information: Matrix) {
    perLatent = (0..<information.rowCount).map { latent in
      let squares = information.row(latent).map { $0 * $0 }
      guard let largest = squares.max(), largest > 0 else { return 0 }
      guard squares.count > 1 else { return 1 }
      return 1 - (squares.reduce(0, +) - largest) / (largest * Double(squares.count - 1))
    }
    value = perLatent.reduce(0, +) / Double(max(perLatent.count, 1))
  }
}
