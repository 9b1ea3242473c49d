import Networks
import Tensors

/// The first place of a step, in the order of the computation, that holds a NaN or an infinity.
package struct NumericalFault: Sendable, Equatable, CustomStringConvertible {
  /// The part of the model: a weight, the input, the output of a layer, the target or a gradient.
  package let place: String
  /// The sample's position in the batch, where one sample is at fault.
  package let row: Int?

  /// Creates a fault.
  package init(place: String, row: Int? = nil) {
    self.place = place
    self.row = row
  }

  /// The place in a few words.
  package var description: String {
    row.map { "\(place) of sample \($0) of the batch" } ?? place
  }
}

extension TrainingStep {
  /// Finds the first place that holds a NaN or an infinity, after a step whose figures are not finite.
  ///
  /// - Parameter report: The figures of the step.
  /// - Returns: The place, or the figure itself when all its terms are finite and only the sum is not.
  func fault(_ report: StepReport) -> NumericalFault {
    if let name = parameter(holdingFaultIn: weights.parameters) {
      return NumericalFault(place: "weight \(name)")
    }
    for (index, worker) in workers.enumerated() {
      if let fault = worker.fault(in: team.rows(of: index, in: report.sampleCount)) { return fault }
    }
    if let row = coupling?.row(holdingFaultIn: report.sampleCount) {
      return NumericalFault(place: "factor", row: row)
    }
    if let penalty = report.penalties.first(where: { !$0.value.isFinite }) {
      return NumericalFault(place: "penalty \(penalty.name)")
    }
    if let name = parameter(holdingFaultIn: workers[0].gradient) {
      return NumericalFault(place: "gradient of \(name)")
    }
    return NumericalFault(place: report.loss.isFinite ? "norm of the gradient" : "loss")
  }

  private func parameter(holdingFaultIn values: FloatBuffer) -> String? {
    table.entries.first { entry in
      values.elements[entry.range].contains { !$0.isFinite }
    }?.name
  }
}
