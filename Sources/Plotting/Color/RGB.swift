import Numerics

/// An sRGB colour of eight bits per channel.
package struct RGB: Sendable, Equatable, Hashable {
  /// The red channel.
  package var red: UInt8
  /// The green channel.
  package var green: UInt8
  /// The blue channel.
  package var blue: UInt8

  /// Creates a colour.
  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Creates a colour from the integer parts of channels, clamped to 0 … 255; NaN gives 0.
  package init(red: Float, green: Float, blue: Float) {
    func channel(_ value: Float) -> UInt8 { UInt8(clamping: Int(clamping: value, to: 0...255)) }
    self.init(channel(red), channel(green), channel(blue))
  }

  /// Creates a colour from `0xRRGGBB`.
  init(hex: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: hex >> 16), UInt8(truncatingIfNeeded: hex >> 8),
      UInt8(truncatingIfNeeded: hex))
  }
}
