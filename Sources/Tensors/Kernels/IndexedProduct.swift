// Goals, in order: one kernel for every product in the program; near the machine's multiply-add rate
// for any shape; no copying of data into matrices.
//
// Convolution, its two gradients, transposed convolution and dense layers are all
//   C[lane, column] += sum over t of A[laneOffset[lane] + stepOffset[t]] * B[t, column]
// with different tables: for a convolution lanes are output pixels and steps are (kernel row, kernel
// column, input channel); for its weight gradient the same two tables are swapped. Eight lanes by two
// vectors of columns stay in registers, so a step is two vector loads, eight broadcasts and sixteen multiply-adds.

import CWorkers

/// The vector of the kernels: one AVX-512 register, two AVX2 or four NEON ones.
@usableFromInline
package typealias Vector = SIMD16<Float>

/// Loads sixteen consecutive elements.
@inlinable @inline(__always)
package func loadVector(_ pointer: UnsafePointer<Float>) -> Vector {
  UnsafeRawPointer(pointer).loadUnaligned(as: Vector.self)
}

/// Stores sixteen consecutive elements.
@inlinable @inline(__always)
package func storeVector(_ vector: Vector, _ pointer: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: Vector.self)
}

/// A product whose left side is addressed through offset tables.
package enum IndexedProduct {
  /// What happens to the finished sums.
  package struct Store {
    /// One addend per column; only where the sums replace the present contents.
    let bias: UnsafePointer<Float>?
    /// Whether the sums are added to the present contents.
    let isAccumulating: Bool
    /// The factor on negative results: 0 for a ReLU; `nil` leaves them unchanged.
    let negativeSlope: Float?

    /// The sums are added to the present contents.
    package static var accumulate: Store {
      Store(bias: nil, isAccumulating: true, negativeSlope: nil)
    }

    /// The sums replace the present contents, after a bias per column and a ReLU where they are given.
    package static func assign(
      bias: UnsafePointer<Float>? = nil, negativeSlope: Float? = nil
    ) -> Store {
      Store(bias: bias, isAccumulating: false, negativeSlope: negativeSlope)
    }

    /// The part of the store that one of several blocks of steps does: the first begins the sums, the
    /// others add to them, and the last one finishes them.
    func part(isFirst: Bool, isLast: Bool, column: Int) -> Store {
      Store(
        bias: isFirst ? bias.map { $0 + column } : nil,
        isAccumulating: isAccumulating || !isFirst, negativeSlope: isLast ? negativeSlope : nil)
    }
  }

  /// Computes all lanes and columns.
  ///
  /// - Parameters:
  ///   - a: The left side; every `laneOffset + stepOffset` must lie inside it.
  ///   - lanes: The offset of every lane into `a`.
  ///   - steps: The offset of every step into `a`.
  ///   - b: The right side, `[steps, columns]` with rows `bStride` apart, readable for one vector past its end.
  ///   - bStride: The distance between rows of `b`.
  ///   - columns: The number of columns.
  ///   - output: Where the result goes.
  ///   - outputOffsets: The offset of every lane's row of columns into `output`.
  ///   - store: What happens to the sums.
  @inline(never)
  package static func run(
    _ a: UnsafePointer<Float>, lanes: UnsafeBufferPointer<Int32>, steps: UnsafeBufferPointer<Int32>,
    _ b: UnsafePointer<Float>, bStride: Int, columns: Int,
    into output: UnsafeMutablePointer<Float>, outputOffsets: UnsafePointer<Int32>, store: Store
  ) {
    guard lanes.count > 0, let laneBase = lanes.baseAddress else { return }
    var column = 0
    if lanes.count == 1 {
      // One lane uses every row of the right side once, so whole rows are streamed instead of blocks.
      while column + rowTileColumns <= columns {
        let part = store.part(isFirst: true, isLast: true, column: column)
        rowTile(
          a + Int(laneBase[0]), steps, b + column, bStride,
          Tile(
            output: output + column, offsets: outputOffsets, lanes: 1, columns: rowTileColumns,
            store: part))
        column += rowTileColumns
      }
    }
    while column < columns {
      let width = min(columns - column, 32)
      var first = 0
      repeat {
        let count = min(steps.count - first, stepBlock)
        let block = UnsafeBufferPointer(rebasing: steps[first..<first + count])
        let rows = b + first * bStride + column
        let part = store.part(
          isFirst: first == 0, isLast: first + count == steps.count, column: column)
        var lane = 0
        while lane < lanes.count {
          let tile = Tile(
            output: output + column, offsets: outputOffsets + lane,
            lanes: min(lanes.count - lane, 8), columns: width, store: part)
          if width > 16 {
            wideTile(a, laneBase + lane, block, rows, bStride, tile)
          } else {
            narrowTile(a, laneBase + lane, block, rows, bStride, tile)
          }
          lane += 8
        }
        first += count
      } while first < steps.count
      column += 32
    }
  }

  /// The lanes of a tile; dividing lanes among workers in multiples of it leaves all tiles full.
  package static let tileLanes = 8

  /// The columns that a single lane processes at once; other columns are summed in another order.
  package static let rowColumns = rowTileColumns

  /// The steps that are processed for all lanes before the next ones: their rows of the right side,
  /// 32 columns wide, then stay in the first-level cache.
  private static let stepBlock = 128
}

/// The columns that one lane processes at once.
private let rowTileColumns = 128

/// Where the sums of one tile of lanes and columns go.
private struct Tile {
  let output: UnsafeMutablePointer<Float>
  let offsets: UnsafePointer<Int32>
  let lanes: Int
  let columns: Int
  let store: IndexedProduct.Store

  @inline(__always)
  func finish(_ lane: Int, _ first: Vector, _ second: Vector) {
    guard lane < lanes else { return }
    let row = output + Int(offsets[lane])
    put(first, row, 0)
    put(second, row, 16)
  }

  @inline(__always)
  func finish(_ lane: Int, _ sums: Vector) {
    guard lane < lanes else { return }
    put(sums, output + Int(offsets[lane]), 0)
  }

  @inline(__always)
  func put(_ sums: Vector, _ row: UnsafeMutablePointer<Float>, _ column: Int) {
    guard columns - column >= 16 else { return putTail(sums, row, column) }
    let place = row + column
    var result = sums
    if store.isAccumulating { result += loadVector(place) }
    if let bias = store.bias { result += loadVector(bias + column) }
    if let slope = store.negativeSlope {
      result.replace(with: result * slope, where: result .< 0)
    }
    storeVector(result, place)
  }

  @inline(never)
  private func putTail(_ sums: Vector, _ row: UnsafeMutablePointer<Float>, _ column: Int) {
    for index in 0..<max(0, columns - column) {
      let place = column + index
      var result = sums[index]
      if store.isAccumulating { result += row[place] }
      if let bias = store.bias { result += bias[place] }
      if let slope = store.negativeSlope, result < 0 { result *= slope }
      row[place] = result
    }
  }
}

/// Eight lanes by two vectors of columns; lanes past the last repeat it and are not stored.
@inline(__always)
private func wideTile(
  _ a: UnsafePointer<Float>, _ lanes: UnsafePointer<Int32>,
  _ steps: UnsafeBufferPointer<Int32>, _ b: UnsafePointer<Float>, _ bStride: Int, _ tile: Tile
) {
  let last = tile.lanes &- 1
  let l0 = Int(lanes[0]), l1 = Int(lanes[min(1, last)]), l2 = Int(lanes[min(2, last)])
  let l3 = Int(lanes[min(3, last)]), l4 = Int(lanes[min(4, last)]), l5 = Int(lanes[min(5, last)])
  let l6 = Int(lanes[min(6, last)]), l7 = Int(lanes[min(7, last)])
  var c0 = Vector.zero, c1 = Vector.zero, c2 = Vector.zero, c3 = Vector.zero
  var c4 = Vector.zero, c5 = Vector.zero, c6 = Vector.zero, c7 = Vector.zero
  var d0 = Vector.zero, d1 = Vector.zero, d2 = Vector.zero, d3 = Vector.zero
  var d4 = Vector.zero, d5 = Vector.zero, d6 = Vector.zero, d7 = Vector.zero
  var row = b
  for step in steps {
    let p = a + Int(step)
    let first = loadVector(row), second = loadVector(row + 16)
    row += bStride
    let x0 = Vector(repeating: p[l0])
    c0 = c0.addingProduct(x0, first)
    d0 = d0.addingProduct(x0, second)
    let x1 = Vector(repeating: p[l1])
    c1 = c1.addingProduct(x1, first)
    d1 = d1.addingProduct(x1, second)
    let x2 = Vector(repeating: p[l2])
    c2 = c2.addingProduct(x2, first)
    d2 = d2.addingProduct(x2, second)
    let x3 = Vector(repeating: p[l3])
    c3 = c3.addingProduct(x3, first)
    d3 = d3.addingProduct(x3, second)
    let x4 = Vector(repeating: p[l4])
    c4 = c4.addingProduct(x4, first)
    d4 = d4.addingProduct(x4, second)
    let x5 = Vector(repeating: p[l5])
    c5 = c5.addingProduct(x5, first)
    d5 = d5.addingProduct(x5, second)
    let x6 = Vector(repeating: p[l6])
    c6 = c6.addingProduct(x6, first)
    d6 = d6.addingProduct(x6, second)
    let x7 = Vector(repeating: p[l7])
    c7 = c7.addingProduct(x7, first)
    d7 = d7.addingProduct(x7, second)
    // The loads of several steps at once leave too few registers for the sums, two of which would then pass
    // through memory in every step.
    cw_keep_order()
  }
  tile.finish(0, c0, d0)
  tile.finish(1, c1, d1)
  tile.finish(2, c2, d2)
  tile.finish(3, c3, d3)
  tile.finish(4, c4, d4)
  tile.finish(5, c5, d5)
  tile.finish(6, c6, d6)
  tile.finish(7, c7, d7)
}

/// One lane by eight vectors of columns.
@inline(__always)
private func rowTile(
  _ a: UnsafePointer<Float>, _ steps: UnsafeBufferPointer<Int32>, _ b: UnsafePointer<Float>,
  _ bStride: Int, _ tile: Tile
) {
  var c0 = Vector.zero, c1 = Vector.zero, c2 = Vector.zero, c3 = Vector.zero
  var c4 = Vector.zero, c5 = Vector.zero, c6 = Vector.zero, c7 = Vector.zero
  var row = b
  for step in steps {
    let x = Vector(repeating: a[Int(step)])
    c0 = c0.addingProduct(x, loadVector(row))
    c1 = c1.addingProduct(x, loadVector(row + 16))
    c2 = c2.addingProduct(x, loadVector(row + 32))
    c3 = c3.addingProduct(x, loadVector(row + 48))
    c4 = c4.addingProduct(x, loadVector(row + 64))
    c5 = c5.addingProduct(x, loadVector(row + 80))
    c6 = c6.addingProduct(x, loadVector(row + 96))
    c7 = c7.addingProduct(x, loadVector(row + 112))
    row += bStride
  }
  let output = tile.output + Int(tile.offsets[0])
  tile.put(c0, output, 0)
  tile.put(c1, output, 16)
  tile.put(c2, output, 32)
  tile.put(c3, output, 48)
  tile.put(c4, output, 64)
  tile.put(c5, output, 80)
  tile.put(c6, output, 96)
  tile.put(c7, output, 112)
}

/// Eight lanes by one vector of columns.
@inline(__always)
private func narrowTile(
  _ a: UnsafePointer<Float>, _ lanes: UnsafePointer<Int32>,
  _ steps: UnsafeBufferPointer<Int32>, _ b: UnsafePointer<Float>, _ bStride: Int, _ tile: Tile
) {
  let last = tile.lanes &- 1
  let l0 = Int(lanes[0]), l1 = Int(lanes[min(1, last)]), l2 = Int(lanes[min(2, last)])
  let l3 = Int(lanes[min(3, last)]), l4 = Int(lanes[min(4, last)]), l5 = Int(lanes[min(5, last)])
  let l6 = Int(lanes[min(6, last)]), l7 = Int(lanes[min(7, last)])
  var c0 = Vector.zero, c1 = Vector.zero, c2 = Vector.zero, c3 = Vector.zero
  var c4 = Vector.zero, c5 = Vector.zero, c6 = Vector.zero, c7 = Vector.zero
  var row = b
  for step in steps {
    let p = a + Int(step)
    let values = loadVector(row)
    row += bStride
    c0 = c0.addingProduct(Vector(repeating: p[l0]), values)
    c1 = c1.addingProduct(Vector(repeating: p[l1]), values)
    c2 = c2.addingProduct(Vector(repeating: p[l2]), values)
    c3 = c3.addingProduct(Vector(repeating: p[l3]), values)
    c4 = c4.addingProduct(Vector(repeating: p[l4]), values)
    c5 = c5.addingProduct(Vector(repeating: p[l5]), values)
    c6 = c6.addingProduct(Vector(repeating: p[l6]), values)
    c7 = c7.addingProduct(Vector(repeating: p[l7]), values)
  }
  tile.finish(0, c0)
  tile.finish(1, c1)
  tile.finish(2, c2)
  tile.finish(3, c3)
  tile.finish(4, c4)
  tile.finish(5, c5)
  tile.finish(6, c6)
  tile.finish(7, c7)
}
