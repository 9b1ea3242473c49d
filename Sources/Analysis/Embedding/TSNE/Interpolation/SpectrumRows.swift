import Tensors

/// Spectra of columns, `[columns, frequencies]`, in blocks of sixteen real and sixteen imaginary parts.
struct SpectrumRows: Sendable {
  /// Frequencies 0 to half the length, padded to whole vectors.
  let frequencyBlocks: Int
  private let memory: SharedBuffer<Float>

  init(rowCount: Int, length: Int) {
    frequencyBlocks = (length / 2 + 1 + 15) / 16
    memory = SharedBuffer<Float>(repeating: 0, count: rowCount * frequencyBlocks * 32)
  }

  /// A block of sixteen frequencies of a column.
  @inline(__always)
  func block(_ row: Int, _ block: Int) -> UnsafeMutablePointer<Float> {
    memory.pointer + (row * frequencyBlocks + block) * 32
  }
}

extension SpectrumRows {
  /// Separates the spectra of the two real columns in a complex one: A = (Z(k) + Z*(-k)) / 2, B =
  /// (Z(k) - Z*(-k)) / 2i.
  func separate(
    _ spectrum: UnsafePointer<Float>, _ kernel: KernelSpectrum,
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
            self.block(column + lane, block) + 16 * (part % 2))
        }
      }
    }
  }

  /// Stores sixteen frequencies of columns with real and imaginary parts exchanged.
  func storeExchanged(
    _ result: UnsafePointer<Float>, _ count: Int, _ block: Int
  ) {
    for column in 0..<count {
      let value = ComplexVector(result + 32 * column)
      ComplexVector(value.imaginary, value.real).store(self.block(column, block))
    }
  }

  /// The whole spectrum of F_x + i F_y from the halves of both, with parts exchanged for the inverse transform.
  static func join(
    _ horizontal: SpectrumRows, _ vertical: SpectrumRows, _ column: Int, _ kernel: KernelSpectrum,
    into memory: ColumnMemory
  ) {
    let length = kernel.plan.length
    for block in 0..<kernel.blockCount {
      // Transposed parts go to the third buffer: the real and imaginary parts of x, then of y.
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
}
