// An iteration's repulsion in five passes of the team: points to charges, columns to frequencies, the
// product with the kernels there and back, columns to forces, forces to points. See `KernelSpectrum` for
// the formulas. Linderman, Rachh, Hoskins, Steinerberger, Kluger, "Fast interpolation-based t-SNE", 2019, is the
// method with polynomials and four charges.

import Tensors

/// The repulsion of all points on each other, interpolated on a grid: O(*n* + area log area).
final class InterpolatedRepulsion {
  private let team: WorkerTeam
  private let pointCount: Int
  /// Workers with a charge grid of their own; more would spend their time adding grids.
  private let layerCount: Int
  private var kernel: KernelSpectrum?
  private var layers: [SharedBuffer<Float>] = []
  private var memories: [ColumnMemory] = []
  private var charges: SpectrumRows
  private var lift: SpectrumRows
  private var field: SharedBuffer<Float>
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

  private static func bounds(
    _ positions: SharedBuffer<Float>, count: Int
  ) -> (SIMD2<Float>, SIMD2<Float>) {
    let start = UnsafeRawPointer(positions.pointer)
    var low = SIMD2<Float>(repeating: .infinity)
    var high = SIMD2<Float>(repeating: -.infinity)
    var (lows, highs) = (Vector(repeating: .infinity), Vector(repeating: -.infinity))
    let whole = count / 8 * 8
    for point in stride(from: 0, to: whole, by: 8) {
      let values = loadVector(positions.pointer + 2 * point)
      lows = pointwiseMin(lows, values)
      highs = pointwiseMax(highs, values)
    }
    for lane in stride(from: 0, to: 16, by: 2) {
      low = pointwiseMin(low, SIMD2(lows[lane], lows[lane + 1]))
      high = pointwiseMax(high, SIMD2(highs[lane], highs[lane + 1]))
    }
    for point in whole..<count {
      let value = start.loadUnaligned(fromByteOffset: 8 * point, as: SIMD2<Float>.self)
      low = pointwiseMin(low, value)
      high = pointwiseMax(high, value)
    }
    return (low, high)
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

  private func spread(_ positions: SharedBuffer<Float>, _ grid: SplineGrid) {
    let (layers, count, layerCount) = (layers, pointCount, layerCount)
    let stride = grid.columnCount
    team.run { worker in
      guard worker < layerCount else { return }
      let layer = layers[worker].pointer
      layer.update(repeating: 0, count: grid.nodeCount * stride)
      let points = UnsafeRawPointer(positions.pointer)
      for point in count * worker / layerCount..<count * (worker + 1) / layerCount {
        let place = grid.weights(
          points.loadUnaligned(fromByteOffset: 8 * point, as: SIMD2<Float>.self))
        let node = UnsafeMutableRawPointer(layer + (place.row &* stride &+ place.column))
        for row in 0..<4 {
          let offset = 4 &* row &* stride
          let sum = node.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
          node.storeBytes(
            of: sum.addingProduct(place.x, SIMD4(repeating: place.y[row])), toByteOffset: offset,
            as: SIMD4<Float>.self)
        }
      }
    }
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
        Self.separate(
          result, kernel, into: charges, firstColumn: column,
          secondColumn: column + columns / 2, memory)
      }
    }
  }

  /// Parts the spectra of the two real columns in a complex one: A = (Z(k) + Z*(-k)) / 2,
  /// B = (Z(k) - Z*(-k)) / 2i.
  private static func separate(
    _ spectrum: UnsafePointer<Float>, _ kernel: KernelSpectrum, into rows: SpectrumRows,
    firstColumn: Int, secondColumn: Int, _ memory: ColumnMemory
  ) {
    let length = kernel.plan.length
    for block in 0..<kernel.blockCount {
      for part in 0..<4 {
        for lane in 0..<16 {
          let frequency = 16 * block + lane
          var value = Vector.zero
          if frequency < kernel.frequencyCount {
            let direct = ComplexVector(spectrum + 32 * frequency)
            let mirrored = ComplexVector(spectrum + 32 * ((length - frequency) % length))
            value =
              switch part {
              case 0: direct.real + mirrored.real
              case 1: direct.imaginary - mirrored.imaginary
              case 2: direct.imaginary + mirrored.imaginary
              default: mirrored.real - direct.real
              }
          }
          storeVector(value * 0.5, memory.transposition.block + 16 * lane)
        }
        memory.transposition.transpose()
        let column = part < 2 ? firstColumn : secondColumn
        for lane in 0..<16 {
          storeVector(
            loadVector(memory.transposition.block + 16 * lane),
            rows.block(column + lane, block) + 16 * (part % 2))
        }
      }
    }
  }

  /// Along the other axis to frequencies, times the kernels, and back.
  ///
  /// - Returns: The sum of w over all pairs of points, each with itself too.
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
        sums[block] = Self.energy(spectrum, kernel, block)
        // -i S (a + i b) = S b - i S a, exchanged for the way back.
        for frequency in 0..<length {
          let value = ComplexVector(spectrum + 32 * frequency)
          let forces = kernel.forces(block, frequency)
          ComplexVector(-value.real * forces.x, value.imaginary * forces.x)
            .store(memory[2] + 32 * frequency)
          ComplexVector(-value.real * forces.y, value.imaginary * forces.y)
            .store(spectrum + 32 * frequency)
        }
        let horizontal = kernel.plan.transform(memory[2], scratch: memory[3])
        Self.exchange(horizontal, grid.nodeCount, into: charges, block)
        let vertical = kernel.plan.transform(
          spectrum, scratch: spectrum == memory[0] ? memory[1] : memory[0])
        Self.exchange(vertical, grid.nodeCount, into: lift, block)
      }
    }
    return sums.elements.reduce(0, +)
  }

  private static func energy(
    _ spectrum: UnsafePointer<Float>, _ kernel: KernelSpectrum, _ block: Int
  ) -> Double {
    var total = 0.0
    var frequency = 0
    while frequency < kernel.plan.length {
      let end = min(frequency + 16, kernel.plan.length)
      var sum = Vector.zero
      while frequency < end {
        let value = ComplexVector(spectrum + 32 * frequency)
        let square = (value.real * value.real).addingProduct(value.imaginary, value.imaginary)
        sum = sum.addingProduct(square, kernel.similarity(block, frequency))
        frequency += 1
      }
      total += SIMD16<Double>(sum).sum()
    }
    return total
  }

  private static func exchange(
    _ result: UnsafePointer<Float>, _ count: Int, into rows: SpectrumRows, _ block: Int
  ) {
    for column in 0..<count {
      let value = ComplexVector(result + 32 * column)
      ComplexVector(value.imaginary, value.real).store(rows.block(column, block))
    }
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
        Self.join(charges, lift, column, kernel, into: memory)
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

  /// The whole spectrum of F_x + i F_y from the halves of both, exchanged for the way back.
  private static func join(
    _ horizontal: SpectrumRows, _ vertical: SpectrumRows, _ column: Int, _ kernel: KernelSpectrum,
    into memory: ColumnMemory
  ) {
    let length = kernel.plan.length
    for block in 0..<kernel.blockCount {
      // Transposed parts go to the third room: the real and imaginary parts of x, then of y.
      let parts = memory[2]
      for part in 0..<4 {
        let rows = part < 2 ? horizontal : vertical
        for lane in 0..<16 {
          storeVector(
            loadVector(rows.block(column + lane, block) + 16 * (part % 2)),
            memory.transposition.block + 16 * lane)
        }
        memory.transposition.transpose()
        (parts + 256 * part).update(from: memory.transposition.block, count: 256)
      }
      for lane in 0..<16 where 16 * block + lane < kernel.frequencyCount {
        let frequency = 16 * block + lane
        let x = ComplexVector(
          loadVector(parts + 16 * lane), loadVector(parts + 256 + 16 * lane))
        let y = ComplexVector(
          loadVector(parts + 512 + 16 * lane), loadVector(parts + 768 + 16 * lane))
        ComplexVector(x.imaginary + y.real, x.real - y.imaginary)
          .store(memory[0] + 32 * frequency)
        if frequency > 0 && 2 * frequency < length {
          ComplexVector(y.real - x.imaginary, x.real + y.imaginary)
            .store(memory[0] + 32 * (length - frequency))
        }
      }
    }
  }

  private func gather(
    _ positions: SharedBuffer<Float>, _ grid: SplineGrid, into forces: SharedBuffer<Float>
  ) {
    let (field, count) = (field, pointCount)
    let stride = grid.columnCount
    let chunks = WorkCounter(total: count, chunk: 1024)
    team.run { _ in
      let points = UnsafeRawPointer(positions.pointer)
      let output = UnsafeMutableRawPointer(forces.pointer)
      while let range = chunks.take() {
        for point in range {
          let place = grid.weights(
            points.loadUnaligned(fromByteOffset: 8 * point, as: SIMD2<Float>.self))
          let node = UnsafeRawPointer(
            field.pointer + 2 &* (place.row &* stride &+ place.column))
          var sum = SIMD8<Float>.zero
          for row in 0..<4 {
            let values = node.loadUnaligned(
              fromByteOffset: 8 &* row &* stride, as: SIMD8<Float>.self)
            sum = sum.addingProduct(values, SIMD8(repeating: place.y[row]))
          }
          let force = SIMD2((sum.evenHalf * place.x).sum(), (sum.oddHalf * place.x).sum())
          output.storeBytes(of: force, toByteOffset: 8 * point, as: SIMD2<Float>.self)
        }
      }
    }
  }
}
