import Plotting
import TestSupport
import Testing

/// Particles in their box, to scale.
@Suite struct ParticlePlotTests {
  private static let lattice: [SIMD2<Double>] = (0..<9).map { index in
    let (column, row) = (Double(index % 3), Double(index / 3))
    return SIMD2(1 + 1.5 * column, 0.5 + row)
  }

  private func frame(
    _ capabilities: TerminalCapabilities, _ groups: [ParticlePlot.Group],
    size: Size = Size(columns: 30, rows: 14)
  ) -> Frame {
    var frame = Frame(size: size)
    ParticlePlot(groups, boxLength: 6).draw(
      into: &frame, in: Rect(size), capabilities: capabilities)
    return frame
  }

  @Test(arguments: [GraphicsMode.half, .braille, .ascii])
  func marks(graphics: GraphicsMode) {
    let capabilities = TerminalCapabilities(graphics: graphics, color: .mono)
    let moved = Self.lattice.map { $0 + SIMD2(0.4, 1) }
    assertSnapshot(
      [
        frame(capabilities, [ParticlePlot.Group(Self.lattice, mark: .disc)]),
        frame(
          capabilities,
          [
            ParticlePlot.Group(Self.lattice, mark: .circle),
            ParticlePlot.Group(moved, mark: .point),
          ]),
      ].map(\.text).joined(separator: "\n\n"), named: graphics.rawValue)
  }

  /// The dots of one disc are as many as its area holds, and its middle is where the particle is.
  @Test func discsAreToScale() {
    let size = Size(columns: 42, rows: 22)
    var frame = Frame(size: size)
    let place = SIMD2(7.0, 2.0)
    let inside = ParticlePlot(
      [ParticlePlot.Group([place], mark: .disc)], boxLength: 10, diameter: 3
    ).draw(
      into: &frame, in: Rect(size),
      capabilities: TerminalCapabilities(graphics: .braille, color: .mono))
    #expect(inside == Rect(column: 1, row: 1, columns: 40, rows: 20))
    var (count, sum) = (0.0, SIMD2<Double>.zero)
    for row in inside.row..<inside.endRow {
      for column in inside.column..<inside.endColumn {
        guard let scalar = frame[column, row].glyph.unicodeScalars.first,
          (0x2800...0x28FF).contains(scalar.value)
        else { continue }
        let bits = scalar.value - 0x2800
        for (bit, dot) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
          .enumerated() where bits & (1 << UInt32(bit)) != 0
        {
          count += 1
          let across = Double(2 * (column - 1) + dot.0) + 0.5
          let down = Double(4 * (row - 1) + dot.1) + 0.5
          sum += SIMD2(across / 8, 10 - down / 8)
        }
      }
    }
    // 8 dots per unit: an area of pi 1.5^2 64 dots.
    #expect(abs(count / (2.25 * 64 * .pi) - 1) < 0.05)
    let middle = sum / count - place
    #expect((middle * middle).sum().squareRoot() < 0.05)
  }

  @Test func anyNumbersInAnyRoomNeverTrap() {
    let wild: [SIMD2<Double>] = [
      SIMD2(.nan, 1), SIMD2(.infinity, 1), SIMD2(1e300, -1e300), SIMD2(-0.2, 3), SIMD2(3, 6.2),
      SIMD2(6, 6), SIMD2(0, 0),
    ]
    for graphics in GraphicsMode.allCases {
      for extent in [0, 1, 2, 3, 4, 7, 50, 100_000] {
        for box in [1e-3, 6, 1e9] {
          var frame = Frame(size: Size(columns: 20, rows: 9))
          ParticlePlot(
            [ParticlePlot.Group(wild, mark: .disc), ParticlePlot.Group(wild, mark: .point)],
            boxLength: box
          ).draw(
            into: &frame, in: Rect(column: 2, row: -1, columns: extent, rows: extent),
            capabilities: TerminalCapabilities(graphics: graphics, color: .mono))
          #expect(frame.cells.allSatisfy { GlyphWidth.isSingleColumn($0.glyph) })
        }
      }
    }
  }
}
