//! The screens of a shape, in order: at most three questions of one's own on one, and none with the question that its
//! condition looks at, since no script hides or shows anything.

use super::{Condition, Extra, Shape};
use crate::answers::Answers;
use crate::survey::Step;

/// Questions of one's own on a screen.
const TOGETHER: usize = 3;

/// A screen of a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Screen {
    Satisfaction,
    Clarity,
    /// What came of each way that was tried is part of it.
    Help,
    /// A group of questions of one's own, from 1.
    Extras(usize),
    Comment,
}

impl Screen {
    /// As addresses name it.
    pub fn name(self) -> String {
        match self {
            Self::Satisfaction => "satisfaction".to_owned(),
            Self::Clarity => "clarity".to_owned(),
            Self::Help => "help".to_owned(),
            Self::Extras(n) => format!("extra-{n}"),
            Self::Comment => "comment".to_owned(),
        }
    }
}

impl Shape {
    fn groups(&self) -> Vec<&[Extra]> {
        let mut groups: Vec<&[Extra]> = Vec::new();
        let mut start = 0;
        for (at, extra) in self.extras.iter().enumerate() {
            let own = &self.extras[start..at];
            let looks_here = |condition: &Condition| matches!(condition, Condition::Extra { id, .. } if own.iter().any(|one| one.id == *id));
            if own.len() == TOGETHER || extra.condition.as_ref().is_some_and(looks_here) {
                groups.push(own);
                start = at;
            }
        }
        if start < self.extras.len() {
            groups.push(&self.extras[start..]);
        }
        groups
    }

    /// The questions of one's own of a screen, whatever their conditions.
    pub fn group(&self, number: usize) -> &[Extra] {
        number.checked_sub(1).and_then(|at| self.groups().get(at).copied()).unwrap_or(&[])
    }

    /// Every screen that may come, the first one included.
    pub fn screens(&self) -> Vec<Screen> {
        let shown = |step: Step, screen: Screen| (!self.hides(step)).then_some(screen);
        let first = [
            Some(Screen::Satisfaction),
            shown(Step::Clarity, Screen::Clarity),
            shown(Step::Help, Screen::Help),
        ];
        let extras = (1..=self.groups().len()).map(Screen::Extras);
        let last = shown(Step::Comment, Screen::Comment);
        first.into_iter().flatten().chain(extras).chain(last).collect()
    }

    /// The screen of an address.
    pub fn screen(&self, name: &str) -> Option<Screen> {
        self.screens().into_iter().find(|screen| screen.name() == name)
    }

    /// The next screen for somebody who answered so far; none after the last.
    pub fn next(&self, screen: Screen, answers: &Answers) -> Option<Screen> {
        let is_asked = |next: &Screen| match next {
            Screen::Extras(n) => self.group(*n).iter().any(|extra| extra.is_asked(answers)),
            _ => true,
        };
        self.screens().into_iter().filter(|next| *next > screen).find(is_asked)
    }

    /// Number of a screen from 1, and how many there are or may still be, for somebody who answered so far; without
    /// answers, for anybody.
    pub fn place(&self, screen: Screen, answers: Option<&Answers>) -> (usize, usize) {
        let may = |other: &Screen| match (other, answers) {
            (Screen::Extras(n), Some(answers)) if other != &screen => {
                self.group(*n).iter().any(|extra| self.may_come(extra, screen, answers))
            }
            _ => true,
        };
        let all: Vec<Screen> = self.screens().into_iter().filter(may).collect();
        (all.iter().position(|one| *one == screen).map_or(1, |at| at + 1), all.len())
    }

    /// Whether a question is asked, or may be once the screen in front of the person is answered.
    fn may_come(&self, extra: &Extra, here: Screen, answers: &Answers) -> bool {
        let Some(condition) = &extra.condition else { return true };
        let (source, is_open) = match condition {
            Condition::Satisfaction(_) => (Screen::Satisfaction, true),
            Condition::Clarity(_) => (Screen::Clarity, true),
            Condition::Extra { id, .. } => {
                let at = self.groups().iter().position(|group| group.iter().any(|one| one.id == *id));
                let may = self.extra(*id).is_some_and(|source| self.may_come(source, here, answers));
                (Screen::Extras(at.map_or(1, |at| at + 1)), may)
            }
        };
        if source < here { condition.holds(answers) } else { is_open }
    }
}
