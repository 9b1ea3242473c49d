import CLibraries

/// The type of the elements of a dataset or an attribute.
package struct HDF5Type: Sendable, Equatable {
  /// The type of the stored numbers; `nil` where they are none, or of a size that is none of ``ElementType``.
  package let elementType: ElementType?
  /// Whether the elements are numbers or truth values, which can be read.
  package let holdsNumbers: Bool
  /// Whether the elements are texts, which can be read.
  package let holdsTexts: Bool
  /// The type in words: `F32`, `text`, `compound`.
  package let name: String
  /// Bytes of one stored element; of texts of variable length, of the reference to them.
  let byteCount: Int

  init(_ array: latentty_hdf5_array) {
    byteCount = Int(clamping: array.size)
    elementType = Self.elementType(array)
    holdsTexts = [latentty_hdf5_fixed_text, latentty_hdf5_variable_text].contains(array.kind)
    holdsNumbers = [
      latentty_hdf5_integer, latentty_hdf5_real, latentty_hdf5_truth, latentty_hdf5_enumeration,
    ].contains(array.kind)
    name = elementType?.rawValue ?? Self.words(array)
  }

  private static func elementType(_ array: latentty_hdf5_array) -> ElementType? {
    switch (array.kind, array.size) {
    case (latentty_hdf5_truth, _): .bool
    case (latentty_hdf5_real, 8): .float64
    case (latentty_hdf5_real, 4): .float32
    case (latentty_hdf5_real, 2): array.is_brain ? .brainFloat16 : .float16
    case (latentty_hdf5_integer, 8): array.is_signed ? .int64 : .uint64
    case (latentty_hdf5_integer, 4): array.is_signed ? .int32 : .uint32
    case (latentty_hdf5_integer, 2): array.is_signed ? .int16 : .uint16
    case (latentty_hdf5_integer, 1): array.is_signed ? .int8 : .uint8
    default: nil
    }
  }

  private static func words(_ array: latentty_hdf5_array) -> String {
    switch array.kind {
    case latentty_hdf5_real: "float of \(array.size) bytes"
    case latentty_hdf5_integer: "integer of \(array.size) bytes"
    case latentty_hdf5_enumeration: "enumeration"
    case latentty_hdf5_fixed_text, latentty_hdf5_variable_text: "text"
    case latentty_hdf5_compound: "compound"
    case latentty_hdf5_reference: "reference"
    default: "other"
    }
  }
}
