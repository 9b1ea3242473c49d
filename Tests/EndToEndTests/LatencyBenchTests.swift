import Foundation
import TestSupport
import Testing

/// `latentty bench latency`, and what it must show on any machine.
struct LatencyBenchTests {
  private struct Report: Decodable {
    let keys: Int
    let latency_p50_ms: Double
    let latency_p99_ms: Double
    let first_paint_ms: Double
    let first_decode_ms: Double
    let resident_kib: Int
    let idle_wakeups: Int
    let bytes_per_key: Int
  }

  @Test func measuresTheExplorerThroughATerminal() throws {
    let outcome = try BuiltProgram.run([
      "bench", "latency", try TrainedModel.path(), "--keys", "20", "--idle", "1", "--json",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.keys == 20 && report.bytes_per_key > 0)
    #expect(report.latency_p50_ms > 0 && report.latency_p50_ms <= report.latency_p99_ms)
    #expect(report.first_paint_ms > 0 && report.first_paint_ms <= report.first_decode_ms)
    #expect(report.idle_wakeups == 0)
    #expect(report.resident_kib < 60 * 1024)
    #expect(report.bytes_per_key < 4096)
  }

  @Test func saysWhyNothingWasMeasured() throws {
    let outcome = try BuiltProgram.run(["bench", "latency", "/nowhere.safetensors"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("/nowhere.safetensors"))
    #expect(outcome.errors.count { $0 == "\n" } == 1)
  }
}
