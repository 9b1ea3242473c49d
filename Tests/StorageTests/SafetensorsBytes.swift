/// Builds safetensors files by hand, right or wrong.
func safetensorsBytes(header: String, data: [UInt8] = [], length: UInt64? = nil) -> [UInt8] {
  let prefix = length ?? UInt64(header.utf8.count)
  return withUnsafeBytes(of: prefix.littleEndian, Array.init) + Array(header.utf8) + data
}
