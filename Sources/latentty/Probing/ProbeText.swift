import Analysis
import CommandSupport
import Datasets
import Diagnostics
import Explorer
import Plotting
import Tensors

/// A probe as text: what was drawn and, of particles, a table of validity and energies; else the decoded pictures.
struct ProbeText {
  let report: ProbeReport
  let description: DataDescription
  let settings: ProbeSettings
  /// Whether the encoder's codes are posteriors.
  let hasPosteriors: Bool
  let output: TextOutput

  private static let names = 20
  private static let column = 9

  /// The text, ending in a line feed.
  var printout: Printout {
    guard report.real == nil else {
      return Printout(lines: heading + validity + energies + thermal)
    }
    return pictures.reduce(Printout(lines: heading), +)
  }

  private var heading: [String] {
    var lines = [
      "\(description.name), seed \(settings.seed): "
        + report.draws.map(\.draw.rawValue).joined(separator: ", ")
    ]
    if let explained = report.explained {
      lines.append(
        "\(report.componentCount) components of \(codes) hold "
          + percent(explained) + " of their variance")
    }
    lines += report.omissions.map { "\($0.draw.rawValue): \($0.reason)" }
    return lines
  }

  /// The codes in words; without posteriors they are codes and nothing else.
  private var codes: String {
    hasPosteriors ? settings.codes.words : "the codes"
  }

  private var validity: [String] {
    guard let real = report.real else { return [] }
    let head = row(
      "", ["points", "valid", "apart", "in box", "r min", "least", "energy", "KS", "W1"])
    var lines = [
      "real: \(report.realLabel)",
      "valid: no pair under \(NumberText.compact(RecoveredParticles.smallestValidDistance)) sigma "
        + "(apart) and all particles in the box",
      "r min: smallest distance in sigma, mean and minimum; energy: of pairs, in",
      "epsilon; KS and W1: distance of the energies from those of real samples",
      head,
      row("real samples", cells(real, nil)),
    ]
    for (name, particles, _) in named {
      lines.append(row(name, cells(particles.before, particles.energyDistanceBefore)))
      lines.append(row("  projected", cells(particles.after, particles.energyDistanceAfter)))
    }
    return lines + work
  }

  /// All particles by name, with the share of points where data are; reconstructions first.
  private var named: [(name: String, particles: ProbedParticles, insideShare: Double?)] {
    (report.reconstructions.map { [("reconstructed", $0, nil)] } ?? [])
      + report.draws.compactMap { draw in
        draw.particles.map { (draw.draw.rawValue, $0, draw.insideShare) }
      }
  }

  private func cells(
    _ statistics: ConfigurationStatistics, _ distance: TwoSampleDistance?
  ) -> [String] {
    [
      "\(statistics.count)", percent(statistics.validShare), percent(statistics.overlapFreeShare),
      percent(statistics.insideShare), number(statistics.meanSmallestDistance),
      number(statistics.leastDistance), NumberText.fixed(statistics.meanPairEnergy, decimals: 1),
    ]
      + (distance.map {
        [
          NumberText.fixed($0.kolmogorovSmirnov, decimals: 2),
          NumberText.fixed($0.wasserstein, decimals: 1),
        ]
      } ?? [])
  }

  /// How planar what was decoded is, and what the projection took.
  private var work: [String] {
    let head = row("", ["planar", "sweeps", "most", "moved", "inside"])
    let rows = named.map { name, particles, insideShare in
      row(
        name,
        [
          particles.meanFlatness.map(number) ?? "-",
          NumberText.fixed(particles.meanSweepCount, decimals: 1), "\(particles.mostSweeps)",
          number(particles.meanDisplacement), insideShare.map(percent) ?? "-",
        ])
    }
    let problems = named.compactMap { name, particles, _ in
      particles.problem.map { "\(name): \($0)" }
    }
    let error = report.reconstructionError.map {
      ["reconstructed particles are off by \(number($0)) sigma on average"]
    }
    return [
      "",
      "planar: flatness; sweeps and most: mean and largest number of relaxation sweeps;",
      "moved: displacement in sigma; inside: the fraction of points inside the data", head,
    ] + rows + (error ?? []) + problems
  }

  /// Histograms over the same bins, each to its own largest.
  private var energies: [String] {
    guard let histogram = EnergyHistogram(report), let real = report.real else { return [] }
    let glyphs = GlyphSet.set(for: output.capabilities)
    func line(_ name: String, _ statistics: ConfigurationStatistics) -> String {
      let bars = Sparkline.text(
        histogram.counts(statistics.pairEnergies).map { Float($0) }, glyphs: glyphs)
      return name.fitted(to: Self.names, glyphs: glyphs) + bars
    }
    let ends = [histogram.edges.first, histogram.edges.last].compactMap(\.self)
    return [
      "",
      "pair energy from "
        + ends.map { NumberText.fixed($0, decimals: 1) }.joined(separator: " to ") + " epsilon",
      line("real samples", real),
    ]
      + named.flatMap {
        [line($0.name, $0.particles.before), line("  projected", $0.particles.after)]
      }
  }

  /// The energies by the number of Metropolis sweeps.
  private var thermal: [String] {
    guard let thermalization = report.thermalization else { return [] }
    return ThermalText(
      named.compactMap { name, particles, _ in particles.thermalized.map { (name, $0) } },
      source: thermalization.source(chosen: settings.gravity), model: thermalization.model
    ).lines
  }

  /// A row of the first pictures of every way, with how far each point lies from the data below it.
  private var pictures: [Printout] {
    let width = 16
    let columns = max(1, min(8, output.size.columns / (width + 1)))
    return report.draws.map { draw in
      let count = min(columns, draw.points.rowCount)
      var frame = Frame(
        size: Size(columns: count * (width + 1), rows: width / 2 + 1),
        ambiguous: output.capabilities.ambiguous)
      let drawing = SampleDrawing(description, covering: [draw.samples])
      for index in 0..<count {
        let left = index * (width + 1)
        drawing.draw(
          draw.sample(index), into: &frame,
          in: Rect(column: left, row: 0, columns: width, rows: width / 2),
          capabilities: output.capabilities)
        if index < draw.distances.count {
          let share = draw.distances[index].lonelierShare
          frame.writeField(
            number(Double(draw.distances[index].distance)) + " sd, "
              + percent(Double(share)), column: left, row: width / 2, columns: width,
            alignment: .center, style: .plain, glyphs: GlyphSet.set(for: output.capabilities))
        }
      }
      let distance = draw.meanDistance.map {
        ", \(number($0)) deviations from the data, "
          + "\(percent(draw.insideShare ?? 0)) inside the data"
      }
      return Printout(
        lines: ["", "\(draw.draw.rawValue), \(draw.points.rowCount) points\(distance ?? "")"])
        + output.printout(of: frame)
    }
  }

  private func row(_ name: String, _ cells: [String]) -> String {
    let glyphs = GlyphSet.set(for: output.capabilities)
    let line = cells.reduce(name.fitted(to: Self.names - 4, glyphs: glyphs)) {
      $0 + $1.fitted(to: Self.column - 2, alignment: .right, glyphs: glyphs)
    }
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private func percent(_ share: Double) -> String {
    NumberText.fixed(100 * share, decimals: 0) + "%"
  }

  private func number(_ value: Double) -> String {
    NumberText.fixed(value, decimals: 2)
  }
}

extension LatentSampler.Codes {
  /// The codes in words.
  var words: String {
    switch self {
    case .means: "posterior means"
    case .sampled: "sampled codes"
    }
  }
}
