import Platform

/// Reads one metric of MLflow's file store: lines of `timestamp value step`, the time in milliseconds; old ones have no step.
struct MLflowMetricDecoder: LogDecoder {
  let file: String
  private let name: String
  private var target: (series: Int?, writer: SeriesWriter)?
  private var lineCount = 0

  /// Creates a decoder for the file of a metric.
  init(file: String, name: String) { (self.file, self.name) = (file, name) }

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    let text = start.assumingMemoryBound(to: UInt8.self)
    var place = lineStart(bytes, from: 0, offset, into: &log)
    while let newline = memchr(start + place, 0x0A, bytes.count - place) {
      let end = newline - UnsafeMutableRawPointer(mutating: start)
      if !decodeLine(text, place..<end, into: &log) {
        log.notes.add(
          .malformedLine, file: file, offset: offset + place, byteCount: end - place + 1)
      }
      place = lineStart(bytes, from: end + 1, offset, into: &log)
    }
    return place
  }

  private mutating func decodeLine(
    _ text: UnsafePointer<UInt8>, _ line: Range<Int>, into log: inout RunLog
  ) -> Bool {
    var fields: [Double] = []
    var start = JSONObjectBounds.behindSpaces(text, from: line.lowerBound, end: line.upperBound)
    if start == line.upperBound { return true }
    while start < line.upperBound, fields.count < 3 {
      let end =
        (start..<line.upperBound).first { JSONObjectBounds.isSpace(text[$0]) } ?? line.upperBound
      guard let value = JSONNumberScanner.number(text, start..<end) else { return false }
      fields.append(value)
      start = JSONObjectBounds.behindSpaces(text, from: end, end: line.upperBound)
    }
    guard fields.count >= 2, start == line.upperBound else { return false }
    let step = fields.count == 3 ? fields[2] : Double(lineCount)
    guard step.isFinite else { return false }
    lineCount += 1
    log.rowCount += 1
    let target = target ?? (log.series.index(of: name), log.series.newWriter())
    self.target = target
    log.series.append(
      target.series, step: step, time: unixSeconds(fields[0]) ?? .nan, value: fields[1],
      by: target.writer)
    return true
  }
}
