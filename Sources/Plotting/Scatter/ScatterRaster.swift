import Numerics

/// The contents of every cell of a scatter plot: its dots, the number of points, and the votes for its colour.
///
/// A value to reuse between frames: filling it again allocates nothing as long as the block and the number of
/// classes stay the same. Points outside the window and those that are not finite are not counted.
package struct ScatterRaster: Sendable {
  /// The extent in cells.
  package private(set) var size: Size
  /// The number of points in view.
  package private(set) var pointCount = 0

  /// The dots of every cell as braille bits.
  private(set) var dots: [UInt8] = []
  /// The points in the upper and the lower half of every cell.
  private(set) var counts: [UInt32] = []
  /// The points of every class in every cell, those without a class last.
  private(set) var votes: [UInt32] = []
  /// The sum of the numbers in every cell.
  private(set) var sums: [Float] = []
  /// The points in every cell that have a number.
  private(set) var valueCounts: [UInt32] = []
  /// The selected points in every cell.
  private(set) var marks: [UInt32] = []
  /// The number of classes plus one for points without a class; 0 without classes.
  private(set) var lanes = 0
  /// Whether the cells have numbers.
  private(set) var hasValues = false
  /// Whether some point is selected, in view or not.
  private(set) var hasMarks = false

  /// Creates a raster without points.
  package init(size: Size = Size(columns: 0, rows: 0)) {
    self.size = size
    clear(to: size, lanes: 0, hasValues: false)
  }

  /// Fills the raster with points.
  ///
  /// - Parameters:
  ///   - positions: x and y of every point in turn.
  ///   - colors: The classes or numbers, one entry per point.
  ///   - selection: Whether each point is selected; empty where none is.
  ///   - window: The part of the plane that is shown.
  ///   - size: The block of cells.
  /// - Complexity: O(points + cells x classes); a million points take some ten milliseconds.
  package mutating func fill(
    _ positions: [Float], colors: ScatterColors = .uniform, selection: [Bool] = [],
    window: ScatterWindow, size: Size
  ) {
    let count = positions.count / 2
    precondition(
      selection.isEmpty || selection.count == count,
      "ScatterRaster: \(selection.count) marks for \(count) points")
    let map = DotMap(window.placement(in: size), size: size)
    hasMarks = !selection.isEmpty
    switch colors {
    case .uniform:
      clear(to: size, lanes: 0, hasValues: false)
      tally(positions, map)
    case .classes(let indices, let classCount, let hidden):
      precondition(
        indices.count == count && classCount <= ScatterColors.classLimit,
        "ScatterRaster: \(indices.count) classes of \(classCount) for \(count) points")
      clear(to: size, lanes: classCount + 1, hasValues: false)
      tally(positions, map, indices: indices, hidden: hidden)
    case .values(let values):
      precondition(
        values.count == count, "ScatterRaster: \(values.count) values for \(count) points")
      clear(to: size, lanes: 0, hasValues: true)
      tally(positions, map, values: values)
    }
    if hasMarks { mark(positions, map, selection: selection, colors: colors) }
    pointCount = counts.reduce(0) { $0 + Int(truncatingIfNeeded: $1) }
  }

  /// The points in a cell.
  package func count(column: Int, row: Int) -> Int {
    count(ofCell: row * size.columns + column)
  }

  func count(ofCell cell: Int) -> Int {
    Int(truncatingIfNeeded: counts[2 * cell]) + Int(truncatingIfNeeded: counts[2 * cell + 1])
  }

  private mutating func clear(to size: Size, lanes: Int, hasValues: Bool) {
    let cells = size.columns * size.rows
    self.size = size
    self.lanes = lanes
    self.hasValues = hasValues
    Self.zero(&dots, cells)
    Self.zero(&counts, 2 * cells)
    Self.zero(&votes, lanes * cells)
    Self.zero(&sums, hasValues ? cells : 0)
    Self.zero(&valueCounts, hasValues ? cells : 0)
    Self.zero(&marks, cells)
  }

  private static func zero<Number: Numeric>(_ array: inout [Number], _ count: Int) {
    if array.count != count {
      array = Array(repeating: 0, count: count)
    } else {
      for index in array.indices { array[index] = 0 }
    }
  }
}

extension ScatterRaster {
  private mutating func tally(_ positions: [Float], _ map: DotMap) {
    dots.withUnsafeMutableBufferPointer { dots in
      counts.withUnsafeMutableBufferPointer { counts in
        positions.withUnsafeBufferPointer { positions in
          for point in 0..<positions.count / 2 {
            guard let place = map.place(positions, point) else { continue }
            dots[place.cell] |= place.bit
            counts[2 &* place.cell &+ place.half] &+= 1
          }
        }
      }
    }
  }

  private mutating func tally(
    _ positions: [Float], _ map: DotMap, indices: [UInt8], hidden: UInt64
  ) {
    let (lanes, last) = (lanes, UInt8(clamping: lanes - 1))
    dots.withUnsafeMutableBufferPointer { dots in
      counts.withUnsafeMutableBufferPointer { counts in
        votes.withUnsafeMutableBufferPointer { votes in
          positions.withUnsafeBufferPointer { positions in
            indices.withUnsafeBufferPointer { indices in
              for point in 0..<indices.count {
                let lane = min(indices[point], last)
                guard hidden &>> UInt64(truncatingIfNeeded: lane) & 1 == 0,
                  let place = map.place(positions, point)
                else { continue }
                dots[place.cell] |= place.bit
                counts[2 &* place.cell &+ place.half] &+= 1
                votes[place.cell &* lanes &+ Int(truncatingIfNeeded: lane)] &+= 1
              }
            }
          }
        }
      }
    }
  }

  private mutating func tally(_ positions: [Float], _ map: DotMap, values: [Float]) {
    dots.withUnsafeMutableBufferPointer { dots in
      counts.withUnsafeMutableBufferPointer { counts in
        sums.withUnsafeMutableBufferPointer { sums in
          valueCounts.withUnsafeMutableBufferPointer { valueCounts in
            positions.withUnsafeBufferPointer { positions in
              values.withUnsafeBufferPointer { values in
                for point in 0..<values.count {
                  guard let place = map.place(positions, point) else { continue }
                  dots[place.cell] |= place.bit
                  counts[2 &* place.cell &+ place.half] &+= 1
                  let value = values[point]
                  guard value == value else { continue }
                  sums[place.cell] += value
                  valueCounts[place.cell] &+= 1
                }
              }
            }
          }
        }
      }
    }
  }

  private mutating func mark(
    _ positions: [Float], _ map: DotMap, selection: [Bool], colors: ScatterColors
  ) {
    positions.withUnsafeBufferPointer { positions in
      for point in selection.indices where selection[point] && colors.shows(point) {
        guard let place = map.place(positions, point) else { continue }
        marks[place.cell] &+= 1
      }
    }
  }
}

/// The transform to dots in single precision, with the limits of the block.
private struct DotMap {
  let scaleX, scaleY, firstColumn, firstRow: Float
  let dotColumns, dotRows: Float
  let columns, lastColumn, lastRow: Int

  /// The braille bits of the eight dots of a cell, by row and column.
  private static let bits = (0..<8).reduce(0 as UInt64) { bits, dot in
    bits | UInt64(truncatingIfNeeded: BrailleDots.bit(column: dot & 1, row: dot >> 1)) << (8 * dot)
  }
  private let bits = Self.bits

  init(_ placement: ScatterPlacement, size: Size) {
    scaleX = Float(placement.dotsPerX)
    scaleY = Float(placement.dotsPerY)
    firstColumn = Float(placement.firstColumn)
    firstRow = Float(placement.firstRow)
    dotColumns = Float(2 * size.columns)
    dotRows = Float(4 * size.rows)
    columns = size.columns
    lastColumn = max(0, 2 * size.columns - 1)
    lastRow = max(0, 4 * size.rows - 1)
  }

  @inline(__always)
  func place(
    _ positions: UnsafeBufferPointer<Float>, _ point: Int
  ) -> (cell: Int, half: Int, bit: UInt8)? {
    let x = positions[2 &* point] * scaleX + firstColumn
    let y = positions[2 &* point &+ 1] * scaleY + firstRow
    // NaN fails every comparison.
    guard x >= 0, x < dotColumns, y >= 0, y < dotRows else { return nil }
    let column = Int(clamping: x, to: 0...lastColumn)
    let row = Int(clamping: y, to: 0...lastRow)
    let dot = (row & 3) &* 2 &+ (column & 1)
    return (
      (row &>> 2) &* columns &+ (column &>> 1), (row &>> 1) & 1,
      UInt8(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: 8 &* dot))
    )
  }
}
