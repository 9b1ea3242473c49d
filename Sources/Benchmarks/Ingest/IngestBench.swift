import Escaping
import Platform
import Runs

/// Measures how fast logs are read: opening a long one, and following lines appended to it.
struct IngestBench {
  let byteCount: Int
  let seriesCount: Int
  let formats: [IngestLog.Format]

  /// What is appended while a log is followed, bytes.
  private static let addedByteCount = 1 << 20

  /// Writes logs in a temporary folder, reads them, and removes them.
  func run() throws -> IngestReport {
    let folder = try IngestFile.makeFolder()
    defer { rmdir(FileName.cString(folder)) }
    return IngestReport(
      logs: try formats.map { try measure($0, in: folder) },
      peakResidentKibibytes: try ProcessFacts(process: getpid()).peakResidentKibibytes)
  }

  private func measure(_ format: IngestLog.Format, in folder: String) throws -> IngestReport.Log {
    // A line holds all series, so text has fewer of them, as logs in text do.
    let isText = format != .tensorBoard
    var log = IngestLog(
      format: format, seriesCount: isText ? min(seriesCount, 24) : seriesCount, seed: 1)
    let path = "\(folder)/\(log.fileName)"
    defer { unlink(FileName.cString(path)) }
    let points = try log.write(byteCount: byteCount, to: path)
    var finder = RunFinder()
    let clock = ContinuousClock()
    let processorStart = Self.processorSeconds()
    let start = clock.now
    guard let location = try finder.runs(at: [path]).first else {
      throw RunFindingError.missing(path: path)
    }
    let follower = RunFollower(location)
    follower.look()
    let opened = clock.now
    let processor = Self.processorSeconds() - processorStart
    let total = try log.write(byteCount: Self.addedByteCount, to: path)
    let added = clock.now
    follower.look()
    let end = clock.now
    precondition(follower.log.series.pointCount >= points, "IngestBench: points were lost")
    let seconds = (opened - start) / .seconds(1)
    return IngestReport.Log(
      format: format.rawValue, bytes: byteCount, series: log.seriesCount, points: points,
      openSeconds: seconds, processorSeconds: processor,
      megabytesPerSecond: Double(byteCount) / 1e6 / seconds,
      nanosecondsPerPoint: 1e9 * seconds / Double(points),
      followSeconds: (end - added) / .seconds(1), followedPoints: total - points)
  }

  /// The CPU time of this process so far.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
