//! Prints what the import makes of files: `cargo run -p perennial-import --features host-decoders
//! --example inspect -- FILE…`.
#![allow(clippy::print_stdout)] // its purpose

use perennial_import::{FileFacts, HostDecoders, Inspector, Plan, Reader, Target, ValueFormat};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let mut facts = FileFacts::named(&path, bytes.len() as u64);
        facts.modified = "2026-03-01".parse().ok();
        let mut inspector = Inspector::new(facts);
        inspector.head(&bytes);
        let inspection = inspector.finish(&HostDecoders);
        println!(
            "\n== {path}: {:?} {:.2} {:?} {:?} key {:?} constants {:?}",
            inspection.shape,
            inspection.confidence,
            inspection.encoding,
            inspection.dialect,
            inspection.key,
            inspection.constants,
        );
        println!("   instead: {:?}", inspection.alternatives);
        for column in &inspection.columns {
            let target = match &column.guess {
                Some(Target::Field { table, field }) => format!("{}.{field}", table.name()),
                Some(Target::Snapshot { field }) => format!("snapshot {field}"),
                other => format!("{other:?}"),
            };
            let format = match &column.format {
                ValueFormat::Text => String::new(),
                format => format!("{format:?}"),
            };
            println!(
                "   {:<34} {target:<28} {:.2} {format}",
                column.header, column.confidence
            );
        }
        for question in &inspection.questions {
            println!(
                "   ? {:?} {:?} {:.2}",
                question.kind, question.column, question.confidence
            );
        }
        println!("   problems {:?}", inspection.problems);
        let mut reader = Reader::new(&Plan::new(&inspection), &HostDecoders);
        bytes.chunks(1 << 16).for_each(|chunk| reader.feed(chunk));
        let imported = reader.finish();
        println!(
            "   rows {} rejects {:?}",
            imported.rows,
            imported.rejects.counts()
        );
        for batch in &imported.batches {
            println!("   batch {:?} {}", batch.table(), batch.len());
        }
        println!(
            "   notes {:?}",
            imported
                .notes
                .iter()
                .map(|n| (n.code, &n.args))
                .collect::<Vec<_>>()
        );
    }
    Ok(())
}
