package import Models
package import Tensors

/// The latent points of a traversal, which are decoded side by side.
package struct Traversal: Sendable, Equatable {
  /// The arrangement of the points.
  package enum Layout: Sendable, Equatable {
    /// A row for each of some latents, which is varied while the others stay fixed.
    case rows([Int])
    /// One latent varies across, another upwards.
    case grid(across: Int, down: Int)
  }

  /// The arrangement of the points.
  package var layout: Layout
  /// The latents that are varied, the rows from the top or the one across first.
  package var latents: [Int] {
    switch layout {
    case .rows(let latents): latents
    case .grid(let across, let down): [across, down]
    }
  }
  /// The range of the values.
  package var range: TraversalRange
  /// The number of values per latent.
  package var count: Int
  /// The range around a sample to either side, in standard deviations.
  package var reach: Double

  /// The allowed numbers of values per latent.
  package static let counts = 2...99
  /// The default number of values.
  package static let usualCount = 7

  /// Creates a traversal.
  package init(
    _ layout: Layout, range: TraversalRange, count: Int = Traversal.usualCount,
    reach: Double = TraversalRange.usualReach
  ) {
    precondition(Self.counts.contains(count), "Traversal: \(count) values")
    (self.layout, self.range, self.count, self.reach) = (layout, range, count, reach)
  }

  /// The factors at whose bounds the values of varied latents end, by latent.
  package func limits(in space: TraversalSpace) -> [Int: String] {
    Dictionary(
      latents.compactMap { latent in
        space.limitingFactor(of: latent, in: range, reach: reach).map { (latent, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The points around a base point.
  ///
  /// - Parameters:
  ///   - base: The values of the latents that are not varied.
  ///   - space: The distributions of the latents; it must have values in the range.
  /// - Returns: The points in rows.
  package func grid(about base: [Float], in space: TraversalSpace) -> TraversalGrid {
    func values(_ latent: Int) -> [Float] {
      space.values(of: latent, in: range, count: count, reach: reach)
    }
    switch layout {
    case .rows(let latents):
      return TraversalGrid(
        rows: latents.map { latent in
          values(latent).map { TraversalGrid.Cell(base, [(latent, $0)], space.constraints) }
        })
    case .grid(let across, let down):
      let (columns, rows) = (values(across), values(down))
      // The highest value is at the top, as on an axis.
      return TraversalGrid(
        rows: rows.reversed().map { y in
          columns.map { TraversalGrid.Cell(base, [(across, $0), (down, y)], space.constraints) }
        })
    }
  }
}

/// Points in rows.
package struct TraversalGrid: Sendable, Equatable {
  /// A point, and which of its latents were varied.
  package struct Cell: Sendable, Equatable {
    /// The value of every latent.
    package var point: [Float]
    /// The latents that were varied, the one across first.
    package var moved: [Int]

    /// Varies some latents of a point, which then fulfils the constraints; the value of a selector's latent is the number of
    /// the choice.
    package init(
      _ base: [Float], _ values: [(latent: Int, value: Float)], _ constraints: LatentConstraints?
    ) {
      var varied = base
      moved = values.map(\.latent)
      for (latent, value) in values {
        if let selector = constraints?.selector(of: latent) {
          varied = selector.choosing(Int(value), in: varied)
        } else {
          varied[latent] = value
        }
      }
      point = constraints?.applied(to: varied, keeping: moved) ?? varied
    }
  }

  /// The cells, from the top.
  package var rows: [[Cell]]

  /// The number of cells in a row.
  package var columnCount: Int { rows.first?.count ?? 0 }

  /// The points, `[rows * columns, latents]`.
  package var points: Tensor {
    let cells = rows.flatMap(\.self)
    return Tensor(
      shape: [cells.count, cells.first?.point.count ?? 0], elements: cells.flatMap(\.point))
  }
}
