//! Forms: an author says what is asked, never how it is marked up.

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

/// What is asked in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One line: `kind` is the HTML input type, `autocomplete` a token of the HTML standard or empty.
    Line {
        kind: &'static str,
        autocomplete: &'static str,
    },
    /// Several lines.
    Area,
    /// One of a list that may be long.
    Select(Vec<Choice>),
    /// One of a few.
    Radios(Vec<Choice>),
    /// Any of a few.
    Boxes(Vec<Choice>),
    /// Yes when ticked; the value sent is `1`.
    Tick,
    File,
    Hidden,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub label: String,
    pub hint: String,
    pub value: String,
    /// What is wrong with the value, and what to do; empty when nothing is.
    pub error: String,
    pub is_required: bool,
    pub input: Input,
    /// The language of the label, when it is not that of the page; empty otherwise.
    pub lang: &'static str,
    /// What is shown on demand beside the field: a summary and its lines, in the language of the label.
    pub more: Option<(String, Vec<String>)>,
}

impl Field {
    pub fn new(name: &str, label: impl Into<String>, input: Input) -> Self {
        Self {
            name: name.to_owned(),
            label: label.into(),
            hint: String::new(),
            value: String::new(),
            error: String::new(),
            is_required: true,
            input,
            lang: "",
            more: None,
        }
    }

    pub fn line(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Input::Line { kind: "text", autocomplete: "" })
    }

    pub fn email(name: &str, label: impl Into<String>, autocomplete: &'static str) -> Self {
        Self::new(name, label, Input::Line { kind: "email", autocomplete })
    }

    pub fn password(name: &str, label: impl Into<String>, autocomplete: &'static str) -> Self {
        Self::new(name, label, Input::Line { kind: "password", autocomplete })
    }

    /// A day, as the browser's own field gives it: `2026-08-31`.
    pub fn day(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Input::Line { kind: "date", autocomplete: "" })
    }

    pub fn area(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Input::Area)
    }

    pub fn tick(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Input::Tick).optional()
    }

    pub fn file(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Input::File)
    }

    pub fn hidden(name: &str, value: impl Into<String>) -> Self {
        Self::new(name, "", Input::Hidden).filled(value)
    }

    /// One of a list: pairs of value and label.
    pub fn select(name: &str, label: impl Into<String>, choices: Vec<(String, String)>) -> Self {
        Self::new(name, label, Input::Select(unchosen(choices)))
    }

    pub fn radios(name: &str, label: impl Into<String>, choices: Vec<(String, String)>) -> Self {
        Self::new(name, label, Input::Radios(unchosen(choices)))
    }

    pub fn boxes(name: &str, label: impl Into<String>, choices: Vec<(String, String)>) -> Self {
        Self::new(name, label, Input::Boxes(unchosen(choices))).optional()
    }

    #[must_use]
    pub fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The label, and what is shown on demand, are in another language than the page.
    #[must_use]
    pub fn speaking(mut self, lang: &'static str) -> Self {
        self.lang = lang;
        self
    }

    /// Shows lines on demand, under a summary in the language of the page: of a choice of a few.
    #[must_use]
    pub fn explained(mut self, summary: impl Into<String>, lines: Vec<String>) -> Self {
        self.more = Some((summary.into(), lines));
        self
    }

    #[must_use]
    pub fn optional(mut self) -> Self {
        self.is_required = false;
        self
    }

    /// Puts a value in: what was there, or what was typed. Several boxes are given with a space between.
    #[must_use]
    pub fn filled(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        if let Input::Select(choices) | Input::Radios(choices) = &mut self.input {
            for choice in choices {
                choice.is_chosen = choice.value == self.value;
            }
        } else if let Input::Boxes(choices) = &mut self.input {
            for choice in choices {
                choice.is_chosen = self.value.split(' ').any(|value| value == choice.value);
            }
        }
        self
    }

    #[must_use]
    pub fn wrong(mut self, error: impl Into<String>) -> Self {
        self.error = error.into();
        self
    }
}

fn unchosen(choices: Vec<(String, String)>) -> Vec<Choice> {
    choices.into_iter().map(|(value, label)| Choice { value, label, is_chosen: false }).collect()
}

/// What a script does before a form is sent: it asks the site for a question, has the browser answer it with a
/// passkey, and puts both into the form's hidden fields `challenge` and `credential`. Without a script the form is not
/// shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceremony {
    /// The browser's own function: `create` or `get`.
    pub kind: &'static str,
    /// Where the question is asked for.
    pub begin: String,
    /// Stands in the form's place without a script.
    pub without: String,
    /// What is said when…: pairs of the case, as the script names it, and the sentence.
    pub says: Vec<(&'static str, String)>,
}

/// A form and its button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Unique on the page: the fields' identifiers begin with it.
    pub id: String,
    pub action: String,
    /// It only asks for a view: a GET without a token.
    pub is_search: bool,
    pub fields: Vec<Field>,
    pub submit: String,
    /// What it does cannot be undone.
    pub is_grave: bool,
    /// A heading of the second level above it; empty for none.
    pub title: String,
    /// What is wrong with no field one can see; empty when nothing is.
    pub error: String,
    pub ceremony: Option<Ceremony>,
}

impl Form {
    pub fn new(id: &str, action: impl Into<String>, submit: impl Into<String>) -> Self {
        Self {
            id: id.to_owned(),
            action: action.into(),
            is_search: false,
            fields: Vec::new(),
            submit: submit.into(),
            is_grave: false,
            title: String::new(),
            error: String::new(),
            ceremony: None,
        }
    }

    /// A form that asks for a view of the page.
    pub fn search(id: &str, action: impl Into<String>, submit: impl Into<String>) -> Self {
        Self { is_search: true, ..Self::new(id, action, submit) }
    }

    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    #[must_use]
    pub fn grave(mut self) -> Self {
        self.is_grave = true;
        self
    }

    /// A form that a passkey answers.
    #[must_use]
    pub fn answered_by(mut self, ceremony: Ceremony) -> Self {
        self.ceremony = Some(ceremony);
        self.field(Field::hidden("challenge", "")).field(Field::hidden("credential", ""))
    }

    /// Puts in what was typed, so that nothing is lost when something is wrong; passwords are typed again.
    /// Boxes ticked come with a space between.
    #[must_use]
    pub fn typed(mut self, value: impl Fn(&str) -> String) -> Self {
        let fill = |field: Field| match field.input {
            Input::Line { kind: "password", .. } | Input::File | Input::Hidden => field,
            _ => {
                let typed = value(&field.name);
                field.filled(typed)
            }
        };
        self.fields = self.fields.into_iter().map(fill).collect();
        self
    }

    /// Says what is wrong with fields: pairs of name and message. A message whose field is not in the form goes to
    /// the first visible one, that of a hidden one to the form as a whole, so that it is never lost.
    #[must_use]
    pub fn refused(mut self, errors: &[(String, String)]) -> Self {
        for (name, message) in errors {
            let named = self.fields.iter().position(|field| field.name == *name);
            let at = named.or_else(|| self.fields.iter().position(|field| field.input != Input::Hidden));
            match at.and_then(|at| self.fields.get_mut(at)) {
                Some(field) if field.input != Input::Hidden => field.error.clone_from(message),
                _ => self.error.clone_from(message),
            }
        }
        self
    }

    /// Whether something is to be filled in, and nothing of it may be left empty. A search says so by itself.
    pub fn is_all_required(&self) -> bool {
        let mut asked = self.fields.iter().filter(|field| field.input != Input::Hidden).peekable();
        !self.is_search && asked.peek().is_some() && asked.all(|field| field.is_required)
    }

    pub fn has_file(&self) -> bool {
        self.fields.iter().any(|field| field.input == Input::File)
    }

    /// The identifier of a field on the page.
    pub fn id_of(&self, field: &Field) -> String {
        format!("{}-{}", self.id, field.name)
    }

    /// What is wrong: pairs of the identifier to go to and the message.
    pub fn errors(&self) -> Vec<(String, String)> {
        let whole = (!self.error.is_empty()).then(|| (format!("{}-erreur", self.id), self.error.clone()));
        let wrong = self.fields.iter().filter(|field| !field.error.is_empty());
        whole.into_iter().chain(wrong.map(|field| (self.first_id(field), field.error.clone()))).collect()
    }

    /// Where the keyboard goes for a field: a group's first option.
    fn first_id(&self, field: &Field) -> String {
        match &field.input {
            Input::Radios(_) | Input::Boxes(_) => format!("{}-0", self.id_of(field)),
            _ => self.id_of(field),
        }
    }
}
