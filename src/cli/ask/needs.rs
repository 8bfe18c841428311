//! What the person needs help with, in their own words.

use super::Taken;
use super::source::{Reply, Source};
use crate::cli::find::crisis_numbers;
use crate::cli::output::paragraph;
use crate::cli::session::Session;
use crate::conversation::Conversation;
use crate::conversation::typed::{self, Typed};
use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::words::{self, Meaning};
use anyhow::Result;
use std::io::{self, Write};

/// Takes words for a need; where they are not exact, offers what they may mean.
pub(super) fn take(
    line: &str,
    now: &mut Conversation,
    session: &Session,
    source: &mut Source,
    out: &mut dyn Write,
) -> Result<Taken> {
    if matches!(typed::command(line), Some(Typed::Skip)) {
        return Ok(Taken::Not(NAME_ONE.to_owned()));
    }
    let index = words::Index::new(session.directory());
    for part in line
        .split([';', ','])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let meaning = words::meaning(&index, part);
        crisis(&meaning, session.directory(), out)?;
        if let [need] = meaning.exact.as_slice() {
            now.add_need(*need);
            continue;
        }
        let offered: Vec<_> = meaning
            .exact
            .iter()
            .copied()
            .chain(
                meaning
                    .crisis
                    .iter()
                    .chain(&meaning.candidates)
                    .map(|found| found.need),
            )
            .collect();
        if offered.is_empty() {
            return Ok(Taken::Not(format!(
                "nothing is known for `{part}`: use other words, or see `signpost find --list-needs`"
            )));
        }
        offer(part, &offered, session.directory(), out)?;
        loop {
            match source.reply("Number, or 0 for none of these: ", out)? {
                Reply::Back => return Ok(Taken::Again),
                Reply::Stop => return Ok(Taken::Stop),
                Reply::Skip => break,
                Reply::Line(chosen) => match chosen.parse::<usize>() {
                    Ok(0) => break,
                    Ok(number) if number <= offered.len() => {
                        now.add_need(offered[number - 1]);
                        break;
                    }
                    _ => writeln!(out, "type a number from 0 to {}", offered.len())?,
                },
            }
        }
    }
    Ok(if now.case.needs.is_empty() {
        Taken::Not(NAME_ONE.to_owned())
    } else {
        Taken::Done
    })
}

/// Nothing can be decided about nothing.
const NAME_ONE: &str = "name at least one thing they need help with, or `q` to stop";

/// What words may mean, for choosing.
fn offer(
    typed: &str,
    offered: &[NeedIndex],
    directory: &Directory,
    out: &mut dyn Write,
) -> io::Result<()> {
    paragraph(out, 0, 0, &format!("Which is meant by \"{typed}\"?"))?;
    for (number, need) in (1..).zip(offered) {
        let lead = format!("{number}. ");
        paragraph(
            out,
            2,
            lead.len(),
            &format!("{lead}{}", directory.need(*need).label),
        )?;
    }
    Ok(())
}

/// Where words may mean danger: whom to ring, at once.
fn crisis(meaning: &Meaning, directory: &Directory, out: &mut dyn Write) -> io::Result<()> {
    let exact = meaning
        .exact
        .iter()
        .any(|need| directory.need(*need).crisis);
    if meaning.crisis.is_empty() && !exact {
        return Ok(());
    }
    let numbers: Vec<String> = crisis_numbers(directory)
        .iter()
        .map(|number| format!("{} {}", number.name, number.phone))
        .collect();
    paragraph(
        out,
        0,
        2,
        &format!("This may mean danger. {}", numbers.join("; ")),
    )
}
