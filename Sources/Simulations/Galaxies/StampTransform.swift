// The inverse transform, pruned to the stamp. With E and O the sum and the difference of the spectrum
// at (kx, ky) and (-kx, ky), the four quadrants of the plane add up to
//   image(x, y) = 2 / N^2 * sum over the quarter plane of E cos(kx x) cos(ky y) - O sin(kx x) sin(ky y),
// two small matrix products after one another: first over ky, then over kx. The result of the
// second product at (x, y) is used for the four pixels (+-x, +-y).

/// The inverse Fourier transform from a quarter-plane spectrum to the pixels of a stamp.
struct StampTransform {
  let tables: SpectrumGrid.Tables
  /// The spectrum's sums, `[ky][vector of kx]`.
  let even: UnsafePointer<SIMD16<Float>>
  /// The spectrum's differences, in the same order.
  let odd: UnsafePointer<SIMD16<Float>>
  /// Scratch for the sums over ky with cosines, `[y = 0...16][vector of kx]`.
  let cosineRows: UnsafeMutablePointer<SIMD16<Float>>
  /// Scratch for the sums over ky with sines, `[y = 1...16][vector of kx]`.
  let sineRows: UnsafeMutablePointer<SIMD16<Float>>

  /// How many rows share one pass over the spectrum.
  private static let blockSize = 4

  /// Writes the image, scaled by `scale`, into a square stamp whose centre is pixel [16, 16].
  ///
  /// - Parameters:
  ///   - stamp: Receives `size * size` pixels, rows from the top.
  ///   - size: 33, or 32 for a stamp without the last row and column.
  ///   - scale: The factor on the flux.
  func write(_ stamp: UnsafeMutablePointer<Float>, size: Int, scale: Float) {
    contractRows(even, tables.cosines, cosineRows + tables.vectorCount)
    contractRows(odd, tables.sines, sineRows)
    sumRows()
    let weight = 2 * scale / Float(tables.period * tables.period)
    writeCentralRow(stamp, size: size, weight: weight)
    for row in stride(from: 1, through: SpectrumGrid.reach, by: Self.blockSize) {
      let vectorCount = tables.vectorCount
      let cosine = contractColumns(cosineRows + row * vectorCount, tables.cosines)
      let sine = contractColumns(sineRows + (row - 1) * vectorCount, tables.sines)
      for offset in 0..<Self.blockSize {
        let centre = (0..<vectorCount).reduce(into: SIMD16<Float>.zero) {
          $0 += cosineRows[(row + offset) * vectorCount + $1]
        }
        let pixels = MirroredRow(
          same: (cosine[offset] - sine[offset]) * weight,
          opposite: (cosine[offset] + sine[offset]) * weight, centre: centre.sum() * weight)
        pixels.write(stamp, row: row + offset, size: size)
      }
    }
  }

  /// Sums over ky against one wave per row, for y = 1...16.
  private func contractRows(
    _ spectrum: UnsafePointer<SIMD16<Float>>, _ waves: UnsafePointer<SIMD16<Float>>,
    _ result: UnsafeMutablePointer<SIMD16<Float>>
  ) {
    let vectorCount = tables.vectorCount
    for first in stride(from: 0, to: SpectrumGrid.reach, by: Self.blockSize) {
      for vector in 0..<vectorCount {
        var sums = Block()
        for frequency in 0..<tables.period / 2 {
          let wave = UnsafeRawPointer(waves + frequency).assumingMemoryBound(to: Float.self) + first
          sums.add(spectrum[frequency &* vectorCount &+ vector], wave, stride: 1)
        }
        for offset in 0..<Self.blockSize {
          result[(first &+ offset) &* vectorCount &+ vector] = sums[offset]
        }
      }
    }
  }

  /// Sums over ky where every cosine is one: the central row.
  private func sumRows() {
    for vector in 0..<tables.vectorCount {
      var sum = SIMD16<Float>.zero
      for frequency in 0..<tables.period / 2 {
        sum += even[frequency &* tables.vectorCount &+ vector]
      }
      cosineRows[vector] = sum
    }
  }

  /// Sums four rows over kx against the waves of the columns x = 1...16.
  @inline(__always)
  private func contractColumns(
    _ rows: UnsafePointer<SIMD16<Float>>, _ waves: UnsafePointer<SIMD16<Float>>
  ) -> Block {
    let elements = UnsafeRawPointer(rows).assumingMemoryBound(to: Float.self)
    let half = tables.period / 2
    var sums = Block()
    for frequency in 0..<half {
      sums.add(waves[frequency], elements + frequency, stride: half)
    }
    return sums
  }

  private func writeCentralRow(_ stamp: UnsafeMutablePointer<Float>, size: Int, weight: Float) {
    let half = tables.period / 2
    let elements = UnsafeRawPointer(cosineRows).assumingMemoryBound(to: Float.self)
    var sum = SIMD16<Float>.zero
    var centre: Float = 0
    for frequency in 0..<half {
      sum.addProduct(tables.cosines[frequency], SIMD16(repeating: elements[frequency]))
      centre += elements[frequency]
    }
    MirroredRow(same: sum * weight, opposite: sum * weight, centre: centre * weight)
      .write(stamp, row: 0, size: size)
  }
}

/// Four running sums of vectors, each with its own coefficient.
private struct Block {
  private var first = SIMD16<Float>.zero
  private var second = SIMD16<Float>.zero
  private var third = SIMD16<Float>.zero
  private var fourth = SIMD16<Float>.zero

  @inline(__always)
  mutating func add(
    _ vector: SIMD16<Float>, _ coefficients: UnsafePointer<Float>, stride: Int
  ) {
    first.addProduct(vector, SIMD16(repeating: coefficients[0]))
    second.addProduct(vector, SIMD16(repeating: coefficients[stride]))
    third.addProduct(vector, SIMD16(repeating: coefficients[2 &* stride]))
    fourth.addProduct(vector, SIMD16(repeating: coefficients[3 &* stride]))
  }

  subscript(index: Int) -> SIMD16<Float> {
    switch index {
    case 0: first
    case 1: second
    case 2: third
    default: fourth
    }
  }
}

/// The pixels at distance y above and below the centre, for x = 0 and for 1...16 on either side.
private struct MirroredRow {
  /// Where x and y have the same sign, by |x| - 1.
  let same: SIMD16<Float>
  /// Where x and y have opposite signs, by |x| - 1.
  let opposite: SIMD16<Float>
  let centre: Float

  func write(_ stamp: UnsafeMutablePointer<Float>, row: Int, size: Int) {
    let middle = SpectrumGrid.reach
    writeLine(stamp + (middle - row) * size, left: same, right: opposite, size: size)
    guard middle + row < size else { return }
    writeLine(stamp + (middle + row) * size, left: opposite, right: same, size: size)
  }

  private func writeLine(
    _ line: UnsafeMutablePointer<Float>, left: SIMD16<Float>, right: SIMD16<Float>, size: Int
  ) {
    let middle = SpectrumGrid.reach
    for lane in 0..<16 { line[middle - 1 - lane] = left[lane] }
    line[middle] = centre
    for lane in 0..<size - 1 - middle { line[middle + 1 + lane] = right[lane] }
  }
}
