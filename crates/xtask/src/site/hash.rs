//! Content hashes for file names: a changed file gets a new name, so a cache can keep the old one for ever.

/// `stem-<hash>.extension`, the hash being that of the bytes.
pub(crate) fn hashed_name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}-{}.{extension}", of(bytes))
}

/// The hash of bytes, as names carry it.
pub(crate) fn of(bytes: &[u8]) -> String {
    format!("{:016x}", fnv1a(bytes))
}

/// Whether a file name carries a content hash as [`hashed_name`] writes it.
pub(crate) fn is_hashed(file_name: &str) -> bool {
    let Some((stem, _extension)) = file_name.rsplit_once('.') else {
        return false;
    };
    let Some((_, hash)) = stem.rsplit_once('-') else {
        return false;
    };
    hash.len() == 16
        && hash
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// FNV-1a, 64 bits: enough to tell versions of one file apart. It protects against nothing else.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv1a_64() {
        // Reference values of the algorithm's authors.
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn names_change_with_the_content_and_are_recognised() {
        let name = hashed_name("app", "css", b"body{}");
        assert_ne!(name, hashed_name("app", "css", b"body{ }"));
        assert!(is_hashed(&name), "{name}");
        assert!(!is_hashed("index.html"));
        assert!(!is_hashed("perennial-worker.js"));
    }
}
