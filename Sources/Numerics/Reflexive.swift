/// Floating-point values whose equality is reflexive: NaN equals NaN.
///
/// What was asked for is compared with what is wanted now; under the equality of IEEE 754 a request with NaN in it would
/// never be the one that was made, and would be made again with every answer.
@propertyWrapper
package struct Reflexive<Value: FloatingPoint & Sendable>: Sendable, Equatable {
  /// The values.
  package var wrappedValue: [Value]

  /// Wraps values.
  package init(wrappedValue: [Value]) { self.wrappedValue = wrappedValue }

  /// Whether all values are equal, one by one, or both NaN.
  package static func == (first: Reflexive, second: Reflexive) -> Bool {
    first.wrappedValue.count == second.wrappedValue.count
      && zip(first.wrappedValue, second.wrappedValue).allSatisfy {
        $0 == $1 || ($0.isNaN && $1.isNaN)
      }
  }
}
