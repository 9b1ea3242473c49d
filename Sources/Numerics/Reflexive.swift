/// Floating-point values whose equality is reflexive: NaN equals NaN.
///
/// A pending request is compared with the one wanted now; under the equality of IEEE 754 a request that contains NaN
/// would never equal itself, and would be repeated after every answer.
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
