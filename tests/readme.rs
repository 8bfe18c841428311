//! Every console block of the README is run, and prints what the README says it prints.

#[test]
fn every_console_block_of_the_readme_is_true() {
    trycmd::TestCases::new().case("README.md");
}
