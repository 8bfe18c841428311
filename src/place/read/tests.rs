use std::io::{Cursor, Write};

use super::{ReadProblem, Reader, Report, Why, chosen};
use crate::place::build::Row;

fn read(text: &str) -> (Vec<Row>, Report) {
    let mut reader = Reader::default();
    reader
        .csv("list.csv", text.as_bytes())
        .unwrap_or_else(|problem| panic!("{problem}"));
    reader.finish()
}

fn refused(text: &str) -> String {
    Reader::default()
        .csv("list.csv", text.as_bytes())
        .unwrap_err()
        .to_string()
}

fn in_words(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .map(|row| {
            format!(
                "{} {} {} {}",
                row.postcode, row.point.easting_m, row.point.northing_m, row.authority
            )
        })
        .collect()
}

const COLCHESTER: &str = "CO4 5JL 599511 227486 E07000071";

#[test]
fn reads_the_directory_of_every_year() {
    for text in [
        // to 2023
        "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,oseast1m,osnrth1m,lat,long\n\
         \"CO4 5JL\",\"CO4  5JL\",\"CO4 5JL\",\"198001\",\"\",\"E10000012\",\"E58000483\",\"E07000071\",\"E05010829\",599511,0227486,51.91,0.9\n",
        // 2024 and 2025, with a byte-order mark and CRLF
        "\u{feff}pcd,pcd2,pcds,dointr,doterm,oslaua,itl,npark,sicbl,oseast1m,osnrth1m,icb,oa21\r\n\
         CO4 5JL,CO4  5JL,CO4 5JL,198001,,E07000071,x,y,z,599511,0227486,a,b\r\n",
        // November 2025
        "pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,east1m,north1m,gridind,lat,long\n\
         CO4 5JL,CO4  5JL,CO4 5JL,198001,,E10000012,E58000483,E07000071,E05010829,599511,0227486,1,51.91,0.9\n",
        // a plain list with names of one's own
        "Northing,Easting,LAUA,Postcode\n227486.0,599511.0,E07000071,co45jl\n",
        // Code-Point Open
        "\"CO4 5JL\",10,599511,227486,\"E92000001\",\"E19000003\",\"E18000006\",\"E10000012\",\"E07000071\",\"E05010829\"\n",
        "\"CO45JL \",10,599511,227486,\"E92000001\",\"\",\"\",\"\",\"E07000071\",\"\"\n",
    ] {
        let (rows, report) = read(text);
        assert_eq!(in_words(&rows), [COLCHESTER], "{text}");
        assert_eq!(
            (report.rows, report.kept, report.skipped.len()),
            (1, 1, 0),
            "{text}"
        );
    }
}

#[test]
fn what_is_left_out_is_counted_with_its_reason() {
    let (rows, report) = read(
        "pcds,doterm,oseast1m,osnrth1m,oslaua\n\
         CO4 5JL,,599511,227486,E07000071\n\
         CO4 5JL,,599511,227486,E07000071\n\
         CO4 5AA,202001,599511,227486,E07000071\n\
         BT1 1AA,,333000,374000,N09000003\n\
         JE2 3AB,,,,L99999999\n\
         CO4 5AB,,,,E07000071\n\
         CO4 5AD,,0,0,E07000071\n\
         CO4 5AE,,900000,227486,E07000071\n\
         CO4 5AF,,east,227486,E07000071\n\
         CO4 5AG,,599511,227486,\n\
         nonsense,,599511,227486,E07000071\n",
    );
    assert_eq!(in_words(&rows), [COLCHESTER]);
    let counts: Vec<(Why, usize)> = report
        .skipped
        .iter()
        .map(|skipped| (skipped.why, skipped.rows))
        .collect();
    assert_eq!(
        counts,
        [
            (Why::Withdrawn, 1),
            (Why::NorthernIreland, 1),
            (Why::CrownDependency, 1),
            (Why::NoPoint, 2),
            (Why::OutsideGrid, 2),
            (Why::NoAuthority, 1),
            (Why::NotAPostcode, 1),
            (Why::Again, 1),
        ]
    );
    assert_eq!(
        report.rows,
        report.kept + counts.iter().map(|(_, rows)| rows).sum::<usize>()
    );
    assert_eq!(
        report.skipped[3].examples,
        ["list.csv, line 7: `CO4 5AB`", "list.csv, line 8: `CO4 5AD`"]
    );
}

#[test]
fn code_point_open_without_a_point_is_left_out() {
    let (rows, report) = read(
        "\"CO4 5JL\",10,599511,227486,\"a\",\"\",\"\",\"\",\"E07000071\",\"\"\n\
         \"CO4 5ZZ\",90,0,0,\"a\",\"\",\"\",\"\",\"\",\"\"\n",
    );
    assert_eq!((rows.len(), report.skipped[0].why), (1, Why::NoPoint));
}

#[test]
fn a_list_that_cannot_be_read_is_named_with_its_line() {
    assert_eq!(
        refused(""),
        "list.csv: the file is empty; expected a list of postcodes"
    );
    assert_eq!(
        refused("pcds,lat,long\n"),
        "list.csv, line 1: no column for the easting; expected one named `oseast1m`, `east1m` or `easting`, found `pcds,lat,long`"
    );
    assert_eq!(
        refused("pcds,oseast1m,osnrth1m,laua\nCO4 5JL,599511,227486,E07000071\nCO4 5JR,5997\n"),
        "list.csv, line 3: has 2 fields where the lines before have 4; is the file cut short?"
    );
    assert_eq!(
        refused("CO4 5JL,599511,227486,E07000071\n"),
        "list.csv, line 1: a postcode where column names were expected, and 4 columns where Code-Point Open has 10; \
         add a first line such as `pcds,oseast1m,osnrth1m,laua`"
    );
    let old = format!("CO4 5JL{}\n", ",x".repeat(18));
    assert!(refused(&old).contains("before August 2011"));
    let problem = Reader::default()
        .csv(
            "list.csv",
            &b"pcds,oseast1m,osnrth1m,laua\nCO4 5JL,1,1,E0700007\xe9\n"[..],
        )
        .unwrap_err();
    assert_eq!(problem.line, Some(2));
    assert!(problem.what.contains("UTF-8"));
}

#[test]
fn reads_the_lists_in_a_zip() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "Data/CSV/co.csv",
            "\"CO4 5JL\",10,599511,227486,\"\",\"\",\"\",\"\",\"E07000071\",\"\"\n",
        ),
        (
            "Data/CSV/sw.csv",
            "\"SW1A1AA\",10,529090,179645,\"\",\"\",\"\",\"\",\"E09000033\",\"\"\n",
        ),
        (
            "Doc/Code-Point_Open_Column_Headers.csv",
            "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n",
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap();
    let mut reader = Reader::default();
    reader.zip("codepo_gb.zip", bytes).unwrap();
    let (rows, report) = reader.finish();
    assert_eq!(
        in_words(&rows),
        [COLCHESTER, "SW1A 1AA 529090 179645 E09000033"]
    );
    assert_eq!(
        report.files,
        [
            "codepo_gb.zip/Data/CSV/co.csv",
            "codepo_gb.zip/Data/CSV/sw.csv"
        ]
    );
}

#[test]
fn refuses_a_zip_without_lists() {
    let empty = zip::ZipWriter::new(Cursor::new(Vec::new()))
        .finish()
        .unwrap();
    let problem = Reader::default().zip("a.zip", empty).unwrap_err();
    assert_eq!(
        problem.to_string(),
        "a.zip: the zip holds no CSV file; expected `Data/….csv` as published"
    );
    let problem: ReadProblem = Reader::default()
        .zip("a.zip", Cursor::new(b"not a zip".to_vec()))
        .unwrap_err();
    assert!(
        problem
            .to_string()
            .starts_with("a.zip: the zip cannot be read")
    );
}

#[test]
fn takes_the_lists_and_leaves_the_documents() {
    let choose = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        chosen(&names)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        choose(&[
            "Data/multi_csv/ONSPD_NOV_2025_UK_AB.csv",
            "Data/ONSPD_NOV_2025_UK.csv",
            "Documents/LAD names.csv",
            "__MACOSX/Data/._ONSPD_NOV_2025_UK.csv",
        ]),
        ["Data/ONSPD_NOV_2025_UK.csv"]
    );
    assert_eq!(
        choose(&[
            "x/Data/multi_csv/b.csv",
            "x/Data/multi_csv/a.csv",
            "x/Data/other.csv"
        ]),
        ["x/Data/multi_csv/a.csv", "x/Data/multi_csv/b.csv"]
    );
    assert_eq!(
        choose(&["Data\\CSV\\ab.csv", "Doc\\headers.csv"]),
        ["Data\\CSV\\ab.csv"]
    );
    assert_eq!(
        choose(&["two.CSV", "one.csv", "readme.txt", ".hidden.csv"]),
        ["one.csv", "two.CSV"]
    );
}
