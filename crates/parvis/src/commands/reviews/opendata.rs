//! The yearly open data as files, with their dictionary and their licence.

use parvis_kernel::{Clock, SystemClock};
use parvis_reviews::opendata::{OpenDataError, dictionary, formats, write};
use parvis_reviews::service::opendata::{LICENCE, is_over};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use crate::commands::{Context, print};
use crate::failure::Failure;

pub fn run(context: &Context<'_>, year: i16, folder: &Path) -> Result<(), Failure> {
    let now = SystemClock.now();
    if !is_over(year, now) {
        return Err(Failure::argument(&year.to_string(), "fail-form-year-over"));
    }
    let pool = context.pool()?;
    let made = |name: &str| {
        let path = folder.join(name);
        File::create(&path).map(BufWriter::new).map_err(|error| Failure::file(&path, &error))
    };
    for format in formats() {
        let name = format!("avis-{year}.{}", format.extension());
        let rows = write(&pool, year, now, format, made(&name)?).map_err(|error| match error {
            OpenDataError::Accounts(error) => error.into(),
            OpenDataError::Export(error) => Failure::other(error),
        })?;
        print(&context.words.with("reviews-opendata", &[("name", name.into()), ("n", rows.into())]));
    }
    dictionary(made("avis-dictionary.csv")?).map_err(Failure::other)?;
    let path = folder.join("avis-licence.txt");
    std::fs::write(&path, format!("{LICENCE}\n")).map_err(|error| Failure::file(&path, &error))
}
