fn main() {
    let loaded = signpost::load::folder::load(std::path::Path::new("directory")).unwrap();
    for f in &loaded.findings {
        let p = loaded.sources.start(f.primary.span);
        println!(
            "{}:{}:{} {} {} ({:?})",
            loaded.sources.file(f.primary.span.file).path,
            p.line,
            p.column,
            f.kind.id,
            f.message,
            f.help
        );
    }
    println!(
        "{} services {} rules refuses {} version {}",
        loaded.directory.services.len(),
        loaded.directory.rules.rules.len(),
        loaded.refuses,
        loaded.directory.content_version
    );
}
