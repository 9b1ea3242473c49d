import Datasets
import Simulations
import Testing

/// Which descriptions are of particles in a box.
@Suite struct ParticleFormatTests {
  @Test func theFluidDescribesItsParticles() throws {
    var settings = FluidSettings()
    settings.sampling.model.particleCount = 12
    settings.sampling.model.boxLength = 7
    #expect(
      settings.description.particles
        == ParticleFormat(elements: .distances, count: 12, boxLength: 7))
    settings.sampling.representation = .coordinates
    #expect(
      settings.description.particles
        == ParticleFormat(elements: .coordinates, count: 12, boxLength: 7))
    settings.sampling.representation = .occupancy
    #expect(settings.description.particles == nil)
  }

  @Test func othersAndContradictionsAreNone() {
    #expect(GalaxySettings().description.particles == nil)
    let fluid = FluidSettings().description
    for (key, value) in [
      ("box", "0"), ("box", "nan"), ("box", "wide"), ("box", "1e300"),
      ("representation", "coordinates"), ("representation", "circles"),
    ] {
      var other = fluid
      other.settings[key] = value
      #expect(other.particles == nil, "\(key) \(value)")
    }
    for shape in [[30, 20, 1], [30, 30, 3], [0, 0, 1], [30, 30], []] {
      var other = fluid
      other.shape = shape
      #expect(other.particles == nil, "\(shape)")
    }
    var bare = fluid
    bare.settings = [:]
    #expect(bare.particles == nil)
  }
}
