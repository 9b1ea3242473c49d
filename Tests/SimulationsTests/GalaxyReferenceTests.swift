import Platform
import Simulations
import Storage
import Tensors
import Testing

/// Our stamps against those that GalSim drew.
@Suite("Galaxies against GalSim's, Reference")
struct GalaxyReferenceTests {
  private let file: SafetensorsFile

  init() throws {
    let folder =
      getenv("LATENTTY_REFERENCE").map { String(cString: $0) }
      ?? #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/Fixtures"
    file = try SafetensorsFile(path: folder + "/galaxies.safetensors")
  }

  @Test(arguments: [
    ("gaussian_psf", PointSpread.gaussian), ("moffat_psf", PointSpread.moffat(beta: 5)),
  ])
  func everyPixelIsWithinATenThousandthOfThePeak(name: String, pointSpread: PointSpread) throws {
    let factors = try file.tensor("factors", shape: [nil, 5])
    let stamps = try file.tensor(name, shape: [nil, 33, 33])
    #expect(stamps.rowCount > 0 && stamps.rowCount <= factors.rowCount)
    let renderer = GalaxyRenderer(pointSpread: pointSpread)
    for row in 0..<min(stamps.rowCount, factors.rowCount) {
      let parameters = GalaxyParameters(factors: factors.row(row).map { Double($0) })
      let error = relativeError(renderer.image(parameters).elements, Array(stamps.row(row)))
      #expect(error < 1e-4, "stamp \(row): \(error) of the peak for \(parameters)")
    }
  }
}

/// The largest difference of two stamps in units of the second one's peak.
func relativeError(_ image: [Float], _ expected: [Float]) -> Float {
  let peak = expected.max() ?? 0
  return zip(image, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / peak
}
