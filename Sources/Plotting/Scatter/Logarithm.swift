import Platform

/// The natural logarithm, separate from files where another name would shadow it.
func logarithm(_ value: Double) -> Double { log(value) }
