use http::{HeaderMap, header};
use std::io::Read;

/// A body unpacked, never to more than `limit` bytes, and whether there was more. What cannot be unpacked stays as far as
/// it could be; a packing that was not asked for stays as it is.
pub fn decode(headers: &HeaderMap, body: Vec<u8>, limit: usize) -> (Vec<u8>, bool) {
    let encoding = headers.get(header::CONTENT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    match encoding.trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => unpack(flate2::read::MultiGzDecoder::new(body.as_slice()), limit),
        "br" => unpack(brotli::Decompressor::new(body.as_slice(), 4096), limit),
        _ => (body, false),
    }
}

fn unpack(packed: impl Read, limit: usize) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    // What was unpacked before an error is kept.
    let _ = packed.take(limit as u64 + 1).read_to_end(&mut bytes);
    let is_cut = bytes.len() > limit;
    bytes.truncate(limit);
    (bytes, is_cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_bomb_is_cut() {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..1_000 {
            packer.write_all(&[0; 100_000]).unwrap();
        }
        let bomb = packer.finish().unwrap();
        assert!(bomb.len() < 200_000);
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_ENCODING, "gzip".parse().unwrap());
        let (bytes, is_cut) = decode(&headers, bomb, 1_000_000);
        assert_eq!((bytes.len(), is_cut), (1_000_000, true));
    }

    #[test]
    fn what_is_said_to_be_packed_and_is_not_harms_nobody() {
        for encoding in ["gzip", "br", "zstd", "GZIP", ""] {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_ENCODING, encoding.parse().unwrap());
            let (bytes, is_cut) = decode(&headers, b"<p>plain</p>".to_vec(), 100);
            assert!(bytes.len() <= 12 && !is_cut, "{encoding}");
        }
    }
}
