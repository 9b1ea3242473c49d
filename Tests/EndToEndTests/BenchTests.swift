import Foundation
import TestSupport
import Testing

/// `latentty bench`: that the figures which scripts read are there; how large they are is the machine's affair.
@Suite(.serialized)
struct BenchTests {
  private func object(_ arguments: [String]) throws -> [String: Any] {
    let outcome = try BuiltProgram.run(["bench"] + arguments + ["--seconds", "0.01", "--json"])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any])
  }

  private func number(_ value: Any?) -> Double? { (value as? NSNumber)?.doubleValue }

  @Test(
    "training is reported with all keys, and the figures agree with each other",
    arguments: [("burgess", 96.5), ("galaxy", 45.1)])
  func train(network: String, megaflopPerImage: Double) throws {
    let report = try object(["train", "--network", network, "--batch", "2", "--threads", "1"])
    #expect(report["network"] as? String == network)
    #expect(report["blas_core"] is String)
    #expect(number(report["batch"]) == 2)
    #expect(number(report["threads"]) == 1)
    let keys = ["images_per_second", "gflops", "peak_gflops", "efficiency", "fma_gflops"]
    let figures = try Dictionary(
      uniqueKeysWithValues: keys.map { ($0, try #require(number(report[$0]), "\($0)")) })
    for (key, figure) in figures { #expect(figure > 0 && figure.isFinite, "\(key): \(figure)") }

    let perImage = try #require(number(report["mflop_per_image"]))
    #expect(abs(perImage - megaflopPerImage) < 0.05)
    let rate = try #require(figures["images_per_second"]) * perImage / 1e3
    let gigaflops = try #require(figures["gflops"])
    #expect(abs(gigaflops - rate) < 1e-6 * rate)
    let efficiency = try #require(figures["efficiency"])
    #expect(abs(efficiency - gigaflops / (try #require(figures["peak_gflops"]))) < 1e-9)
  }

  @Test("decoding, drawing and simulating are reported with numbers")
  func others() throws {
    let decode = try object(["decode", "--network", "galaxy"])
    #expect(try #require(number(decode["decode_p50_us"])) > 0)
    #expect(number(decode["decode_p99_us"]) != nil)

    let kernels = try object(["kernels", "--network", "galaxy", "--rows", "2"])
    let layers = try #require(kernels["layers"] as? [[String: Any]])
    #expect(layers.count == 10)
    for layer in layers {
      #expect(try #require(number(layer["forward_gflops"])) > 0)
      #expect(try #require(number(layer["backward_gflops"])) > 0)
    }

    let render = try object(["render"])
    let screens = try #require(render["screens"] as? [[String: Any]])
    #expect(screens.map { number($0["columns"]) } == [100, 200])
    for screen in screens {
      #expect(try #require(number(screen["milliseconds"])) > 0)
      #expect(try #require(number(screen["bytes"])) > 1000)
    }
    let scatter = try #require(render["scatter"] as? [String: Any])
    #expect(number(scatter["points"]) == 1e6)
    for way in ["uniform", "classes", "values"] {
      #expect(try #require(number(scatter["\(way)_milliseconds"])) > 0)
    }

    let simulate = try object(["simulate"])
    let stamps = try #require(simulate["galaxies"] as? [[String: Any]])
    #expect(Set(stamps.map { $0["noise"] as? Bool }) == [false, true])
    for rate in stamps { #expect(try #require(number(rate["stamps_per_second"])) > 0) }
    let events = try #require(simulate["qcf"] as? [[String: Any]])
    #expect(Set(events.map { number($0["detector_variance"]) }) == [0, 0.1])
    for rate in events { #expect(try #require(number(rate["samples_per_second"])) > 0) }
  }

  @Test("a map is reported with its cost and its adjustments")
  func map() throws {
    let outcome = try BuiltProgram.run([
      "bench", "tsne", "--points", "60", "--dimensions", "3", "--iterations", "20", "--json",
    ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let report = try #require(value as? [String: Any])
    #expect(number(report["points"]) == 60)
    #expect(number(report["dimensions"]) == 3)
    #expect(number(report["iterations"]) == 20)
    #expect(try #require(number(report["threads"])) >= 1)
    #expect(try #require(number(report["seconds"])) > 0)
    #expect(try #require(number(report["cost"])) > 0)
    #expect((report["adjustments"] as? [String])?.count == 1)
  }

  @Test(
    "a measurement that cannot be made is refused with status 2",
    arguments: [
      ["train", "--batch", "0"], ["train", "--network", "unknown"], ["decode", "--seconds", "0"],
      ["tsne", "--points", "-1"], ["tsne", "--perplexity", "0"],
    ])
  func refusals(arguments: [String]) throws {
    let outcome = try BuiltProgram.run(["bench"] + arguments)
    #expect(outcome.status == 2 && outcome.output == "")
  }
}
