import Platform
import Runs
import TestSupport

/// A log that is written in pieces, and then cut or replaced, while somebody follows it.
struct GrowingLog {
  private let name: String
  private let bytes: [UInt8]
  /// The most bytes that come at once.
  private let pieceCount: Int
  private let end: UInt8

  /// A log of the input, whose first two bytes say how it grows and ends.
  init(
    file name: String, _ input: FuzzInput,
    framing frame: (FuzzInput) -> [UInt8] = { $0.remaining() }
  ) {
    var input = input
    self.name = name
    let pace = Int(input.byte())
    end = input.byte()
    bytes = frame(input)
    pieceCount = max(1, pace == 0 ? bytes.count : bytes.count / (1 + pace % 8))
  }

  func follow(in folder: TemporaryFolder) throws {
    var runs: RunCollection?
    for start in stride(from: 0, to: bytes.count, by: pieceCount) {
      try folder.append(bytes[start..<min(start + pieceCount, bytes.count)], to: name)
      // Until it holds a whole line a file is no log.
      attempt { try look(folder, &runs) }
    }
    switch end % 4 {
    case 1: truncate(folder.path(name), off_t(bytes.count / 2))
    case 2:
      rename(folder.path(name), folder.path("\(name).old"))
      try folder.append(bytes.suffix(pieceCount), to: name)
    case 3: unlink(folder.path(name))
    default: break
    }
    try look(folder, &runs)
    try look(folder, &runs)
  }

  private func look(_ folder: TemporaryFolder, _ runs: inout RunCollection?) throws {
    let followed = try runs ?? RunCollection(paths: [folder.path])
    runs = followed
    followed.look()
    let names = followed.followers.flatMap(\.log.series.series).map(\.name)
    let snapshot = RunsSnapshot(
      followed.followers, charts: RunChart.charts(of: names),
      wish: RunsWish(series: Set(names.prefix(8)), share: Double(end) / 255), now: 1e9)
    precondition(
      snapshot.runs.count == followed.followers.count, "\(snapshot.runs.count) runs seen")
  }
}
