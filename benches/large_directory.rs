//! Writes the shipped directory with many generated services into a folder that is not there yet.

mod common;

use std::path::Path;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [services, folder] = arguments.as_slice() else {
        return Err("give how many services, and a folder that is not there yet".to_owned());
    };
    let services: usize = services
        .parse()
        .map_err(|_| format!("`{services}` is not a number"))?;
    let folder = Path::new(folder);
    if folder.exists() {
        return Err(format!("{} is there already", folder.display()));
    }
    common::write(folder, services).map_err(|error| error.to_string())?;
    Ok(())
}
