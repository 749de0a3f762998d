//! The same data give the same editions, on any machine and either engine.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

use crate::world::{Client, worlds};

/// Who loads the shipped data at the time the tests say gets this.
const AUGUST_2026: &str = "86656a538936f8c531987b68506cb73cde30a075662b5b39b9ca718c054ed06d";

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn checksums(client: &Client) -> BTreeMap<String, String> {
    let editions = client.json("/api/v1/editions");
    let pair = |e: &serde_json::Value| {
        (e["slug"].as_str().unwrap().to_owned(), e["checksum"].as_str().unwrap().to_owned())
    };
    editions.as_array().unwrap().iter().map(pair).collect()
}

#[test]
fn every_engine_publishes_the_same_bytes_and_their_hash_is_the_checksum() {
    let worlds = worlds();
    let first = checksums(&worlds[0].start());
    assert_eq!(first.len(), 9);
    assert_eq!(first["2026-08"], AUGUST_2026);
    for world in worlds.iter() {
        let client = world.start();
        assert_eq!(checksums(&client), first, "{}", world.engine());
        for (slug, checksum) in &first {
            let file = client.get(&format!("/editions/{slug}.jsonl"));
            assert_eq!((file.status, hash(&file.body).as_str()), (200, checksum.as_str()), "{slug}");
            let one = client.json(&format!("/api/v1/editions/{slug}"));
            assert_eq!(one["checksum"], checksum.as_str());
        }
    }
}
