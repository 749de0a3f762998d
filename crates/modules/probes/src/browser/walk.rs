//! A page walked through with the Tab key alone, as people do who have no mouse.

use parvis_browser::{Error, Page};
use serde::Deserialize;
use std::collections::HashSet;
use std::time::Duration;

use super::look::Hit;

const WALK: &str = include_str!("scripts/walk.js");
const COMMON: &str = include_str!("scripts/common.js");
/// Keys pressed at most: a page with more stops shows by then what it does.
const MOST: usize = 80;
/// Elements whose focus is compared by pictures at most.
const MOST_COMPARED: usize = 8;
/// For a change of style that takes time.
const CHANGE: Duration = Duration::from_millis(400);
/// Tab pressed in vain so often is a trap, when the other ways out fail too.
const IN_VAIN: usize = 3;

/// Where the focus is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Step {
    /// Its place in the order of the source; below zero when it is nowhere, or on what was not there at the beginning.
    at: i64,
    covered: bool,
    positive: bool,
    /// Nothing in its style or around it is other than without the focus.
    same: bool,
    editable: bool,
    dialog: bool,
    hit: Option<Hit>,
}

/// Walks to the end, or until it begins anew; how many elements were reached, and what was seen on the way.
pub(super) async fn walk(page: &Page) -> Result<(usize, Vec<Hit>), Error> {
    let stops: usize = ask(page, "parvisWalk.begin()").await?;
    let (mut hits, mut reached, mut compared) = (Vec::new(), HashSet::new(), 0);
    let (mut last, mut again, mut is_begun_anew) = (-1, 0, false);
    let many = i64::try_from(stops).unwrap_or(0);
    for _ in 0..(stops + 3).min(MOST) {
        let step = press(page, "Tab").await?;
        if step.at < 0 && step.hit.is_some() {
            // On what was not there at the beginning: nothing is known of it without the focus.
            continue;
        }
        if step.at < 0 {
            // Nowhere: at the end of the page, or thrown off the next stop. A page that had taken the focus by itself is
            // walked from there to its end first, then from its beginning.
            let next = last + 1;
            if !is_begun_anew && (reached.is_empty() || !reached.contains(&0) && next >= many) {
                (is_begun_anew, last, again) = (true, -1, 0);
                continue;
            }
            if next >= many || reached.contains(&next) {
                break;
            }
            hits.extend(refused(page, next).await?);
            (last, again) = (next, 0);
            continue;
        }
        if step.at == last {
            again += 1;
            if again + 1 >= IN_VAIN && stops > 1 {
                hits.extend(trap(page, &step).await?);
                break;
            }
            continue;
        }
        (last, again) = (step.at, 0);
        if !reached.insert(step.at) {
            // Begun anew, or held in a circle: in a dialog that is as it should be.
            if !step.dialog && !step.positive && step.at > 0 && reached.len() + 1 < stops {
                hits.extend(named(&step, "keyboard-trap", false));
            }
            break;
        }
        if step.covered {
            hits.extend(named(&step, "focus-is-covered", false));
        }
        if step.same && compared < MOST_COMPARED {
            compared += 1;
            if looks_alike(page).await? {
                hits.extend(named(&step, "focus-not-visible", true));
            }
        }
    }
    Ok((reached.len(), hits))
}

async fn ask<T: serde::de::DeserializeOwned>(page: &Page, what: &str) -> Result<T, Error> {
    page.eval(&format!("{COMMON}\n{WALK}\n{what}")).await
}

async fn press(page: &Page, key: &str) -> Result<Step, Error> {
    page.key(key).await?;
    ask(page, "parvisWalk.step()").await
}

fn named(step: &Step, rule: &str, sure: bool) -> Option<Hit> {
    Some(Hit { rule: rule.to_owned(), sure, ..step.hit.clone()? })
}

/// An element that the focus came to and left at once, when that is what happened: a page may also end there.
async fn refused(page: &Page, at: i64) -> Result<Option<Hit>, Error> {
    let hit: Option<Hit> = ask(page, &format!("parvisWalk.of({at})")).await?;
    Ok(hit.map(|hit| Hit { rule: "focus-is-taken-away".to_owned(), sure: false, ..hit }))
}

/// Whether neither Tab nor Shift+Tab nor Escape leads out. What takes text may have a way out of its own, which must then
/// be told: that is for a person to see.
async fn trap(page: &Page, at: &Step) -> Result<Option<Hit>, Error> {
    if press(page, "Shift+Tab").await?.at != at.at {
        return Ok(None);
    }
    page.key("Escape").await?;
    if press(page, "Tab").await?.at != at.at || press(page, "Shift+Tab").await?.at != at.at {
        return Ok(None);
    }
    let is_elsewhere: bool = ask(page, "parvisWalk.others()").await?;
    Ok(named(at, "keyboard-trap", !at.editable).filter(|_| is_elsewhere))
}

/// Whether the window shows exactly the same with the focus and without it. A page that moves by itself does not: then
/// nothing is proven.
async fn looks_alike(page: &Page) -> Result<bool, Error> {
    tokio::time::sleep(CHANGE).await;
    let with = page.screen().await?;
    ask::<bool>(page, "parvisWalk.leave()").await?;
    tokio::time::sleep(CHANGE).await;
    let without = page.screen().await?;
    ask::<bool>(page, "parvisWalk.back()").await?;
    Ok(!with.is_empty() && with == without)
}
