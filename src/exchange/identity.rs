//! Identifiers for other systems, made of our own: the same entry has the same one at every export.

use uuid::Uuid;

/// The namespace of every identifier that this program makes: the version 5 UUID of `signpost.example.org` in the DNS namespace
/// of RFC 9562. A constant of the format: it never changes.
///
/// ```
/// use signpost::exchange::identity::NAMESPACE;
/// use uuid::Uuid;
///
/// assert_eq!(NAMESPACE, Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"signpost.example.org"));
/// ```
pub const NAMESPACE: Uuid = Uuid::from_u128(0x100f_ca79_c762_523b_8f62_0481_983c_1eb6);

/// The version 5 UUID of a thing: of `KIND:NAME` in [`NAMESPACE`]. For a service the kind is `service` and the name its id.
///
/// ```
/// use signpost::exchange::identity::identifier;
///
/// let id = identifier("service", "colne-tea-and-talk");
/// assert_eq!(id, identifier("service", "colne-tea-and-talk"));
/// assert_ne!(id, identifier("organization", "colne-tea-and-talk"));
/// assert_eq!(id.get_version_num(), 5);
/// ```
#[must_use]
pub fn identifier(kind: &str, name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{kind}:{name}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_those_that_another_program_makes() {
        // Python: uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, "signpost.example.org"), "service:tea")
        assert_eq!(
            identifier("service", "tea").to_string(),
            "d94447a0-f2c4-5c2f-a51d-8f57a7d43e30"
        );
    }
}
