crate::text_enum! {
    /// A language of the pages. French comes first and is the fallback.
    #[derive(Default)]
    pub enum Locale {
        #[default]
        Fr = "fr",
        En = "en",
    }
}

impl Locale {
    /// The language among `offered` that a browser asks for most, by the weights of its `Accept-Language`; the first
    /// one offered when it asks for none of them.
    pub fn negotiate(accept_language: &str, offered: &[Self]) -> Self {
        let mut best = (offered.first().copied().unwrap_or_default(), 0.0_f32);
        for part in accept_language.split(',') {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or("").trim().to_ascii_lowercase();
            let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            let primary = tag.split('-').next().unwrap_or("");
            if let Some(locale) = Self::parse(primary)
                && offered.contains(&locale)
                && weight > best.1
            {
                best = (locale, weight);
            }
        }
        best.0
    }

    /// Its name, in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn the_browser_s_first_wish_that_we_speak_wins() {
        for (header, want) in [
            ("", Locale::Fr),
            ("de", Locale::Fr),
            ("en", Locale::En),
            ("de-AT, en-GB;q=0.8, fr;q=0.5", Locale::En),
            ("fr-CA,en;q=0.9", Locale::Fr),
            ("en;q=nonsense", Locale::En),
            ("en;q=0", Locale::Fr),
        ] {
            assert_eq!(Locale::negotiate(header, Locale::ALL), want, "{header}");
        }
        assert_eq!(Locale::negotiate("fr, en;q=0.5", &[Locale::En]), Locale::En, "only what is offered");
        assert_eq!(Locale::negotiate("de", &[Locale::En, Locale::Fr]), Locale::En, "the first one offered");
    }
}
