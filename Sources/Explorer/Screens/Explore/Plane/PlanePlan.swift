import Diagnostics
import Models
import Numerics
import Plotting
import Tensors

/// The cells of the plane of two latents, with the others fixed.
struct PlanePlan: Sendable, Equatable {
  /// The latents that vary.
  let axes: PlaneAxes
  /// The values across, from the lowest; of a selector the numbers of choices.
  @Reflexive var columns: [Float]
  /// The values up, from the lowest.
  @Reflexive var rows: [Float]
  /// A point of the plane, always the same one.
  @Reflexive private var base: [Float]
  private let constraints: LatentConstraints?

  /// Plans as many cells as a size allows, evenly spaced over the sliders' ranges.
  init(_ axes: PlaneAxes, cells: PlaneCells, in state: ExplorerState) {
    self.axes = axes
    constraints = state.model?.constraints
    columns = Self.values(of: axes.across, count: cells.columns, state)
    rows = Self.values(of: axes.up, count: cells.rows, state)
    base =
      TraversalGrid.Cell(
        state.latents, [(axes.across, 0), (axes.up, 0)], state.model?.constraints
      ).point
  }

  private static func values(
    of latent: Int, count: Int, _ state: ExplorerState
  ) -> [Float] {
    let count = min(count, state.selector(of: latent)?.choices.count ?? count)
    guard count > 1 else { return [state.rowValue(of: latent)] }
    let range = state.reach(of: latent)
    // In double precision the width of no range overflows.
    let (lower, upper) = (Double(range.lowerBound), Double(range.upperBound))
    let values = (0..<count).map {
      Float(lower + (upper - lower) * Double($0) / Double(count - 1))
    }
    return state.selector(of: latent) == nil ? values : values.map { $0.rounded() }
  }

  /// The point of a cell, counted from the lower left.
  func point(column: Int, row: Int) -> [Float] {
    TraversalGrid.Cell(
      base, [(axes.across, columns[column]), (axes.up, rows[row])], constraints
    ).point
  }

  /// The points, `[cells, latents]`, row by row from the lowest.
  var points: Tensor {
    let points = rows.indices.flatMap { row in
      columns.indices.flatMap { point(column: $0, row: row) }
    }
    return Tensor(shape: [rows.count * columns.count, base.count], elements: points)
  }

  /// The cell nearest to the sliders' point, counted from the lower left.
  func cell(of state: ExplorerState) -> (column: Int, row: Int) {
    (
      Self.nearest(state.rowValue(of: axes.across), in: columns),
      Self.nearest(state.rowValue(of: axes.up), in: rows)
    )
  }

  private static func nearest(_ value: Float, in values: [Float]) -> Int {
    values.indices.min { (values[$0] - value).magnitude < (values[$1] - value).magnitude } ?? 0
  }
}

/// Two latents that span a plane.
struct PlaneAxes: Sendable, Equatable {
  /// The latent that varies across.
  var across: Int
  /// The latent that varies upwards.
  var up: Int
}

/// Which plane the user wants to see.
enum PlaneChoice: Sendable, Equatable {
  /// That of a model with two latents, where there is room for it beside everything else.
  case usual
  /// None.
  case none
  /// That of two latents.
  case of(PlaneAxes)
}

/// The pictures of a plane.
struct DecodedPlane: Sendable {
  /// The cells.
  let plan: PlanePlan
  /// The samples, `[cells, height, width, channels]`.
  let samples: Tensor
  /// The smallest and the largest value of every element, as two samples that have the scale of all.
  let extremes: [Tensor]

  init(plan: PlanePlan, samples: Tensor) {
    (self.plan, self.samples) = (plan, samples)
    let shape = Array(samples.shape.dropFirst())
    let first = Array(samples.row(0))
    var (lower, upper) = (first, first)
    for index in 1..<max(1, samples.rowCount) {
      for (element, value) in samples.row(index).enumerated() {
        // What is NaN is not compared.
        if !(lower[element] <= value) { lower[element] = value.isNaN ? lower[element] : value }
        if !(upper[element] >= value) { upper[element] = value.isNaN ? upper[element] : value }
      }
    }
    extremes = [lower, upper].map { Tensor(shape: shape, elements: $0) }
  }
}
