use parvis_i18n::Words;
use parvis_kernel::Locale;

parvis_kernel::text_enum! {
    /// How pages look.
    #[derive(Default)]
    pub enum Theme {
        /// Our own look, for everyone.
        #[default]
        Neutral = "neutral",
        /// The French state's design system, reserved to the services of the state.
        State = "state",
    }
}

/// An entry of a menu: message key, and address by language.
pub type MenuEntry = (&'static str, fn(Locale) -> String);

/// What one installation says of itself on its pages.
#[derive(Debug, Clone)]
pub struct Site {
    /// The administration that publishes, once it has said its name.
    pub publisher: Option<String>,
    /// Where people write to it: an e-mail address or a web address.
    pub contact: Option<String>,
    /// Address of the site without a final slash, for feeds and machine-readable files.
    pub base_url: String,
    pub theme: Theme,
    /// Address of the style sheet.
    pub stylesheet: String,
    /// Languages offered, the usual one first.
    pub languages: Vec<Locale>,
    /// The data shown are the open data shipped with Parvis.
    pub demo: bool,
    /// The addresses of the menu, given by the modules: `(message key, address by language)`.
    pub menu: Vec<MenuEntry>,
    /// The addresses of the footer, likewise.
    pub footer: Vec<MenuEntry>,
}

impl Site {
    /// An absolute address.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// The administration that publishes, or that it has not said its name yet.
    pub fn publisher(&self, words: &Words) -> String {
        self.publisher.clone().unwrap_or_else(|| words.t("ui-no-publisher"))
    }

    /// The contact as something a person can follow.
    pub fn contact_link(&self) -> Option<(String, &str)> {
        let contact = self.contact.as_deref()?;
        let is_web = contact.starts_with("https://") || contact.starts_with("http://");
        let address = if is_web { contact.to_owned() } else { format!("mailto:{contact}") };
        Some((address, contact))
    }

    /// Name of the product in the header.
    pub fn title(&self, words: &Words) -> String {
        words.t("ui-service-title")
    }
}
