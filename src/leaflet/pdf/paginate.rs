//! Where a new page begins. Pure: heights in, page numbers out.

/// How strongly a piece holds to the one before it, from weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hold {
    /// A new page may begin here.
    Free,
    /// Only where a whole service does not fit on a page.
    Service,
    /// Only where the block does not fit: one labelled part, the crisis numbers.
    Block,
    /// Only where the lines do not fit: the first two of a paragraph, what leads to a name.
    Line,
    /// Only where nothing else is possible: a name and its telephone number.
    Name,
}

/// A line or a picture, which is never cut in two. In points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    /// The space above it; none at the top of a page.
    pub(super) before: f32,
    /// Its own height.
    pub(super) height: f32,
    /// What the edge of its box needs where it is the first or the last of a page.
    pub(super) edge: f32,
    /// How it holds to the one before.
    pub(super) hold: Hold,
}

/// A service is split rather than leave more of a page blank than this, in parts of the page.
const MOST_BLANK: f32 = 0.3;
/// What of a split service goes on to the next page is at least so high where that can be, in parts of the page.
const LEAST_REST: f32 = 0.15;

/// The page of each piece, counted from zero, in order.
///
/// Pieces that hold together stand on one page wherever one page is high enough for them all; only a service gives way
/// earlier, where it would leave much of a page blank. Where one page is not high enough, the weakest holds among them give way,
/// all of that strength at once, and so on to the strongest.
pub(super) fn paginate(pieces: &[Measure], room: f32) -> Vec<usize> {
    let breaks = breaks(pieces, room);
    let mut pages = Vec::with_capacity(pieces.len());
    let (mut page, mut first) = (0, 0);
    let mut start = 0;
    while start < pieces.len() {
        let mut end = (start + 1..pieces.len())
            .find(|at| breaks[*at])
            .unwrap_or(pieces.len());
        if start > first && height(&pieces[first..end]) > room {
            let used = height(&pieces[first..start]);
            let fits = || {
                (start + 1..end)
                    .rev()
                    .filter(|at| pieces[*at].hold <= Hold::Service)
                    .filter(|at| height(&pieces[first..*at]) <= room)
            };
            let rest = |at: &usize| height(&pieces[*at..end]) >= LEAST_REST * room;
            let split = fits().find(rest).or_else(|| fits().next());
            if let Some(at) = split.filter(|_| room - used > MOST_BLANK * room) {
                end = at;
            } else {
                page += 1;
                first = start;
            }
        }
        pages.extend(std::iter::repeat_n(page, end - start));
        start = end;
    }
    pages
}

/// Where a page may begin, once the holds of all that is too high for one page have given way.
fn breaks(pieces: &[Measure], room: f32) -> Vec<bool> {
    let mut breaks: Vec<bool> = pieces
        .iter()
        .map(|piece| piece.hold == Hold::Free)
        .collect();
    for giving_way in [Hold::Service, Hold::Block, Hold::Line, Hold::Name] {
        let mut start = 0;
        while start < pieces.len() {
            let end = (start + 1..pieces.len())
                .find(|at| breaks[*at])
                .unwrap_or(pieces.len());
            if height(&pieces[start..end]) > room {
                for at in start + 1..end {
                    breaks[at] |= pieces[at].hold <= giving_way;
                }
            }
            start = end;
        }
    }
    breaks
}

/// The height of pieces that fill a page.
fn height(run: &[Measure]) -> f32 {
    let all: f32 = run.iter().map(|piece| piece.before + piece.height).sum();
    let top = run.first().map_or(0.0, |piece| piece.edge - piece.before);
    all + top + run.last().map_or(0.0, |piece| piece.edge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROOM: f32 = 100.0;

    fn piece(height: u8, hold: Hold) -> Measure {
        Measure {
            before: 2.0,
            height: f32::from(height),
            edge: 0.0,
            hold,
        }
    }

    #[test]
    fn a_heading_goes_to_the_next_page_with_its_telephone_number() {
        let pieces = [
            piece(80, Hold::Free),
            piece(10, Hold::Free),
            piece(20, Hold::Line),
        ];
        assert_eq!(paginate(&pieces, ROOM), [0, 1, 1]);
    }

    #[test]
    fn a_service_that_fits_on_a_page_stays_whole_and_a_longer_one_fills_the_page_it_begins_on() {
        let short = [
            piece(75, Hold::Free),
            piece(40, Hold::Free),
            piece(40, Hold::Service),
        ];
        assert_eq!(paginate(&short, ROOM), [0, 1, 1]);
        let long = [
            piece(50, Hold::Free),
            piece(40, Hold::Free),
            piece(40, Hold::Service),
            piece(40, Hold::Service),
        ];
        assert_eq!(paginate(&long, ROOM), [0, 0, 1, 1]);
    }

    #[test]
    fn a_service_is_split_rather_than_leave_much_of_a_page_blank() {
        let pieces = |before| {
            [
                piece(before, Hold::Free),
                piece(30, Hold::Free),
                piece(30, Hold::Service),
            ]
        };
        // 100 - 50 leaves half of the page blank, 100 - 80 a fifth.
        assert_eq!(paginate(&pieces(50), ROOM), [0, 0, 1]);
        assert_eq!(paginate(&pieces(80), ROOM), [0, 1, 1]);
        // Not the last line alone goes on to the next page.
        let lines = [50, 20, 10, 10, 10].map(|height| piece(height, Hold::Service));
        let mut lines = lines.to_vec();
        lines[0].hold = Hold::Free;
        lines[1].hold = Hold::Free;
        assert_eq!(paginate(&lines, ROOM), [0, 0, 0, 1, 1]);
    }

    #[test]
    fn the_edge_of_a_box_takes_room_at_both_ends_of_a_page() {
        let boxed = |height| Measure {
            edge: 5.0,
            ..piece(height, Hold::Free)
        };
        assert_eq!(paginate(&[boxed(44), boxed(44)], ROOM), [0, 0]);
        assert_eq!(paginate(&[boxed(44), boxed(45)], ROOM), [0, 1]);
    }

    #[test]
    fn what_is_exactly_as_high_as_the_page_fits() {
        let pieces = [piece(98, Hold::Free), piece(100, Hold::Free)];
        assert_eq!(paginate(&pieces, ROOM), [0, 1]);
        let pieces = [piece(49, Hold::Free), piece(49, Hold::Free)];
        assert_eq!(paginate(&pieces, ROOM), [0, 0]);
    }

    fn any_piece() -> impl Strategy<Value = Measure> {
        let holds = prop_oneof![
            Just(Hold::Free),
            Just(Hold::Service),
            Just(Hold::Block),
            Just(Hold::Line),
            Just(Hold::Name)
        ];
        (1_u8..60, holds).prop_map(|(height, hold)| piece(height, hold))
    }

    /// The whole height of the pieces from `first` to `last`, counted without the function that is tested.
    fn stacked(pieces: &[Measure], first: usize, last: usize) -> f32 {
        let mut top = 0.0;
        for (number, piece) in pieces[first..=last].iter().enumerate() {
            top += piece.height;
            if number > 0 {
                top += piece.before;
            }
        }
        top
    }

    proptest! {
        #[test]
        fn pages_follow_each_other_and_none_is_overfull(pieces in prop::collection::vec(any_piece(), 0..40)) {
            let pages = paginate(&pieces, ROOM);
            prop_assert_eq!(pages.len(), pieces.len());
            for at in 0..pages.len() {
                let before = if at == 0 { 0 } else { pages[at - 1] };
                prop_assert!(pages[at] == before || pages[at] == before + 1);
                let first = pages.iter().position(|page| *page == pages[at]).unwrap();
                prop_assert!(stacked(&pieces, first, at) <= ROOM);
            }
        }

        /// A page begins inside what holds together only if that is higher than a page.
        #[test]
        fn nothing_that_fits_on_a_page_is_split(pieces in prop::collection::vec(any_piece(), 1..40)) {
            let pages = paginate(&pieces, ROOM);
            for at in 1..pages.len() {
                if pages[at] == pages[at - 1] {
                    continue;
                }
                for hold in [Hold::Service, Hold::Block, Hold::Line, Hold::Name] {
                    if pieces[at].hold < hold {
                        continue;
                    }
                    // All that is held to this piece, directly or by others, at least so strongly.
                    let first = (0..=at).rev().find(|first| pieces[*first].hold < hold).unwrap_or(0);
                    let last = (at..pieces.len()).take_while(|last| *last == at || pieces[*last].hold >= hold).last().unwrap();
                    let fits = stacked(&pieces, first, last) <= ROOM;
                    // What stands on the page before the service; a service gives way where that is little.
                    let top = pages.iter().position(|page| *page == pages[at - 1]).unwrap();
                    let used = if top < first { stacked(&pieces, top, first - 1) } else { ROOM };
                    let given_way = pieces[at].hold == Hold::Service && ROOM - used > 30.0;
                    prop_assert!(!fits || given_way, "split at {} though {}..={} fits", at, first, last);
                }
            }
        }

        /// A page ends early only where what comes next would not fit.
        #[test]
        fn no_page_ends_before_it_must(heights in prop::collection::vec(1_u8..60, 1..40)) {
            let pieces: Vec<Measure> = heights.iter().map(|height| piece(*height, Hold::Free)).collect();
            let pages = paginate(&pieces, ROOM);
            for at in 1..pages.len() {
                if pages[at] != pages[at - 1] {
                    let first = pages.iter().position(|page| *page == pages[at - 1]).unwrap();
                    prop_assert!(stacked(&pieces, first, at) > ROOM);
                }
            }
        }
    }
}
