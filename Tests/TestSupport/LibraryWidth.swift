import Platform

/// The columns of characters as the C library has them in a UTF-8 locale, which many terminals go by.
package enum LibraryWidth {
  /// The columns of a scalar; -1 where the library does not print it.
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    Int(table[Int(scalar.value)])
  }

  /// The columns of a text, scalar by scalar.
  package static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + max(0, columns(of: $1)) }
  }

  private typealias StringWidth = @convention(c) (UnsafePointer<wchar_t>, Int) -> Int32

  // By wcswidth(3), which does not ask wcwidth(3): the program has one of its own.
  private static let table: [Int8] = {
    guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil),
      let address = dlsym(UnsafeMutableRawPointer(bitPattern: 0), "wcswidth")
    else { preconditionFailure("LibraryWidth: no C.UTF-8 or no wcswidth") }
    let width = unsafeBitCast(address, to: StringWidth.self)
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    return (0..<0x110000).map { value in
      var character = wchar_t(value)
      return Int8(width(&character, 1))
    }
  }()
}
