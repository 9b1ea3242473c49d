import Analysis
import Diagnostics
import Plotting

extension ExplorerState {
  /// The diagnosis on screen, if there is one.
  var diagnosis: Diagnosis? { result(DiagnosisRequest.self) }

  /// The order of the columns in words.
  var diagnosedOrder: String {
    diagnose.order.title(
      hasDivergence: diagnosis?.latents.contains { $0.divergence != nil } ?? true)
  }

  /// The latents in the order of the columns.
  var diagnosedLatents: [Int] { diagnosis.map { diagnose.order.sorted($0) } ?? [] }

  /// The matrix on screen: the selected one, or the first that could be computed.
  var shownMatrix: DiagnosisMatrix? {
    guard let available = diagnosis?.availableMatrices else { return nil }
    return available.contains(diagnose.matrix) ? diagnose.matrix : available.first
  }

  /// What was measured, from the longest text to the shortest.
  var diagnosisFacts: [String] {
    if let facts = studyFacts(DiagnosisRequest.self) { return facts }
    guard let report = diagnose.study.report else { return [] }
    let origin = report.result.origin
    let age = report.isCached ? "measured before" : "fresh"
    return ["\(origin.samples), \(age)", origin.samples]
  }

  /// The cell under the cursor with its value in every matrix, from the longest text to the shortest.
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

  /// The names of the selected row and column.
  func diagnosedPair(_ shown: DiagnosisMatrix, _ diagnosis: Diagnosis) -> String {
    let times = GlyphSet.set(for: capabilities).times
    let row =
      shown.hasFactorRows
      ? diagnosis.factors[diagnose.factor].name : title(of: diagnose.rowLatent)
    return "\(row) \(times) \(title(of: diagnose.latent))"
  }
}
