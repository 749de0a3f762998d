//! `make bench`: pages, import, accounts, reviews, probes, exports, growth, memory; each against its goal, and one table at the
//! end. `national` runs only when it is named.
//!
//! Names of parts on the command line run those alone: `make bench BENCH='pages import'`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on stops, and prints"
)]

mod accounts;
mod exports;
mod growth;
mod http;
mod import;
mod memory;
mod national;
mod pages;
mod probes;
mod report;
mod reviews;
mod site;

use report::Report;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    if let Some((memory::CHILD, rest)) = args.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        memory::child(rest);
        return;
    }
    let mut report = Report::default();
    for (name, part) in [
        ("pages", pages::run as fn(&mut Report)),
        ("import", import::run),
        ("accounts", accounts::run),
        ("reviews", reviews::run),
        ("probes", probes::run),
        ("exports", exports::run),
        ("memory", memory::run),
        ("growth", growth::run),
        ("national", national::run),
    ] {
        let is_usual = name != "national";
        if (args.is_empty() && is_usual) || args.iter().any(|arg| arg == name) {
            println!("\n{name}");
            part(&mut report);
        }
    }
    report.print();
}
