//! Archives that were cut, changed, or made by somebody else: each is refused, and nothing is touched.

use parvis_backup::{Error, Manifest, Recipients};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::{Home, opened};

/// The members of an archive, by name.
type Members = Vec<(String, Vec<u8>)>;

fn members(path: &Path) -> Members {
    let inside = zstd::Decoder::new(fs::File::open(path).unwrap()).unwrap();
    let mut archive = tar::Archive::new(inside);
    let one = |entry: std::io::Result<tar::Entry<'_, _>>| {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().display().to_string();
        let mut bytes = Vec::new();
        Read::read_to_end(&mut entry, &mut bytes).unwrap();
        (name, bytes)
    };
    archive.entries().unwrap().map(one).collect()
}

/// The members as an archive, whose sums are right again when `honest`.
fn pack(path: &Path, mut members: Members, honest: bool) {
    if honest {
        let mut sums = String::new();
        for (name, bytes) in
            members.iter().filter(|(name, _)| !matches!(&**name, "SHA256SUMS" | "manifest.json"))
        {
            writeln!(sums, "{}  {name}", data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))).unwrap();
        }
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&sums));
        for (name, bytes) in &mut members {
            match name.as_str() {
                "SHA256SUMS" => *bytes = sums.clone().into_bytes(),
                "manifest.json" => {
                    let mut manifest: serde_json::Value = serde_json::from_slice(bytes).unwrap();
                    manifest["sums"] = digest.clone().into();
                    *bytes = manifest.to_string().into_bytes();
                }
                _ => {}
            }
        }
    }
    let mut out = tar::Builder::new(zstd::Encoder::new(fs::File::create(path).unwrap(), 1).unwrap());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        // By hand: the crate refuses to write the names that are tried here.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        out.append(&header, bytes.as_slice()).unwrap();
    }
    out.into_inner().unwrap().finish().unwrap().sync_all().unwrap();
}

fn said(members: &mut Members, change: impl FnOnce(&mut serde_json::Value)) {
    let (_, bytes) = members.iter_mut().find(|(name, _)| name == "manifest.json").unwrap();
    let mut manifest = serde_json::from_slice(bytes).unwrap();
    change(&mut manifest);
    *bytes = manifest.to_string().into_bytes();
}

/// A small archive of SQLite, its home, and an empty one.
fn small() -> (Home, Home, PathBuf) {
    let (home, other) = Home::pairs().swap_remove(0);
    home.upload(2);
    let to = home.at("a.tar.zst");
    home.save(&to, &Recipients::default(), None).unwrap();
    (home, other, to)
}

fn untouched(home: &Home) {
    assert!(!home.files.holds_any(crate::clock().0).unwrap());
    if let Ok(folder) = fs::read_dir(home.folder.path().join("data")) {
        assert_eq!(folder.count(), 0);
    }
}

#[test]
fn an_archive_that_was_cut_anywhere_is_refused() {
    let (home, _, to) = small();
    let whole = fs::read(&to).unwrap();
    let cut = home.at("cut.tar.zst");
    for at in (0..whole.len()).step_by((whole.len() / 60).max(1)).chain([whole.len() - 1]) {
        fs::write(&cut, &whole[..at]).unwrap();
        let refused = opened(&cut).err().unwrap_or_else(|| panic!("cut at {at}"));
        assert!(matches!(refused, Error::Cut | Error::NotAnArchive | Error::Damaged(_)), "{at}: {refused}");
    }
    fs::write(&cut, [whole.as_slice(), b"and more"].concat()).unwrap();
    assert!(opened(&cut).is_err());
}

#[test]
fn members_that_are_none_of_ours_are_refused() {
    let (home, other, to) = small();
    let (own, path) = (members(&to), home.at("b.tar.zst"));
    let with = |at: usize, name: &str, bytes: &[u8]| {
        let mut members = own.clone();
        members.insert(at, (name.to_owned(), bytes.to_vec()));
        members
    };
    let end = own.len() - 2;
    for name in [
        "../../etc/cron.d/x",
        "/etc/passwd",
        "files/../x",
        "files/x",
        "database/2",
        "parvis.key\u{0}",
        "",
        "x",
    ] {
        for at in [0, 1, end, own.len()] {
            pack(&path, with(at, name, b"x"), true);
            let refused = opened(&path).err();
            // An empty name ends nothing and is nothing.
            assert!(
                matches!(
                    refused,
                    Some(Error::Member(_) | Error::Lies { .. } | Error::Cut | Error::Damaged(_))
                ),
                "{name} {at}"
            );
        }
    }
    // Twice the same, and out of order.
    for at in 0..own.len() {
        let mut members = own.clone();
        members.insert(at, own[at].clone());
        pack(&path, members, true);
        assert!(opened(&path).is_err(), "{at} twice");
        let mut members = own.clone();
        members.remove(at);
        pack(&path, members, false);
        assert!(opened(&path).is_err(), "without {at}");
    }
    untouched(&other);
}

#[test]
fn links_and_long_names_are_refused() {
    let (home, _, _) = small();
    let path = home.at("b.tar.zst");
    for kind in [
        tar::EntryType::Symlink,
        tar::EntryType::Link,
        tar::EntryType::Directory,
        tar::EntryType::GNULongName,
        tar::EntryType::XHeader,
        tar::EntryType::GNUSparse,
        tar::EntryType::Fifo,
    ] {
        let mut out = tar::Builder::new(zstd::Encoder::new(fs::File::create(&path).unwrap(), 1).unwrap());
        let mut header = tar::Header::new_gnu();
        header.set_path("database/0000000001").unwrap();
        header.set_link_name("/etc/passwd").unwrap();
        header.set_entry_type(kind);
        header.set_size(0);
        header.set_cksum();
        out.append(&header, std::io::empty()).unwrap();
        out.into_inner().unwrap().finish().unwrap();
        assert!(matches!(opened(&path), Err(Error::Member(_))), "{kind:?}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let (home, _, _) = small();
    let path = home.at("bomb.tar.zst");
    let mut out = tar::Builder::new(zstd::Encoder::new(fs::File::create(&path).unwrap(), 3).unwrap());
    let part = vec![0; 16 * 1024 * 1024];
    for n in 1..=40 {
        let mut header = tar::Header::new_ustar();
        header.set_size(part.len() as u64);
        header.set_cksum();
        out.append_data(&mut header, format!("database/{n:010}"), part.as_slice()).unwrap();
    }
    out.into_inner().unwrap().finish().unwrap();
    assert!(fs::metadata(&path).unwrap().len() < 1_000_000);
    let refused = opened(&path).err().unwrap();
    assert!(matches!(refused, Error::Bomb(_)), "{refused}");
    // One member larger than any of ours.
    let mut file = zstd::Encoder::new(fs::File::create(&path).unwrap(), 3).unwrap();
    let mut header = tar::Header::new_ustar();
    header.set_path("database/0000000001").unwrap();
    header.set_size(1 << 32);
    header.set_cksum();
    file.write_all(header.as_bytes()).unwrap();
    file.write_all(&part).unwrap();
    file.finish().unwrap();
    assert!(matches!(opened(&path), Err(Error::Member(_))));
}

#[test]
fn a_manifest_that_lies_is_refused_and_nothing_is_kept() {
    for (home, other) in Home::pairs() {
        home.upload(2);
        let to = home.at("a.tar.zst");
        home.save(&to, &Recipients::default(), None).unwrap();
        let path = home.at("b.tar.zst");
        let refused = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut own = members(&to);
            said(&mut own, change);
            pack(&path, own, true);
            let refused = opened(&path).and_then(|opened| other.put_back(&opened, false)).err();
            untouched(&other);
            refused.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&members(&path).pop().unwrap().1)))
        };
        assert!(matches!(refused(&|m| m["rows"]["files_file"] = 3.into()), Error::Lies { .. }));
        assert!(matches!(refused(&|m| m["rows"]["more"] = 0.into()), Error::Lies { .. }));
        assert!(matches!(refused(&|m| m["migrations"] = serde_json::json!([])), Error::Lies { .. }));
        assert!(matches!(refused(&|m| m["files"] = 3.into()), Error::Lies { .. }));
        assert!(matches!(refused(&|m| m["database_bytes"] = 1.into()), Error::Lies { .. }));
        assert!(matches!(refused(&|m| m["with_key"] = true.into()), Error::Lies { .. }));
        assert!(matches!(refused(&|m| m["format"] = 2.into()), Error::NewerFormat { .. }));
        assert!(matches!(refused(&|m| m["surprise"] = 2.into()), Error::Manifest(_)));
        let newer =
            |m: &mut serde_json::Value| m["migrations"].as_array_mut().unwrap().push("29991231000000".into());
        assert!(matches!(refused(&newer), Error::NewerData { .. }));
        let other_engine = |m: &mut serde_json::Value| {
            let other = if m["engine"] == "sqlite" { "postgres" } else { "sqlite" };
            m["engine"] = other.into();
        };
        assert!(matches!(refused(&other_engine), Error::OtherEngine { .. }));
        // A file that is not what the database says, in an archive whose sums are right.
        let mut own = members(&to);
        let at = own.iter().position(|(name, _)| name.starts_with("files/")).unwrap();
        own[at].1[0] ^= 1;
        pack(&path, own, true);
        let refused = opened(&path).and_then(|opened| other.put_back(&opened, false)).err().unwrap();
        assert!(matches!(refused, Error::Lies { .. }), "{refused}");
        untouched(&other);
        // Rubbish instead of a database.
        let mut own = members(&to);
        let n = own[0].1.len();
        own[0].1 = vec![b'x'; n];
        pack(&path, own, true);
        let refused = opened(&path).and_then(|opened| other.put_back(&opened, false)).err().unwrap();
        assert!(matches!(refused, Error::Damaged(_) | Error::Tool { .. }), "{refused}");
        untouched(&other);
        // After all that, the good one goes in.
        other.put_back(&opened(&to).unwrap(), false).unwrap();
        assert_eq!(home.held(), other.held());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_manifest_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "[{}\\[\\]\",:a-z0-9]{0,200}") {
        drop((Manifest::parse(&bytes), Manifest::parse(text.as_bytes())));
    }
}

/// One byte anywhere: found by the sums, or by a layer below them.
#[test]
fn one_byte_changed_is_found() {
    let (home, other, to) = small();
    let (whole, path) = (fs::read(&to).unwrap(), home.at("b.tar.zst"));
    let manifest = opened(&to).unwrap().manifest;
    for at in (0..whole.len()).step_by((whole.len() / 100).max(1)) {
        let mut changed = whole.clone();
        changed[at] ^= 0x40;
        fs::write(&path, &changed).unwrap();
        // Compression has bits that mean nothing: then everything is as it was, the sum of all sums too.
        let unharmed = opened(&path).ok().map(|opened| opened.manifest);
        assert!(unharmed.is_none_or(|found| found == manifest), "byte {at}");
    }
    untouched(&other);
}
