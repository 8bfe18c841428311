//! Identifiers for other systems, made of our own: the same entry has the same one at every export.

use crate::model::settings::Settings;
use uuid::Uuid;

/// What the namespaces of all directories lie in: the version 5 UUID of `signpost.example.org` in the DNS namespace of
/// RFC 9562. A constant of the format: it never changes.
///
/// ```
/// use signpost::exchange::identity::NAMESPACE;
/// use uuid::Uuid;
///
/// assert_eq!(NAMESPACE, Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"signpost.example.org"));
/// ```
pub const NAMESPACE: Uuid = Uuid::from_u128(0x100f_ca79_c762_523b_8f62_0481_983c_1eb6);

/// The version 5 UUID of a thing that is the same in every directory: of `KIND:NAME` in [`NAMESPACE`].
///
/// ```
/// use signpost::exchange::identity::identifier;
///
/// let id = identifier("taxonomy", "Signpost kinds of service");
/// assert_eq!(id, identifier("taxonomy", "Signpost kinds of service"));
/// assert_eq!(id.get_version_num(), 5);
/// ```
#[must_use]
pub fn identifier(kind: &str, name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{kind}:{name}").as_bytes())
}

/// Who gives a directory out. Two directories may have a service of the same id, and it is not the same service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publisher {
    namespace: Uuid,
}

impl Publisher {
    /// The publisher of a directory: what its settings call `publisher`; the name of the directory where they do not say.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let named = settings.publisher.as_ref().unwrap_or(&settings.name);
        Self {
            namespace: identifier("publisher", named.trim()),
        }
    }

    /// The namespace of everything that is this directory's own: the identifier of `publisher:PUBLISHER`.
    #[must_use]
    pub const fn namespace(&self) -> Uuid {
        self.namespace
    }

    /// The version 5 UUID of a thing of this directory: of `KIND:NAME` in its namespace. For a service the kind is `service`
    /// and the name its id.
    ///
    /// ```
    /// use signpost::exchange::identity::Publisher;
    /// use signpost::model::settings::Settings;
    ///
    /// let named = |name: &str| Settings { name: name.to_owned(), ..Settings::default() };
    /// let ours = Publisher::of(&named("Colne directory"));
    /// let theirs = Publisher::of(&named("Stour directory"));
    /// assert_eq!(ours.identifier("service", "tea"), ours.identifier("service", "tea"));
    /// assert_ne!(ours.identifier("service", "tea"), theirs.identifier("service", "tea"));
    /// assert_ne!(ours.identifier("service", "tea"), ours.identifier("organization", "tea"));
    /// ```
    #[must_use]
    pub fn identifier(&self, kind: &str, name: &str) -> Uuid {
        Uuid::new_v5(&self.namespace, format!("{kind}:{name}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publisher(name: &str, publisher: Option<&str>) -> Publisher {
        Publisher::of(&Settings {
            name: name.to_owned(),
            publisher: publisher.map(str::to_owned),
            ..Settings::default()
        })
    }

    #[test]
    fn identifiers_are_those_that_another_program_makes() {
        // Python: n = uuid.uuid5(uuid.NAMESPACE_DNS, "signpost.example.org"); uuid.uuid5(n, "taxonomy:tea"); then
        // uuid.uuid5(uuid.uuid5(n, "publisher:colne.example.org"), "service:tea")
        assert_eq!(
            identifier("taxonomy", "tea").to_string(),
            "c69bd5e7-3553-52d9-bd12-02334fea45af"
        );
        assert_eq!(
            publisher("Colne", Some("colne.example.org"))
                .identifier("service", "tea")
                .to_string(),
            "af45526a-5810-54b7-94f7-fd5c410a8990"
        );
    }

    #[test]
    fn a_directory_that_says_who_publishes_it_may_change_its_name() {
        let before = publisher("Colne", Some("colne.example.org"));
        assert_eq!(before, publisher("Stour", Some("colne.example.org")));
        assert_ne!(before, publisher("Colne", Some("stour.example.org")));
        assert_ne!(before, publisher("Colne", None));
        assert_ne!(publisher("Colne", None), publisher("Stour", None));
    }
}
