import Foundation
import Networks

/// A layer from JSON, with settings that its initialisers do not offer.
func layer<Kind: Layer>(_ kind: Kind.Type, _ json: String) throws -> Kind {
  try JSONDecoder().decode(kind, from: Data(json.utf8))
}
