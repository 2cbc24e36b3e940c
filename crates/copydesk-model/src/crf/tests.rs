use proptest::prelude::*;

use super::*;

fn parts(features: Vec<(u32, Vec<Weight>)>) -> Parts {
    Parts {
        labels: ["O", "B", "L"].map(String::from).to_vec(),
        scale: 0.05,
        start: vec![0, 0, FORBIDDEN],
        end: vec![0, FORBIDDEN, 0],
        transitions: vec![10, 0, FORBIDDEN, FORBIDDEN, FORBIDDEN, 0, 5, 0, FORBIDDEN],
        features,
    }
}

#[test]
fn bytes_that_are_not_a_model_are_refused() {
    let good = parts(vec![(7, vec![(0, 5), (2, -5)])]).to_bytes();
    assert!(Crf::from_bytes(&good).is_ok());
    assert_eq!(Crf::from_bytes(b"PK\x03\x04....").unwrap_err(), Error::Magic);
    assert_eq!(Crf::from_bytes(&good[..3]).unwrap_err(), Error::Malformed);
    for (at, error) in [(6, Error::Version(0)), (8, Error::Checksum), (20, Error::Checksum)] {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        assert_eq!(Crf::from_bytes(&bytes).unwrap_err(), error, "byte {at}");
    }
    assert_eq!(Crf::from_bytes(&good[..good.len() - 1]).unwrap_err(), Error::Checksum);
}

#[test]
fn parts_must_fit() {
    for (label, length) in [(3, 1), (0, 0)] {
        let row = vec![(label, 1); length];
        assert_eq!(Crf::from_parts(&parts(vec![(7, row)])).unwrap_err(), Error::Malformed);
    }
    assert!(Crf::from_parts(&Parts { start: vec![0], ..parts(Vec::new()) }).is_err());
}

/// The best of all labellings of a sequence and its score, by trying each, and the total of all odds.
fn exhaustive(parts: &Parts, rows: &[[i16; 3]], borders: [Option<u8>; 2]) -> (i32, Vec<u8>, f64) {
    let mut best = (i32::MIN, Vec::new());
    let mut total = 0.0;
    for code in 0..3usize.pow(rows.len() as u32) {
        let path: Vec<u8> = (0..rows.len()).map(|i| (code / 3usize.pow(i as u32) % 3) as u8).collect();
        let score = score(parts, rows, borders, &path);
        if score > i32::from(FORBIDDEN) / 2 {
            total += (f64::from(score) * f64::from(parts.scale)).exp();
        }
        if score > best.0 {
            best = (score, path);
        }
    }
    (best.0, best.1, total)
}

fn score(parts: &Parts, rows: &[[i16; 3]], borders: [Option<u8>; 2], path: &[u8]) -> i32 {
    let at = |label: u8| usize::from(label);
    let step = |from: u8, to: u8| i32::from(parts.transitions[at(from) * 3 + at(to)]);
    let emissions: i32 = rows.iter().zip(path).map(|(row, label)| i32::from(row[at(*label)])).sum();
    let steps: i32 = path.windows(2).map(|pair| step(pair[0], pair[1])).sum();
    let ends = path.first().zip(path.last()).map_or(0, |(first, last)| {
        borders[0].map_or(i32::from(parts.start[at(*first)]), |before| step(before, *first))
            + borders[1].map_or(i32::from(parts.end[at(*last)]), |after| step(*last, after))
    });
    emissions + steps + ends
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Crf::from_bytes(&bytes).is_err());
    }

    #[test]
    fn features_survive_the_bytes(keys in proptest::collection::btree_map(any::<u32>(), -127i8..=127, 0..200)) {
        let features = keys.iter().map(|(key, weight)| (*key, vec![(1, *weight)])).collect();
        let crf = Crf::from_bytes(&parts(features).to_bytes()).unwrap();
        prop_assert_eq!(crf.feature_count(), keys.len());
        for (key, weight) in keys {
            prop_assert_eq!(crf.weights_of(key), &[(1, weight)]);
        }
    }

    #[test]
    fn decoding_finds_the_best_path_and_its_probability(
        rows in proptest::collection::vec([-600i16..600, -600i16..600, -600i16..600], 1..6),
        borders in proptest::sample::select(vec![[None; 2], [Some(0); 2], [None, Some(0)], [Some(2), Some(1)]]),
    ) {
        let parts = parts(Vec::new());
        let crf = Crf::from_parts(&parts).unwrap();
        let mut lattice = Lattice::default();
        lattice.begin_between(&crf, borders);
        for row in &rows {
            lattice.position()[..3].copy_from_slice(row);
        }
        let path = lattice.decode(&crf).to_vec();
        let (best, expected, total) = exhaustive(&parts, &rows, borders);
        prop_assert_eq!(score(&parts, &rows, borders, &path), best, "{:?}, not {:?}", path, expected);
        let probability = (f64::from(best) * f64::from(parts.scale)).exp() / total;
        // Each position multiplies by sums of three odds, forward and backward; the logarithm of a factor is rounded
        // as often as it has natural-log units.
        let units = 1200.0 * parts.scale + 8.0;
        let tolerance = f64::from(units * 2.0 * f32::EPSILON) * f64::from(rows.len() as u32);
        let found = f64::from(lattice.probability(&crf, 0..rows.len()));
        prop_assert!((found - probability).abs() < tolerance, "{} for {}", found, probability);
    }

    #[test]
    fn a_sequence_falls_apart_at_what_is_known(
        left in proptest::collection::vec([-90i16..90, -90i16..90, -90i16..90], 1..4),
        right in proptest::collection::vec([-90i16..90, -90i16..90, -90i16..90], 1..4),
    ) {
        let crf = Crf::from_parts(&parts(Vec::new())).unwrap();
        let decode = |borders, rows: &[[i16; 3]]| {
            let mut lattice = Lattice::default();
            lattice.begin_between(&crf, borders);
            for row in rows {
                lattice.position()[..3].copy_from_slice(row);
            }
            lattice.decode(&crf).to_vec()
        };
        let whole = decode([None; 2], &[&left[..], &[[9000, 0, 0]], &right].concat());
        let pieces = [decode([None, Some(0)], &left), vec![0], decode([Some(0), None], &right)].concat();
        prop_assert_eq!(whole, pieces);
    }
}
