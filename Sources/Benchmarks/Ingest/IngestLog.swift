import Storage
import Tensors

/// A synthetic log of a long run, written a block at a time.
struct IngestLog {
  /// A format of synthetic log.
  enum Format: String, CaseIterable {
    case tensorBoard = "tensorboard"
    case jsonLines = "jsonl"
    case csv
  }

  let format: Format
  /// The series; every step has a value of each.
  let seriesCount: Int
  private let values: [Double]
  private var step = 0

  /// The values repeat after this many, which no reader can exploit.
  private static let valueCount = 1 << 12

  init(format: Format, seriesCount: Int, seed: UInt64) {
    (self.format, self.seriesCount) = (format, seriesCount)
    var random = CounterRandom(seed: seed, stream: .measurement)
    values = (0..<Self.valueCount).map { _ in random.nextGaussian() }
  }

  /// The name of the file, by which it is recognised.
  var fileName: String {
    switch format {
    case .tensorBoard: "events.out.tfevents.1.bench.1.0"
    case .csv: "log.csv"
    case .jsonLines: "log.jsonl"
    }
  }

  /// Writes a log of some length.
  ///
  /// - Returns: The points in it.
  mutating func write(byteCount: Int, to path: String) throws -> Int {
    let file = try IngestFile(path: path)
    var (bytes, written): ([UInt8], Int) = ([], 0)
    appendHeader(to: &bytes)
    while written + bytes.count < byteCount {
      appendStep(to: &bytes)
      if bytes.count >= 1 << 20 {
        try file.append(bytes)
        written += bytes.count
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try file.append(bytes)
    return step * seriesCount
  }

  private func name(_ series: Int) -> String { "metrics/layer_\(series)/value" }

  private func value(_ series: Int) -> Double {
    values[(step &* 31 &+ series) & (Self.valueCount - 1)]
  }

  private func appendHeader(to bytes: inout [UInt8]) {
    switch format {
    case .tensorBoard: TensorBoardRecord.appendFileVersion(time: 1e9, to: &bytes)
    case .csv:
      bytes += Array("step".utf8)
      for series in 0..<seriesCount { bytes += Array(",\(name(series))".utf8) }
      bytes.append(UInt8(ascii: "\n"))
    case .jsonLines: break
    }
  }

  /// The values of one step: a record for each of TensorBoard's, as its writers do, else one line.
  private mutating func appendStep(to bytes: inout [UInt8]) {
    step += 1
    let time = 1e9 + Double(step)
    switch format {
    case .tensorBoard:
      for series in 0..<seriesCount {
        TensorBoardRecord.append(
          scalars: [(name(series), value(series))], step: step, time: time, to: &bytes)
      }
    case .csv:
      bytes += Array("\(step)".utf8)
      for series in 0..<seriesCount { bytes += Array(",\(value(series))".utf8) }
      bytes.append(UInt8(ascii: "\n"))
    case .jsonLines:
      bytes += Array("{\"step\":\(step),\"time\":\(time)".utf8)
      for series in 0..<seriesCount {
        bytes += Array(",\"\(name(series))\":\(value(series))".utf8)
      }
      bytes += Array("}\n".utf8)
    }
  }
}
