/// `first` in the lanes where the mask is set, `second` in the others.
@inline(__always)
func choose(
  _ first: SIMD8<Double>, where mask: SIMDMask<SIMD8<Int64>>, else second: SIMD8<Double>
) -> SIMD8<Double> {
  let bits = unsafeBitCast(mask, to: SIMD8<UInt64>.self)
  let chosen =
    (unsafeBitCast(first, to: SIMD8<UInt64>.self) & bits)
    | (unsafeBitCast(second, to: SIMD8<UInt64>.self) & ~bits)
  return unsafeBitCast(chosen, to: SIMD8<Double>.self)
}
