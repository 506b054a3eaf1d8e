//! Which stretch of the files which reader takes: all files in order are one row of bytes, cut into as
//! many equal stretches as there are readers. Pure.

use crate::slices::Slice;

/// A stretch at a file's start or end that is smaller than this is not worth a cut.
const LEAST: u64 = 1 << 20;

/// A file to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ToRead {
    /// Its position.
    pub(crate) file: usize,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// Whether stretches of it can be read by themselves.
    pub(crate) is_cuttable: bool,
}

/// The first byte of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cut {
    /// Place in the order of the files, which may be behind the last one.
    pub(crate) at: usize,
    /// Position in that file.
    pub(crate) offset: u64,
}

/// Where the files are cut for so many readers, in order: fewer cuts where files that cannot be cut do not
/// allow more.
pub(crate) fn cuts(files: &[ToRead], readers: u64) -> Vec<Cut> {
    let total: u64 = files.iter().map(|file| file.size).sum();
    let mut cuts: Vec<Cut> = Vec::new();
    for reader in 1..readers {
        let cut = nearest(files, total / readers * reader);
        let is_within = cut > Cut { at: 0, offset: 0 } && cut.at < files.len();
        if is_within && cuts.last().is_none_or(|last| *last < cut) {
            cuts.push(cut);
        }
    }
    cuts
}

/// The cut that is allowed nearest to a byte of all files.
fn nearest(files: &[ToRead], mut offset: u64) -> Cut {
    for (at, file) in files.iter().enumerate() {
        if offset >= file.size {
            offset -= file.size;
            continue;
        }
        let remains = file.size - offset;
        return if file.is_cuttable && offset >= LEAST && remains >= LEAST {
            Cut { at, offset }
        } else if offset < remains {
            Cut { at, offset: 0 }
        } else {
            Cut {
                at: at + 1,
                offset: 0,
            }
        };
    }
    Cut {
        at: files.len(),
        offset: 0,
    }
}

/// The stretches between cuts, which are in order: of each reader the parts of files in order.
pub(crate) fn stretches(files: &[ToRead], cuts: &[Cut]) -> Vec<Vec<Slice>> {
    let mut stretches = vec![Vec::new()];
    let mut cuts = cuts.iter().peekable();
    for (at, file) in files.iter().enumerate() {
        let mut from = 0;
        while let Some(cut) = cuts.next_if(|cut| cut.at == at) {
            push(&mut stretches, file.file, from, cut.offset);
            stretches.push(Vec::new());
            from = cut.offset;
        }
        push(&mut stretches, file.file, from, file.size);
    }
    stretches
}

fn push(stretches: &mut [Vec<Slice>], file: usize, from: u64, to: u64) {
    if let Some(stretch) = stretches.last_mut()
        && to > from
    {
        let len = to - from;
        stretch.push(Slice {
            file,
            offset: from,
            len,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Cut, LEAST, ToRead, cuts, stretches};
    use crate::slices::Slice;

    fn files(files: &[(u64, bool)]) -> Vec<ToRead> {
        let file = |(at, &(size, is_cuttable)): (usize, &(u64, bool))| ToRead {
            file: at + 10,
            size: size * LEAST,
            is_cuttable,
        };
        files.iter().enumerate().map(file).collect()
    }

    fn cut(at: usize, offset: u64) -> Cut {
        let offset = offset * LEAST;
        Cut { at, offset }
    }

    #[test]
    fn readers_take_equal_stretches() {
        let files = files(&[(2, false), (36, true), (2, false)]);
        assert_eq!(cuts(&files, 1), []);
        assert_eq!(cuts(&files, 2), [cut(1, 18)]);
        assert_eq!(cuts(&files, 4), [cut(1, 8), cut(1, 18), cut(1, 28)]);
    }

    #[test]
    fn a_file_that_cannot_be_cut_goes_to_one_reader() {
        assert_eq!(cuts(&files(&[(40, false)]), 4), []);
        assert_eq!(cuts(&files(&[(10, false), (30, false)]), 2), [cut(1, 0)]);
        assert_eq!(cuts(&files(&[(0, true), (0, false)]), 2), []);
        assert_eq!(cuts(&[], 2), []);
    }

    #[test]
    fn every_byte_has_one_reader() {
        let files = files(&[(2, false), (0, true), (36, true), (2, false)]);
        for readers in 1..5 {
            let cuts = cuts(&files, readers);
            let stretches = stretches(&files, &cuts);
            assert_eq!(stretches.len(), cuts.len() + 1);
            for file in &files {
                let parts = stretches.iter().flatten().filter(|s| s.file == file.file);
                let end = parts.fold(0, |end, part: &Slice| {
                    assert_eq!(part.offset, end, "in order and without gaps");
                    end + part.len
                });
                assert_eq!(end, file.size);
            }
        }
    }
}
