import Interchange
import Diagnostics
import Models
import Networks
import Plotting

/// What is found about an imported model, as text of at most 80 columns.
struct ImportText {
  /// The lines from the top.
  let lines: [String]

  private static let shownInterpretations = 5

  /// Writes out a report.
  ///
  /// - Parameters:
  ///   - model: The imported model.
  ///   - report: What was measured.
  ///   - source: The files that it was read from.
  ///   - written: The checkpoint; `nil` where none was asked for.
  init(_ model: DescribedModel, _ report: ImportReport, source: ModelSource, written: String?) {
    lines =
      Self.head(model, source) + Self.ranking(model) + Self.data(report)
      + Self.latents(model, report)
      + Self.reconstruction(report) + Self.holes(report) + Self.roundTrip(report)
      + report.remarks.map { "note: \($0)" } + Self.next(source, written)
  }

  private static func head(_ model: DescribedModel, _ source: ModelSource) -> [String] {
    let origin = model.facts.origin
    let encoder = model.model.hasEncoder ? "encoder and decoder" : "decoder only"
    return [
      "\(source.name): \(origin?.format ?? "a latentty checkpoint")",
      "\(encoder), \(model.model.latentCount) latents, samples \(model.model.sampleShape), "
        + "\(model.model.table.entries.reduce(0) { $0 + $1.parameter.count }) weights",
    ] + (origin?.notes.map { "note: \($0)" } ?? [])
  }

  private static func ranking(_ model: DescribedModel) -> [String] {
    guard let ranking = model.facts.origin?.ranking, !ranking.isEmpty else { return [] }
    let shown = ranking.prefix(shownInterpretations)
    let rows = shown.enumerated().map { place, way in
      "\(place + 1) ".leftPadded(to: 5) + NumberText.compact(way.error, digits: 3).leftPadded(to: 9)
        + "  \(way.words)"
    }
    let margin =
      ranking.count > 1 && ranking[1].error >= ranking[0].error
      ? [
        "the second is \(NumberText.compact(ranking[1].error / max(ranking[0].error, 1e-12), digits: 3)) times as far off as the first"
      ]
      : []
    return ["", "ways to read the weights, by their error (--choice takes another):"] + rows
      + margin
      + (ranking.count > shown.count ? ["and \(ranking.count - shown.count) more"] : [])
  }

  private static func data(_ report: ImportReport) -> [String] {
    guard let samples = report.samples, let scale = report.scale else { return [] }
    let others = report.scales.map {
      "\($0.scale.rawValue) \(NumberText.compact($0.relativeError, digits: 3))"
    }
    return ["", "data: \(samples)", "scale: \(scale.words)"]
      + (others.isEmpty ? [] : ["  error over variance: " + others.joined(separator: ", ")])
  }

  private static func latents(_ model: DescribedModel, _ report: ImportReport) -> [String] {
    guard let statistics = model.facts.statistics else { return [] }
    let active = statistics.active
    let collapsed = (0..<model.model.latentCount).filter { !active.contains($0) }
    let shown = collapsed.prefix(20).map { "z\($0)" }.joined(separator: ", ")
    let rest = collapsed.count > 20 ? " and \(collapsed.count - 20) more" : ""
    let roles = model.roles.enumerated().filter { $1.title != "z\($0)" }.map(\.element.title)
    return [
      "",
      "latents: \(active.count) of \(model.model.latentCount) active"
        + (collapsed.isEmpty ? "" : "; collapsed: \(shown)\(rest)"),
    ] + (roles.isEmpty ? [] : ["  aligned: \(roles.joined(separator: ", "))"])
  }

  private static func reconstruction(_ report: ImportReport) -> [String] {
    guard let diagnosis = report.diagnosis else { return [] }
    let value = { (values: [MetricValue]) -> String in
      values.first { $0.key == "mse" }?.value.map { NumberText.compact($0, digits: 4) } ?? "-"
    }
    let baselines = zip(
      ["mean sample", "other sample", "\(diagnosis.baselines.componentCount) components"],
      diagnosis.baselines.rows
    ).map { "\($0) \(value($1.values))" }
    return [
      "",
      "mean squared error of reconstructions: \(value(diagnosis.metrics)); "
        + baselines.joined(separator: ", "),
      "  (\(diagnosis.baselines.remark))",
    ]
  }

  private static func holes(_ report: ImportReport) -> [String] {
    guard let study = report.inpainting, let hole = study.holes.first else { return [] }
    let error = { (method: InpaintingStudy.Method) -> String? in
      hole.errors[method].map { NumberText.compact($0.mean, digits: 3) }
    }
    let parts = [
      error(.model).map { "model \($0)" }, error(.mean).map { "mean sample \($0)" },
      error(.nearestSamples).map { "nearest samples \($0)" },
    ].compactMap(\.self)
    return [
      "hole of \(hole.size), mean squared error in it: " + parts.joined(separator: ", ")
    ]
  }

  private static func roundTrip(_ report: ImportReport) -> [String] {
    guard let trip = report.roundTrip else { return [] }
    let lost = trip.correlations.filter { !($0 > 0.5) }.count
    return [
      "",
      "round trip of \(trip.count) draws, latent to sample to latent: mean r "
        + NumberText.fixed(trip.mean, decimals: 3)
        + (lost > 0 ? "; \(lost) below 0.5" : ""),
    ]
  }

  private static func next(_ source: ModelSource, _ written: String?) -> [String] {
    [
      "",
      written.map { "written: \($0); latentty \($0) explores it" }
        ?? "latentty \(source.name) explores it",
    ]
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    fitted(to: max(width, utf8.count), alignment: .right, glyphs: .ascii)
  }
}
