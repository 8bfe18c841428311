//! Builds the program anew when the directory changes: `--demo` carries it, and would go on carrying the old one.

fn main() {
    println!("cargo::rerun-if-changed=directory");
}
