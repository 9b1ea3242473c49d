import Foundation
import TestSupport
import Testing

/// `latentty bench latency`, and what it must show on any machine.
struct LatencyBenchTests {
  private struct Report: Decodable {
    let keys: Int
    let latencyMedian: Double
    let latency99: Double
    let firstPaint: Double
    let firstDecode: Double
    let residentKibibytes: Int
    let idleWakeups: Int
    let bytesPerKey: Int

    enum CodingKeys: String, CodingKey {
      case keys
      case latencyMedian = "latency_p50_ms"
      case latency99 = "latency_p99_ms"
      case firstPaint = "first_paint_ms"
      case firstDecode = "first_decode_ms"
      case residentKibibytes = "resident_kib"
      case idleWakeups = "idle_wakeups"
      case bytesPerKey = "bytes_per_key"
    }
  }

  @Test("every key moves the bundled model's slider, which ends at its factor's bounds")
  func theBundledModelAnswersEveryKey() throws {
    let outcome = try BuiltProgram.run([
      "bench", "latency", "--keys", "20", "--idle", "1", "--json",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func measuresTheExplorerThroughATerminal() throws {
    let outcome = try BuiltProgram.run([
      "bench", "latency", try TrainedModel.path(), "--keys", "20", "--idle", "1", "--json",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.keys == 20 && report.bytesPerKey > 0)
    #expect(report.latencyMedian > 0 && report.latencyMedian <= report.latency99)
    #expect(report.firstPaint > 0 && report.firstPaint <= report.firstDecode)
    #expect(report.idleWakeups == 0)
    #expect(report.residentKibibytes < 60 * 1024)
    #expect(report.bytesPerKey < 4096)
  }

  @Test func saysWhyNothingWasMeasured() throws {
    let outcome = try BuiltProgram.run(["bench", "latency", "/nowhere.safetensors"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("/nowhere.safetensors"))
    #expect(outcome.errors.count { $0 == "\n" } == 1)
  }
}
