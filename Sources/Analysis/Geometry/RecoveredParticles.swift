/// The particles recovered from a decoded sample, laid in their box, with measures of whether they are physical.
package struct RecoveredParticles: Sendable, Equatable {
  /// How far a matrix is from the distances of points of the plane.
  package struct Planarity: Sendable, Equatable {
    /// The share of the two largest eigenvalues of the Gram matrix, see ``PlanarEmbedding/flatness``.
    package let flatness: Double
    /// The root mean square of half the difference of two elements for the same distance.
    package let asymmetry: Double
    /// The root mean square over pairs of the recovered distances minus those of the matrix.
    package let misfit: Double
  }

  /// The particles in the order of the sample, in sigma; the second coordinate is the height above the floor.
  package let positions: [SIMD2<Double>]
  /// The side of the box in sigma.
  package let boxLength: Double
  /// The planarity of the matrix; `nil` where the sample is coordinates.
  package let planarity: Planarity?
  /// The energy of all pairs in epsilon, each at most ``ParticleEnergy/cap``.
  package let pairEnergy: Double
  /// The smallest distance of a pair; infinite for fewer than two particles.
  package let smallestDistance: Double
  /// The pairs closer than ``smallestValidDistance``.
  package let overlapCount: Int
  /// The particles beyond a wall.
  package let outsideCount: Int
  /// Whether all particles lie on one line, or coincide.
  package let isCollinear: Bool
  /// g(r) of this one configuration, in bins of a quarter of a sigma.
  package let correlation: PairCorrelation

  /// Two particles of the fluid are hardly ever closer than this, in sigma.
  package static let smallestValidDistance = 0.9
  /// The upper end of g(r), in sigma, in boxes that are as large.
  private static let correlationReach = 5.0
  private static let binWidth = 0.25
  /// Below this fraction of the first eigenvalue the second is the single-precision rounding of points on a line.
  private static let collinearShare = 1e-6

  /// Whether no pair overlaps and all particles are in the box.
  package var isValid: Bool { overlapCount == 0 && outsideCount == 0 }

  /// Recovers particles from a decoded matrix: symmetrised with 0 on its diagonal, embedded in the plane by classical
  /// scaling, laid to rest on the floor of the box.
  ///
  /// Distances do not distinguish a configuration from its mirror image; the one is taken whose particles are in
  /// order from left to right, as they do in matrices that are sorted by the horizontal position.
  ///
  /// - Parameters:
  ///   - elements: The matrix in sigma, row by row.
  ///   - expectedCount: The number of particles that it must have; any when `nil`.
  ///   - boxLength: The side of the box in sigma, above 0.
  /// - Throws: ``GeometryError`` when the matrix is not square, of another size or not finite.
  /// - Complexity: O(*particles*^3); under a millisecond for 30 particles.
  package init(
    distances elements: [Float], expectedCount: Int? = nil, boxLength: Double
  ) throws(GeometryError) {
    let matrix = try DistanceMatrix(decoded: elements, expectedCount: expectedCount)
    let embedding = PlanarEmbedding(matrix)
    let leading = embedding.eigenvalues.prefix(2).map { max($0, 0) }
    self.init(
      Self.leftToRight(Tumbler.rest(embedding.positions), middle: boxLength / 2),
      boxLength: boxLength,
      planarity: Planarity(
        flatness: embedding.flatness, asymmetry: matrix.asymmetry, misfit: embedding.residual),
      isCollinear: leading.count < 2 || leading[1] <= Self.collinearShare * leading[0])
  }

  /// Takes particles as they were decoded.
  ///
  /// - Parameters:
  ///   - elements: The horizontal position and the height of every particle in turn, in sigma.
  ///   - expectedCount: The number of particles that there must be; any when `nil`.
  ///   - boxLength: The side of the box in sigma, above 0.
  /// - Throws: ``GeometryError`` when a coordinate is missing or not finite.
  package init(
    coordinates elements: [Float], expectedCount: Int? = nil, boxLength: Double
  ) throws(GeometryError) {
    let expected = 2 * (expectedCount ?? elements.count / 2)
    guard elements.count == expected else {
      throw .wrongCoordinateCount(expected: expected, found: elements.count)
    }
    if let place = elements.firstIndex(where: { !$0.isFinite }) {
      throw .coordinateNotFinite(particle: place / 2, value: Double(elements[place]))
    }
    let positions = stride(from: 0, to: elements.count, by: 2).map {
      SIMD2(Double(elements[$0]), Double(elements[$0 + 1]))
    }
    self.init(
      positions, boxLength: boxLength, planarity: nil,
      isCollinear: ConvexHull.corners(of: positions).count < 3)
  }

  private init(
    _ positions: [SIMD2<Double>], boxLength: Double, planarity: Planarity?, isCollinear: Bool
  ) {
    precondition(
      boxLength > 0 && boxLength.isFinite, "RecoveredParticles: a box of \(boxLength)")
    self.positions = positions
    self.boxLength = boxLength
    self.planarity = planarity
    self.isCollinear = isCollinear
    pairEnergy = ParticleEnergy.total(positions, gravity: 0)
    smallestDistance = ParticleEnergy.smallestDistance(positions)
    overlapCount = ParticleEnergy.closePairCount(positions, below: Self.smallestValidDistance)
    outsideCount = positions.count { !Self.isInside($0, boxLength: boxLength) }
    let reach = min(Self.correlationReach, boxLength)
    correlation = PairCorrelation(
      [positions], boxLength: boxLength, binCount: max(1, Int((reach / Self.binWidth).rounded())),
      largestDistance: reach)
  }

  /// The mean height above the floor of the box in sigma; 0 without particles.
  package var meanHeight: Double { centre(of: positions).y }

  private static func isInside(_ position: SIMD2<Double>, boxLength: Double) -> Bool {
    // Particles at rest touch the floor up to rounding.
    position.min() >= -1e-9 * boxLength && position.max() <= boxLength * (1 + 1e-9)
  }

  /// Particles or their mirror image, around a position on the floor.
  private static func leftToRight(
    _ positions: [SIMD2<Double>], middle: Double
  ) -> [SIMD2<Double>] {
    let half = Double(positions.count - 1) / 2
    let trend = positions.enumerated().reduce(0) { $0 + (Double($1.offset) - half) * $1.element.x }
    return positions.map { SIMD2(middle + (trend < 0 ? -$0.x : $0.x), $0.y) }
  }
}
