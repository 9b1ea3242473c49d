/// The energy of particles given by their distances alone.
extension ParticleEnergy {
  /// The energy of all pairs, each counted once, without gravity: heights are not known.
  ///
  /// - Parameters:
  ///   - matrix: The distances in sigma.
  ///   - cap: The largest energy of a pair; `nil` for none.
  /// - Returns: The energy in epsilon.
  package static func pairs(_ matrix: DistanceMatrix, cap: Double? = cap) -> Double {
    var sum = 0.0
    for row in 0..<matrix.count {
      for column in 0..<row {
        let distance = matrix.distances[row, column]
        sum += pair(squaredDistance: distance * distance, cap: cap)
      }
    }
    return sum
  }
}
