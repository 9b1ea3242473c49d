import Diagnostics
import Plotting
import Simulations

/// The energies of thermalised particles as a table of at most 80 columns.
struct ThermalText {
  /// The lines; empty where no sweeps were asked for.
  let lines: [String]

  private static let nameColumns = 14
  private static let countColumns = 7
  private static let meanColumns = 15
  private static let gravityColumns = 7
  private static let mostGravities = 4

  /// Writes a table.
  ///
  /// - Parameters:
  ///   - particles: The particles by the name of their draw.
  ///   - source: Where gamma comes from, in words.
  ///   - model: The fluid.
  init(
    _ particles: [(name: String, particles: ThermalizedParticles)], source: String,
    model: FluidModel
  ) {
    guard !particles.isEmpty else {
      lines = []
      return
    }
    let found = Set(particles.flatMap(\.particles.simulated.gravities)).sorted()
    let gravities = (2...Self.mostGravities).contains(found.count) ? found : []
    let head = Self.row(
      "", "sweeps", ["pairs", "all"], gravities.map { "g \(NumberText.compact($0))" })
    lines =
      [
        "",
        "energy per particle in epsilon, +- standard error, after Metropolis sweeps",
        "at temperature \(NumberText.compact(model.temperature)); \(source)",
        "(reconstructed: the sample's own gamma);",
        "simul.: simulated, \(model.sweepCount) sweeps from random starts;",
        "pairs: of pairs, uncapped; all: and gamma times the mean height"
          + (gravities.isEmpty ? "" : "; g: at one gamma"),
        head,
      ]
      + particles.flatMap { name, particles in
        particles.stages.enumerated().map { index, stage in
          Self.row(index == 0 ? name : "", "\(stage.sweepCount)", stage.energies, gravities)
        } + [Self.row("", "simul.", particles.simulated, gravities)]
      }
  }

  private static func row(
    _ name: String, _ count: String, _ energies: ConfigurationEnergies, _ gravities: [Double]
  ) -> String {
    row(
      name, count, [text(energies.meanPair), text(energies.meanTotal)],
      gravities.map { gravity in
        energies.meanTotal(gravity: gravity).map { number($0.value) } ?? "-"
      })
  }

  private static func row(
    _ name: String, _ count: String, _ means: [String], _ gravities: [String]
  ) -> String {
    func cell(_ text: String, _ columns: Int) -> String {
      text.fitted(to: columns, alignment: .right, glyphs: .ascii)
    }
    return name.fitted(to: nameColumns, glyphs: .ascii) + cell(count, countColumns)
      + means.map { cell($0, meanColumns) }.joined()
      + gravities.map { cell($0, gravityColumns) }.joined()
  }

  private static func text(_ mean: ConfigurationEnergies.Mean?) -> String {
    guard let mean else { return "-" }
    return number(mean.value) + (mean.standardError.map { " +- \(number($0))" } ?? "")
  }

  /// Two decimals, or three significant digits where that would be too wide for a column.
  private static func number(_ value: Double) -> String {
    value.magnitude < 100
      ? NumberText.fixed(value, decimals: 2) : NumberText.compact(value, digits: 2)
  }
}
