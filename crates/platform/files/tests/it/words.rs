use parvis_files::{Error, State};

#[test]
fn every_refusal_and_every_state_has_its_words() {
    let errors = [
        Error::Settings(String::new()),
        Error::TooLarge { limit: 1 },
        Error::Empty,
        Error::NotAccepted,
        Error::Waiting,
        Error::Infected,
        Error::Unscannable,
        Error::Damaged,
        Error::Depot(String::new()),
    ];
    let keys = errors.iter().map(|error| error.message().to_owned());
    for key in keys.chain(State::ALL.iter().map(|state| format!("file-state-{state}"))) {
        for text in [parvis_files::LOCALES.fr, parvis_files::LOCALES.en] {
            assert!(text.lines().any(|line| line.starts_with(&format!("{key} = "))), "{key}");
        }
    }
}
