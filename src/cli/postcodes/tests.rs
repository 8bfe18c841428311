use clap::Parser;

use super::{Arguments, run, thousands};

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    arguments: Arguments,
}

fn answer(words: &[&str]) -> Result<(bool, String), String> {
    let line = Line::try_parse_from([&["postcodes"], words].concat())
        .map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    let found = run(&line.arguments, None, &mut out).map_err(|error| format!("{error:#}"))?;
    Ok((found, String::from_utf8(out).unwrap()))
}

#[test]
fn looks_up_a_postcode() {
    let expected = "CO4 5JR: to within 10 m\n\
                    National Grid: 599790 m east, 227130 m north\n\
                    district: CO4\n\
                    local authority: E07000071\n";
    assert_eq!(
        answer(&["lookup", "CO4 5JR"]),
        Ok((true, expected.to_owned()))
    );
    assert_eq!(
        answer(&["lookup", "co4", "5jr"]),
        Ok((true, expected.to_owned())),
        "quotes forgotten"
    );
    let (_, repaired) = answer(&["lookup", "C04 5JR"]).unwrap();
    assert_eq!(
        repaired,
        format!("`C04 5JR` was taken to mean CO4 5JR\n{expected}")
    );
}

#[test]
fn says_how_imprecise_a_district_is() {
    let (found, text) = answer(&["lookup", "CO4"]).unwrap();
    assert!(found);
    assert!(
        text.starts_with("CO4: the middle of a district, 95 % of it within "),
        "{text}"
    );
    assert!(
        text.ends_with("local authority (one of, likeliest first): E07000071, E07000076\n"),
        "{text}"
    );
}

#[test]
fn json_has_the_same_answer() {
    let (_, text) = answer(&["lookup", "CO4 5JR", "--format", "json"]).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(
        (&json["found"], &json["precision"]),
        (&true.into(), &"unit".into())
    );
    assert_eq!(
        (&json["easting_m"], &json["northing_m"]),
        (&599_790.into(), &227_130.into())
    );
    assert_eq!(json["authorities"][0], "E07000071");
    let (found, text) = answer(&["lookup", "BT1 1AA", "--format", "json"]).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(!found && json["found"] == false);
    assert!(json["note"].as_str().unwrap().contains("Northern Ireland"));
}

#[test]
fn what_is_not_there_or_not_a_postcode_is_told_apart() {
    let (found, text) = answer(&["lookup", "CO99 1AA"]).unwrap();
    assert!(!found && text.contains("not in the table"), "{text}");
    assert!(
        answer(&["lookup", "Colchester"])
            .unwrap_err()
            .contains("is not a postcode")
    );
    assert!(
        answer(&["lookup", "ZZ99 3VZ"])
            .unwrap_err()
            .contains("no fixed abode")
    );
    assert!(answer(&["lookup"]).is_err());
}

#[test]
fn about_gives_the_sentences_that_must_be_shown() {
    let (_, text) = answer(&["about"]).unwrap();
    for wanted in [
        "edition: November 2025",
        "postcodes: 1,764,286",
        "Contains Royal Mail data ©",
        "Open Government Licence",
    ] {
        assert!(text.contains(wanted), "{text}");
    }
}

#[test]
fn builds_a_table_and_uses_it() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list.csv");
    let table = folder.path().join("own.bin");
    std::fs::write(
        &list,
        "pcds,oseast1m,osnrth1m,laua\nCO4 5JR,599786,227128,E07000071\nBT1 1AA,1,1,N09000003\n",
    )
    .unwrap();
    let (list, table) = (list.to_str().unwrap(), table.to_str().unwrap());
    let build = [
        "build", list, "--out", table, "--source", "mine", "--date", "2026-01",
    ];
    let (_, report) = answer(&build).unwrap();
    assert!(report.contains("2 rows, 1 kept"), "{report}");
    assert!(
        report.contains("left out 1 in Northern Ireland"),
        "{report}"
    );
    assert!(answer(&build).is_ok(), "a table may be replaced");

    let line = Line::try_parse_from(["postcodes", "about"]).unwrap();
    let mut out = Vec::new();
    run(&line.arguments, Some(table.as_ref()), &mut out).unwrap();
    let about = String::from_utf8(out).unwrap();
    assert!(
        about.contains("source: mine") && about.contains("database right 2026"),
        "{about}"
    );

    assert!(
        answer(&["build", list, "--out", list])
            .unwrap_err()
            .contains("is not a postcode table")
    );
    assert!(answer(&["build", list, "--out", table, "--date", "May"]).is_err());
    let nowhere = folder.path().join("none").join("own.bin");
    assert!(
        answer(&["build", list, "--out", nowhere.to_str().unwrap()])
            .unwrap_err()
            .contains("cannot be written")
    );
    assert!(
        answer(&["build", "/no/such/file", "--out", table])
            .unwrap_err()
            .contains("cannot be read")
    );
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing half written is left");
}

#[test]
fn reads_a_folder_of_lists() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("Data").join("CSV");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(
        data.join("co.csv"),
        "\"CO4 5JR\",10,599786,227128,\"\",\"\",\"\",\"\",\"E07000071\",\"\"\n",
    )
    .unwrap();
    let table = folder.path().join("own.bin");
    let input = folder.path().to_str().unwrap();
    let (_, report) = answer(&["build", input, "--out", table.to_str().unwrap()]).unwrap();
    assert!(report.contains("1 row, 1 kept"), "{report}");
    let empty = tempfile::tempdir().unwrap();
    let refused = answer(&[
        "build",
        empty.path().to_str().unwrap(),
        "--out",
        table.to_str().unwrap(),
    ]);
    assert!(refused.unwrap_err().contains("holds no CSV file"));
}

#[test]
fn a_table_that_is_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.bin");
    std::fs::write(&path, "not a table").unwrap();
    let problem = format!("{:#}", super::table(Some(&path)).unwrap_err());
    assert!(
        problem.contains("own.bin") && problem.contains("not a postcode table"),
        "{problem}"
    );
}

#[test]
fn numbers_are_grouped_by_thousands() {
    assert_eq!(
        (thousands(5).as_str(), thousands(1_764_286).as_str()),
        ("5", "1,764,286")
    );
}
