/// The first place of a step, in the order of the computation, that holds no finite number.
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

  /// A few words for people.
  package var description: String {
    row.map { "\(place) of sample \($0) of the batch" } ?? place
  }
}
