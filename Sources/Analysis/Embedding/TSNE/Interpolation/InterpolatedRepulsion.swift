// An iteration's repulsion in five passes of the thread pool: points to charges, columns to frequencies, the
// transform along rows with the product with the kernels and its inverse, columns to forces, forces to points.
// See `KernelSpectrum` for the formulas. Linderman, Rachh, Hoskins, Steinerberger, Kluger, "Fast
// interpolation-based t-SNE", 2019, is the method with polynomials and four charges.

import Tensors

/// The repulsion of all points on each other, interpolated on a grid: O(*n* + area log area).
final class InterpolatedRepulsion {
  let team: WorkerTeam
  let pointCount: Int
  /// The number of workers with their own charge grid; more would spend their time adding grids.
  let layerCount: Int
  private var kernel: KernelSpectrum?
  private(set) var layers: [SharedBuffer<Float>] = []
  private var memories: [ColumnMemory] = []
  private var charges: SpectrumRows
  private var lift: SpectrumRows
  private(set) var field: SharedBuffer<Float>
  private var capacity = (rows: 0, length: 0)

  init(pointCount: Int, team: WorkerTeam) {
    self.team = team
    self.pointCount = pointCount
    layerCount = min(team.count, 8)
    charges = SpectrumRows(rowCount: 0, length: 2)
    lift = charges
    field = SharedBuffer<Float>(repeating: 0, count: 0)
  }

  /// Computes the sum over j of w_ij^2 (y_i - y_j) for every i.
  ///
  /// - Parameters:
  ///   - positions: `[points, 2]`, finite.
  ///   - forces: Receives the sums, `[points, 2]`.
  ///   - isCancelled: Whether to stop.
  /// - Returns: Z, the sum of w_ij over all pairs of different points; `nil` when cancelled.
  func evaluate(
    _ positions: SharedBuffer<Float>, into forces: SharedBuffer<Float>,
    isCancelled: @Sendable () -> Bool
  ) -> Double? {
    let (low, high) = Self.bounds(positions, count: pointCount)
    let grid = SplineGrid(low: low, high: high)
    let kernel = prepare(grid)
    spread(positions, grid)
    if isCancelled() { return nil }
    transformCharges(grid, kernel)
    if isCancelled() { return nil }
    let total = multiply(grid, kernel)
    if isCancelled() { return nil }
    transformForces(grid, kernel)
    if isCancelled() { return nil }
    gather(positions, grid, into: forces)
    return total - Double(pointCount)
  }

  /// The kernel for a grid, and the memory.
  private func prepare(_ grid: SplineGrid) -> KernelSpectrum {
    if capacity.rows < grid.columnCount || capacity.length != grid.length {
      let rows = grid.columnCount
      layers = (0..<layerCount).map { _ in SharedBuffer<Float>(repeating: 0, count: rows * rows) }
      if capacity.length != grid.length {
        memories = (0..<team.count).map { _ in ColumnMemory(length: grid.length) }
      }
      charges = SpectrumRows(rowCount: rows, length: grid.length)
      lift = SpectrumRows(rowCount: rows, length: grid.length)
      field = SharedBuffer<Float>(repeating: 0, count: 2 * rows * rows)
      capacity = (rows, grid.length)
    }
    if let kernel, kernel.spacing == grid.spacing, kernel.plan.length == grid.length {
      return kernel
    }
    let kernel = KernelSpectrum(spacing: grid.spacing, length: grid.length, team: team)
    self.kernel = kernel
    return kernel
  }

  /// Columns of charges to frequencies, two real columns per complex one.
  private func transformCharges(_ grid: SplineGrid, _ kernel: KernelSpectrum) {
    let (layers, charges, memories) = (layers, charges, memories)
    let columns = grid.columnCount
    let blocks = WorkCounter(total: columns / 32)
    team.run { worker in
      let memory = memories[worker]
      while let taken = blocks.take() {
        let column = 16 * taken.lowerBound
        for row in 0..<grid.nodeCount {
          var value = ComplexVector(.zero, .zero)
          for layer in layers {
            let place = layer.pointer + row * columns + column
            value = value + ComplexVector(loadVector(place), loadVector(place + columns / 2))
          }
          value.store(memory[0] + 32 * row)
        }
        let padding = 32 * (kernel.plan.length - grid.nodeCount)
        (memory[0] + 32 * grid.nodeCount).update(repeating: 0, count: padding)
        let result = kernel.plan.transform(memory[0], scratch: memory[1])
        charges.separate(
          result, kernel, firstColumn: column,
          secondColumn: column + columns / 2, memory)
      }
    }
  }

  /// Along the other axis to frequencies, times the kernels, and back.
  ///
  /// - Returns: The sum of w over all pairs of points, including each with itself.
  private func multiply(_ grid: SplineGrid, _ kernel: KernelSpectrum) -> Double {
    let (charges, lift, memories) = (charges, lift, memories)
    let length = kernel.plan.length
    let blocks = WorkCounter(total: kernel.blockCount)
    let sums = SharedBuffer<Double>(repeating: 0, count: kernel.blockCount)
    team.run { worker in
      let memory = memories[worker]
      while let taken = blocks.take() {
        let block = taken.lowerBound
        for column in 0..<grid.nodeCount {
          ComplexVector(charges.block(column, block)).store(memory[0] + 32 * column)
        }
        (memory[0] + 32 * grid.nodeCount).update(
          repeating: 0, count: 32 * (length - grid.nodeCount))
        let spectrum = kernel.plan.transform(memory[0], scratch: memory[1])
        sums[block] = kernel.energy(spectrum, block)
        // -i S (a + i b) = S b - i S a, with parts exchanged for the inverse transform.
        for frequency in 0..<length {
          let value = ComplexVector(spectrum + 32 * frequency)
          let forces = kernel.forces(block, frequency)
          ComplexVector(-value.real * forces.x, value.imaginary * forces.x)
            .store(memory[2] + 32 * frequency)
          ComplexVector(-value.real * forces.y, value.imaginary * forces.y)
            .store(spectrum + 32 * frequency)
        }
        let horizontal = kernel.plan.transform(memory[2], scratch: memory[3])
        charges.storeExchanged(horizontal, grid.nodeCount, block)
        let vertical = kernel.plan.transform(
          spectrum, scratch: spectrum == memory[0] ? memory[1] : memory[0])
        lift.storeExchanged(vertical, grid.nodeCount, block)
      }
    }
    return sums.elements.reduce(0, +)
  }

  /// Frequencies to columns of forces, the horizontal in the real and the vertical in the imaginary part.
  private func transformForces(_ grid: SplineGrid, _ kernel: KernelSpectrum) {
    let (charges, lift, field, memories) = (charges, lift, field, memories)
    let columns = grid.columnCount
    let blocks = WorkCounter(total: (grid.nodeCount + 15) / 16)
    team.run { worker in
      let memory = memories[worker]
      while let taken = blocks.take() {
        let column = 16 * taken.lowerBound
        SpectrumRows.join(charges, lift, column, kernel, into: memory)
        let result = kernel.plan.transform(memory[0], scratch: memory[1])
        for row in 0..<grid.nodeCount {
          let value = ComplexVector(result + 32 * row)
          let (low, high) = Vector.interleaved(value.imaginary, value.real)
          let place = field.pointer + 2 * (row * columns + column)
          storeVector(low, place)
          storeVector(high, place + 16)
        }
      }
    }
  }
}
