//! The national survey: its questions, options and scores (`docs/reviews.md` gives the source of each rule).

parvis_kernel::text_enum! {
    /// How did it go? The only question that must be answered.
    pub enum Face {
        Bad = "bad",
        Medium = "medium",
        Good = "good",
    }
}

parvis_kernel::text_enum! {
    /// Five steps, for clarity and for the quality of help.
    pub enum Mark {
        VeryBad = "very_bad",
        Bad = "bad",
        Medium = "medium",
        Good = "good",
        VeryGood = "very_good",
    }
}

parvis_kernel::text_enum! {
    /// A way to reach the administration itself.
    pub enum Contact {
        Counter = "counter",
        Phone = "phone",
        Email = "email",
        Chat = "chat",
    }
}

parvis_kernel::text_enum! {
    /// Help from elsewhere.
    pub enum Helper {
        Relative = "relative",
        Association = "association",
        Websites = "websites",
        Other = "other",
    }
}

parvis_kernel::text_enum! {
    /// A screen of the survey, in order.
    pub enum Step {
        Satisfaction = "satisfaction",
        Clarity = "clarity",
        Help = "help",
        Comment = "comment",
    }
}

parvis_kernel::text_enum! {
    /// Where in a journey a button stands: those who do not finish are heard too, and told apart.
    #[derive(Default)]
    pub enum Point {
        #[default]
        Done = "done",
        GaveUp = "gave_up",
        Failed = "failed",
        Refused = "refused",
    }
}

parvis_kernel::text_enum! {
    /// How an opinion came in.
    #[derive(Default)]
    pub enum Channel {
        #[default]
        Web = "web",
        Phone = "phone",
        Counter = "counter",
        Paper = "paper",
        Helper = "helper",
    }
}

parvis_kernel::text_enum! {
    /// A language of the survey. The identifiers of options are the same in all.
    #[derive(Default)]
    pub enum Tongue {
        #[default]
        French = "fr",
        English = "en",
        Spanish = "es",
        Arabic = "ar",
        /// French that is easy to read and understand (FALC).
        EasyFrench = "falc",
    }
}

impl Face {
    /// 0, 5 or 10.
    pub const fn score(self) -> f64 {
        match self {
            Self::Bad => 0.0,
            Self::Medium => 5.0,
            Self::Good => 10.0,
        }
    }
}

impl Mark {
    /// 0, 2.5, 5, 7.5 or 10.
    pub const fn score(self) -> f64 {
        match self {
            Self::VeryBad => 0.0,
            Self::Bad => 2.5,
            Self::Medium => 5.0,
            Self::Good => 7.5,
            Self::VeryGood => 10.0,
        }
    }
}

impl Step {
    /// The screen after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| *step > self)
    }
}

impl Tongue {
    /// The language tag of HTML.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::French | Self::EasyFrench => "fr",
            Self::English => "en",
            Self::Spanish => "es",
            Self::Arabic => "ar",
        }
    }

    /// `rtl` for a language that is written from right to left.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            _ => "ltr",
        }
    }

    /// Its name, in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
            Self::Spanish => "Español",
            Self::Arabic => "العربية",
            Self::EasyFrench => "Facile à lire",
        }
    }
}
