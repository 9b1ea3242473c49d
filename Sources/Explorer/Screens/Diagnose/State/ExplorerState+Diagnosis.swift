import Models
import Numerics
import Analysis
import Diagnostics
import Plotting

extension ExplorerState {
  /// The diagnosis on screen, if there is one.
  var diagnosis: Diagnosis? { diagnose.report?.diagnosis }

  /// The share of a diagnosis under way in percent; `nil` when none is.
  var diagnosisShare: Int? {
    guard awaited[.diagnose] != nil else { return nil }
    return Int(clamping: (diagnose.progress?.fraction ?? 0) * 100, to: 0...100)
  }

  /// Asks for the diagnosis that the screen shows, unless it is there, under way or was stopped.
  mutating func pendingDiagnosis() -> [ExplorerEffect] {
    guard model != nil, diagnose.report == nil, diagnose.halt == nil, awaited[.diagnose] == nil,
      awaited[.openData] == nil
    else { return [] }
    diagnose.halt = model?.lack(of: Diagnose.needs)
    return diagnose.halt == nil ? askForDiagnosis(ignoringKept: false) : []
  }

  /// Asks for a diagnosis; the one on screen stays until it is there.
  mutating func askForDiagnosis(ignoringKept ignoresKept: Bool) -> [ExplorerEffect] {
    diagnose.halt = nil
    diagnose.progress = nil
    let request = DiagnosisRequest(usesData: data != nil, ignoresKept: ignoresKept)
    return [.diagnose(self.request(.diagnose), request)]
  }

  /// Takes a diagnosis, unless it is not of the open model.
  mutating func takeDiagnosis(_ report: DiagnosisReport) {
    diagnose.progress = nil
    guard report.diagnosis.latents.count == model?.latentCount else {
      haltDiagnosis("it is of a model with \(report.diagnosis.latents.count) latents")
      return
    }
    diagnose.report = report
    diagnose.factor = ListCursor.moved(
      diagnose.factor, by: 0, count: report.diagnosis.factors.count)
    diagnose.latent = diagnosedLatents.first ?? 0
    diagnose.rowLatent = diagnose.latent
    for note in report.diagnosis.notes { log.append("diagnosis: \(note)") }
    if let problem = report.cacheProblem { log.append("diagnosis not kept: \(problem)") }
  }

  /// Gives up on the diagnosis under way.
  mutating func haltDiagnosis(_ reason: String) {
    diagnose.progress = nil
    diagnose.halt = reason
  }

  /// Drops what was measured of another model or other data, and stops what is under way.
  mutating func forgetDiagnosis() -> [ExplorerEffect] {
    let isUnderWay = awaited[.diagnose] != nil
    abandon(.diagnose)
    diagnose = diagnose.restarted
    return isUnderWay ? [.cancel(.diagnose)] : []
  }

  /// The latents in the order of the columns.
  var diagnosedLatents: [Int] { diagnosis.map { diagnose.order.sorted($0) } ?? [] }

  /// The matrix on screen: the wanted one, or the first that could be measured.
  var shownMatrix: DiagnosisMatrix? {
    guard let available = diagnosis?.availableMatrices else { return nil }
    return available.contains(diagnose.matrix) ? diagnose.matrix : available.first
  }

  /// What was measured, from the fullest text to the shortest.
  var diagnosisFacts: [String] {
    if let progress = diagnose.progress, awaited[.diagnose] != nil { return [progress.stage] }
    guard let report = diagnose.report else { return diagnose.halt.map { [$0] } ?? [] }
    let origin = report.diagnosis.origin
    let age = report.isCached ? "measured before" : "fresh"
    return ["\(origin.samples), \(age)", origin.samples]
  }

  /// The cell under the cursor with what all matrices say about it, from the fullest text to the shortest.
  var diagnosedCellFacts: [String] {
    guard let diagnosis, let shown = shownMatrix else { return [] }
    let row = shown.hasFactorRows ? diagnose.factor : diagnose.rowLatent
    let pair = diagnosedPair(shown, diagnosis)
    func text(_ kind: DiagnosisMatrix, _ name: String, _ decimals: Int = 2) -> String? {
      guard let matrix = diagnosis.matrix(kind), kind.hasFactorRows == shown.hasFactorRows else {
        return nil
      }
      let value = NumberText.fixed(
        matrix[row, diagnose.latent], decimals: decimals, signed: kind.isSigned)
      return "\(name) \(value)\(kind.unit.isEmpty ? "" : " " + kind.unit)"
    }
    let all = [
      text(.normalizedInformation, "MI/H"), text(.information, "MI"), text(.pearson, "r"),
      text(.spearman, "rho"), text(.powers, "nine-power"), text(.latentCorrelation, "r"),
      text(.latentCovariance, "covariance"),
    ].compactMap(\.self)
    return (1...max(1, all.count)).reversed().map { count in
      ([pair] + all.prefix(count)).joined(separator: "  ")
    } + [pair]
  }

  /// The names of the chosen row and column.
  func diagnosedPair(_ shown: DiagnosisMatrix, _ diagnosis: Diagnosis) -> String {
    let times = GlyphSet.set(for: capabilities).times
    let row =
      shown.hasFactorRows
      ? diagnosis.factors[diagnose.factor].name : diagnosis.latents[diagnose.rowLatent].name
    return "\(row) \(times) \(diagnosis.latents[diagnose.latent].name)"
  }
}
