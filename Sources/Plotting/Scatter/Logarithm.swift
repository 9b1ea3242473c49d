import Platform

/// The natural logarithm, apart from files whose names would hide it.
func logarithm(_ value: Double) -> Double { log(value) }
