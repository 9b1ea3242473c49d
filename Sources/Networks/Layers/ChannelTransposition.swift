/// Moves samples between channels-last memory and channels-first vectors.
enum ChannelTransposition {
  /// `[rows, pixels, channels]` to `[rows, channels, pixels]`.
  static func channelsFirst(
    _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, rows: Int,
    pixels: Int,
    channels: Int
  ) {
    for row in 0..<rows {
      let start = row * pixels * channels
      for pixel in 0..<pixels {
        for channel in 0..<channels {
          target[start &+ channel &* pixels &+ pixel] =
            source[start &+ pixel &* channels &+ channel]
        }
      }
    }
  }

  /// `[rows, channels, pixels]` to `[rows, pixels, channels]`.
  static func channelsLast(
    _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, rows: Int,
    pixels: Int,
    channels: Int
  ) {
    channelsFirst(source, into: target, rows: rows, pixels: channels, channels: pixels)
  }
}
