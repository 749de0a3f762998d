//! A real browser without a window: pages as people see them, and nothing that a page does gets out of it.
//! ```no_run
//! # use parvis_browser::{Browser, Settings, Viewport};
//! # async fn look() -> Result<(), parvis_browser::Error> {
//! let browser = Browser::launch(Settings::default()).await?;
//! let page = browser.page(Viewport::DESK).await?;
//! page.open("https://www.example/").await?;
//! let title: String = page.eval("document.title").await?;
//! # Ok(()) }
//! ```
//!
//! What must always hold (docs/adr/0014-thin-browser-client.md):
//! - the browser reaches the network through our own forward proxy alone, which looks names up, judges each address by
//!   the rule of `parvis_outbound`, and connects to the address it judged: pages, their parts and redirections alike;
//! - everything ends in time: each call has a deadline, and so has a page;
//! - a browser that loops, swells or crashes is killed with all its processes, and the next page gets another; none
//!   outlives the program, however the program ends;
//! - what is asked of a page is asked beside its own scripts (an isolated world): it cannot change the answers;
//! - a page gets a context of its own: no cookie, no store, no permission, no download, no window, no dialog.
//!
//! Chromium says much that is not needed here: what this client does not know, it passes over.

mod browser;
mod error;
mod find;
mod launch;
mod page;
mod proxy;
mod settings;
mod traffic;
mod tree;
mod wire;

pub use browser::{Browser, METRICS};
pub use error::Error;
pub use find::find;
pub use page::{AxNode, Clip, Loaded, Page};
pub use settings::{Settings, Viewport};
pub use traffic::{Kind, Request, Traffic};
