/// Quantities that are measured from samples together, where the description of the data asks for them.
package enum QuantityFamily: String, Codable, Sendable, CaseIterable {
  /// Flux, half-light radius and ellipticity of a galaxy alone in its picture; lengths in arcsec where `pixelScale` is
  /// among the settings.
  case galaxy

  /// What was measured from the data of a generator before descriptions said it.
  static func families(ofGenerator name: String, settings: [String: String]) -> [QuantityFamily] {
    name == GalaxySettings.name && settings[GalaxySettings.pixelScaleKey] != nil ? [.galaxy] : []
  }
}

extension DataDescription {
  /// The width of a pixel in arcsec; `nil` where the data does not say it.
  package var pixelScale: Double? {
    settings[GalaxySettings.pixelScaleKey].flatMap(Double.init).flatMap {
      $0 > 0 && $0.isFinite ? $0 : nil
    }
  }
}
