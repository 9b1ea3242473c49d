// The repulsion of a point is the sum over all others of k(d) = w^2 d with w = 1 / (1 + |d|^2), and Z the sum
// of w. On a grid both are convolutions, and a convolution is a product of Fourier transforms:
//   - w is even, so its transform is real and even; k_x is odd in x and even in y, so its transform is -i S
//     with S real. Then w + i k_x has the real transform W + S, and one transform gives both by parity.
//   - k_y is k_x with the axes exchanged.
//   - Z = q^T w q for the charges q on the grid is the sum of W |Q|^2 (Parseval), so it needs no
//     convolution of its own; and the forces need one transform of the charges forward and one back,
//     k_x in the real and k_y in the imaginary part. The usual four charges need four of each.
// Charges are spread and forces gathered by B-splines, each of which multiplies a spectrum by its own
// transform b; dividing by b^2 per axis turns both together into an interpolation of the kernel.

import Platform
import Tensors

/// The Fourier transforms of the kernels on a periodic grid, divided by those of the splines and by the
/// number of nodes.
final class KernelSpectrum: Sendable {
  let spacing: Float
  let plan: FourierPlan
  /// Blocks of sixteen frequencies along the second axis, half of them and the middle one.
  let blockCount: Int
  /// The frequencies along the first axis that are stored; the others follow by parity.
  let frequencyCount: Int
  /// W, `[blocks, frequencies, 16]`, times the number of spectra that a half spectrum stands for.
  private let similarity: SharedBuffer<Float>
  /// S for k_x, odd along the first axis.
  private let horizontal: SharedBuffer<Float>
  /// S for k_y, even along the first axis.
  private let vertical: SharedBuffer<Float>

  init(spacing: Float, length: Int, team: WorkerTeam) {
    self.spacing = spacing
    plan = FourierPlan(length: length)
    frequencyCount = length / 2 + 1
    let rows = SpectrumRows(rowCount: (frequencyCount + 15) / 16 * 16, length: length)
    blockCount = rows.frequencyBlocks
    similarity = SharedBuffer<Float>(repeating: 0, count: blockCount * frequencyCount * 16)
    horizontal = SharedBuffer<Float>(repeating: 0, count: blockCount * frequencyCount * 16)
    vertical = SharedBuffer<Float>(repeating: 0, count: blockCount * frequencyCount * 16)
    let memories = (0..<team.count).map { _ in ColumnMemory(length: length) }
    let columnBlocks = WorkCounter(total: (frequencyCount + 15) / 16)
    team.run { worker in
      while let taken = columnBlocks.take() {
        transformColumns(taken.lowerBound, into: rows, memories[worker])
      }
    }
    let divisors = Self.divisors(length: length)
    let frequencyBlocks = WorkCounter(total: blockCount)
    team.run { worker in
      while let taken = frequencyBlocks.take() {
        transformRows(taken.lowerBound, of: rows, divisors, memories[worker])
      }
    }
    let exchangedBlocks = WorkCounter(total: blockCount)
    team.run { _ in
      while let taken = exchangedBlocks.take() { exchangeAxes(taken.lowerBound) }
    }
    team.run { worker in
      for block in team.rows(of: worker, in: blockCount) { countHalves(block) }
    }
  }

  /// W of sixteen frequencies.
  @inline(__always)
  func similarity(_ block: Int, _ frequency: Int) -> Vector {
    loadVector(similarity.pointer + offset(block, folded(frequency)))
  }

  /// S of both kernels for sixteen frequencies.
  @inline(__always)
  func forces(_ block: Int, _ frequency: Int) -> (x: Vector, y: Vector) {
    let place = offset(block, folded(frequency))
    let x = loadVector(horizontal.pointer + place)
    return (
      frequency < frequencyCount ? x : -x, loadVector(vertical.pointer + place)
    )
  }

  /// The contribution of sixteen frequencies of the transform of charges to Z.
  func energy(
    _ spectrum: UnsafePointer<Float>, _ block: Int
  ) -> Double {
    var total = 0.0
    var frequency = 0
    while frequency < plan.length {
      let end = min(frequency + 16, plan.length)
      var sum = Vector.zero
      while frequency < end {
        let value = ComplexVector(spectrum + 32 * frequency)
        let square = (value.real * value.real).addingProduct(value.imaginary, value.imaginary)
        sum = sum.addingProduct(square, similarity(block, frequency))
        frequency += 1
      }
      total += SIMD16<Double>(sum).sum()
    }
    return total
  }

  @inline(__always)
  private func folded(_ frequency: Int) -> Int {
    frequency < frequencyCount ? frequency : plan.length &- frequency
  }

  @inline(__always)
  private func offset(_ block: Int, _ frequency: Int) -> Int {
    (block &* frequencyCount &+ frequency) &* 16
  }

  /// The reciprocal of the squared transform of a B-spline, per frequency.
  private static func divisors(length: Int) -> [Double] {
    (0..<length).map { frequency in
      let transform = (4 + 2 * cos(2 * .pi * Double(frequency) / Double(length))) / 6
      return 1 / (transform * transform)
    }
  }

  /// Transforms w + i k_x of sixteen columns along the second axis.
  private func transformColumns(_ block: Int, into rows: SpectrumRows, _ memory: ColumnMemory) {
    let length = plan.length
    var x = Vector.zero
    var isOdd = Vector(repeating: 1)
    for lane in 0..<16 {
      x[lane] = Float(16 * block + lane) * spacing
      // At half the period an odd periodic function is zero.
      if 16 * block + lane >= length / 2 { isOdd[lane] = 0 }
    }
    for row in 0..<length {
      let y = Float(min(row, length - row)) * spacing
      let w = 1 / Vector(repeating: 1 + y * y).addingProduct(x, x)
      ComplexVector(w, w * w * x * isOdd).store(memory[0] + 32 * row)
    }
    let result = plan.transform(memory[0], scratch: memory[1])
    for frequencies in 0..<blockCount {
      for part in [0, 16] {
        for row in 0..<16 {
          let frequency = min(16 * frequencies + row, length - 1)
          storeVector(
            loadVector(result + 32 * frequency + part), memory.transposition.block + 16 * row)
        }
        memory.transposition.transpose()
        for lane in 0..<16 {
          storeVector(
            loadVector(memory.transposition.block + 16 * lane),
            rows.block(16 * block + lane, frequencies) + part)
        }
      }
    }
  }

  /// Transforms sixteen frequencies along the first axis and separates even and odd parts.
  private func transformRows(
    _ block: Int, of rows: SpectrumRows, _ divisors: [Double], _ memory: ColumnMemory
  ) {
    let length = plan.length
    for column in 0..<length {
      let isMirrored = column >= frequencyCount
      let value = ComplexVector(rows.block(isMirrored ? length - column : column, block))
      ComplexVector(value.real, isMirrored ? -value.imaginary : value.imaginary)
        .store(memory[0] + 32 * column)
    }
    let result = plan.transform(memory[0], scratch: memory[1])
    var divisor = Vector.zero
    for lane in 0..<16 {
      divisor[lane] = Float(divisors[min(16 * block + lane, length - 1)] / Double(length * length))
    }
    for frequency in 0..<frequencyCount {
      let direct = loadVector(result + 32 * frequency)
      let mirrored = loadVector(result + 32 * ((length - frequency) % length))
      let scale = divisor * (Float(divisors[frequency]) / 2)
      storeVector((direct + mirrored) * scale, similarity.pointer + offset(block, frequency))
      storeVector((direct - mirrored) * scale, horizontal.pointer + offset(block, frequency))
    }
  }

  private func exchangeAxes(_ block: Int) {
    for frequency in 0..<frequencyCount {
      for lane in 0..<16 {
        let other = min(16 * block + lane, frequencyCount - 1)
        vertical.pointer[offset(block, frequency) + lane] =
          horizontal.pointer[offset(frequency / 16, other) + frequency % 16]
      }
    }
  }

  /// Of the frequencies along the second axis, all but the first and the middle one count twice; those of
  /// the padding do not count.
  private func countHalves(_ block: Int) {
    var count = Vector(repeating: 2)
    for lane in 0..<16 {
      let frequency = 16 * block + lane
      if frequency == 0 || frequency == plan.length / 2 { count[lane] = 1 }
      if frequency > plan.length / 2 { count[lane] = 0 }
    }
    for frequency in 0..<frequencyCount {
      let place = similarity.pointer + offset(block, frequency)
      storeVector(loadVector(place) * count, place)
    }
  }
}
