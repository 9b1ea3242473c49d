import Platform

extension RGB {
  /// The relative luminance of the Web Content Accessibility Guidelines 2.1, from 0 for black to 1 for white.
  package var luminance: Double {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast ratio of the same guidelines, from 1 to 21; text is readable from 4.5 on.
  package func contrast(with other: RGB) -> Double {
    let (first, second) = (luminance, other.luminance)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// Black or white as an entry of the xterm palette, whichever is easier to read on this colour; at least 4.5 either way.
  package var readableEntry: UInt8 {
    contrast(with: XtermPalette.rgb(16)) >= contrast(with: XtermPalette.rgb(231)) ? 16 : 231
  }

  /// A mixture with another colour.
  func mixed(with other: RGB, share: Float) -> RGB {
    func channel(_ path: KeyPath<RGB, UInt8>) -> Float {
      Float(self[keyPath: path]) * (1 - share) + Float(other[keyPath: path]) * share
    }
    return RGB(red: channel(\.red), green: channel(\.green), blue: channel(\.blue))
  }
}
