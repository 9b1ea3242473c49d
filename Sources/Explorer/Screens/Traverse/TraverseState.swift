import Datasets
import Diagnostics
import Models
import Plotting

/// The state of the Traverse screen.
struct TraverseState: ScreenState {
  /// The range of the values.
  var range = TraversalRange.prior
  /// The number of values.
  var count = Traversal.usualCount
  /// The range around a sample to either side, in standard deviations.
  var reach = TraversalRange.usualReach
  /// The latents of the rows that the user chose; `nil` for the active ones, as in the list of sliders.
  var chosenLatents: [Int]?
  /// The latents of the grid; `nil` for rows.
  var grid: (across: Int, down: Int)?

  /// The last request.
  var asked: TraverseRequest?
  /// The newest samples; they stay until the next ones arrive.
  var pictures: TraversalPictures?
  /// Why there are none.
  var problem: String?
  /// The row of the cursor.
  var row = 0
  /// The column of the cursor, initially the middle.
  var column = Traversal.usualCount / 2
  /// The first visible column and row before the cursor was moved; `nil` initially.
  var firstSeen: (column: Int, row: Int)?

  /// The state for another model: display settings are kept, what belongs to the model is dropped.
  var restarted: TraverseState {
    var fresh = TraverseState()
    (fresh.count, fresh.reach) = (count, reach)
    return fresh
  }

  /// The cell under the cursor.
  var cell: TraversalGrid.Cell? {
    guard let rows = pictures?.grid.rows, rows.indices.contains(row),
      rows[row].indices.contains(column)
    else { return nil }
    return rows[row][column]
  }

  /// Clamps the cursor to the cells.
  mutating func keepCursorInside() {
    guard let grid = pictures?.grid else { return }
    row = ListCursor.moved(row, by: 0, count: grid.rows.count)
    column = ListCursor.moved(column, by: 0, count: grid.columnCount)
  }
}

extension ExplorerState {
  /// The state of the Traverse screen.
  var traverse: TraverseState {
    _read { yield self[TraverseState.self] }
    _modify { yield &self[TraverseState.self] }
  }

  /// The latents of the rows.
  var traversedLatents: [Int] { traverse.chosenLatents ?? listedLatents }

  /// The posterior of the encoded sample; `nil` without one.
  var traversedSample: [TraversalSpace.Normal]? {
    source.map { source in
      zip(source.encoded.mean, source.encoded.deviation).map {
        TraversalSpace.Normal(mean: Double($0), deviation: Double($1))
      }
    }
  }

  /// Why a range has no values; `nil` when it has.
  func traversalProblem(_ range: TraversalRange) -> String? {
    guard let traversalSpace else { return "open a model first" }
    return traversalSpace.problem(range)
  }

  private var traversalSpace: TraversalSpace? {
    model.map {
      TraversalSpace(
        $0.latents.family, count: $0.latentCount, statistics: $0.statistics,
        sample: traversedSample, constraints: $0.constraints)
    }
  }

  /// Requests the traversal that the screen shows, unless it was requested last.
  mutating func pendingTraversal() -> [ExplorerEffect] {
    guard model != nil, !latents.isEmpty else { return [] }
    if let problem = traversalProblem(traverse.range) {
      traverse.problem =
        traversalSpace?.lack
        ?? "\(traverse.range.title): \(problem); v chooses another range"
      return []
    }
    let latents = traversedLatents
    guard traverse.grid != nil || !latents.isEmpty else { return [] }
    let layout =
      traverse.grid.map { Traversal.Layout.grid(across: $0.across, down: $0.down) }
      ?? .rows(latents)
    let traversal = Traversal(
      layout, range: traverse.range, count: traverse.count, reach: traverse.reach)
    let request = TraverseRequest(
      traversal: traversal, base: traversalBase(layout),
      sample: traverse.range == .sample ? traversedSample : nil,
      sampleName: traverse.range == .sample ? source?.label : nil,
      staysWithinBounds: look.showsFactors)
    guard request != traverse.asked else { return [] }
    traverse.asked = request
    return [ask(request)]
  }

  /// The sliders' point; latents of a grid, which are varied, are set to 0 because their value is not used.
  private func traversalBase(_ layout: Traversal.Layout) -> [Float] {
    guard case .grid(let across, let down) = layout else { return latents }
    var base = latents
    (base[across], base[down]) = (0, 0)
    return base
  }

  /// The values of a latent side by side, with enough digits to distinguish them.
  func traversedTexts(_ values: [Float], of latent: Int) -> [String] {
    if selector(of: latent) != nil { return values.map { sliderText($0, of: latent) } }
    guard look.showsFactors, let factor = factor(of: latent) else {
      return NumberText.row(values.map(Double.init), signed: true)
    }
    let numbers = values.map { factorValue(of: latent, at: $0) ?? .nan }
    return NumberText.row(numbers, decimals: factor.decimals)
  }

  /// The value of a latent as written below its image, with its unit.
  private func traversedText(_ value: Float, of latent: Int) -> String {
    let values = Set(
      (traverse.pictures?.grid.rows ?? []).joined()
        .filter { $0.moved.contains(latent) }.map { rowValue(of: latent, at: $0.point) }
    ).sorted()
    guard let place = values.firstIndex(of: value) else { return sliderText(value, of: latent) }
    let text = traversedTexts(values, of: latent)[place]
    guard look.showsFactors, let factor = factor(of: latent), !factor.unit.isEmpty else {
      return text
    }
    return "\(text) \(factor.unit)"
  }

  /// The cell under the cursor, from the longest text to the shortest.
  var traversalFacts: [String] {
    guard let cell = traverse.cell else { return traverse.problem.map { [$0] } ?? [] }
    let values = cell.moved.map { latent in
      "\(title(of: latent)) = \(traversedText(rowValue(of: latent, at: cell.point), of: latent))"
    }.joined(separator: "  ")
    let range = "\(traverse.range.title), \(traverse.count) values"
    let limits = cell.moved.compactMap { traverse.pictures?.limits[$0] }
    guard !limits.isEmpty else { return ["\(values)  \(range)", values] }
    let end = "ends at the bounds of \(limits.joined(separator: " and "))"
    return ["\(values)  \(range), \(end) (U lifts them)", "\(values)  \(end)", values]
  }
}
