//! The engine in a world made of dice: a seed decides when the network loses what, when the process dies, when the disk
//! fails and what the clock shows, and the same seed gives the same run.
//!
//! `cargo test --test sim` plays 600 seeds and those that ever failed. `ARB_SIM_SEEDS=100000` plays more,
//! `ARB_SIM_SEED=17` plays one and tells its story.

#![allow(clippy::unwrap_used, reason = "in a test an unwrap is an assertion")]

mod sim {
    mod dice;
    mod shop;
    mod town;
    mod vendor;
    mod worker;

    use std::sync::atomic::{AtomicU64, Ordering};

    /// Seeds that failed once; each is played for ever.
    const FAILED_ONCE: &[u64] = &[42, 72, 106, 198];

    #[test]
    fn nothing_happens_twice_and_nothing_is_lost_whatever_the_dice_say() {
        let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
        if let Some(seed) = number("ARB_SIM_SEED") {
            if let Err(why) = town::play(seed, true) {
                panic!("seed {seed}: {why}");
            }
            return;
        }
        let count = number("ARB_SIM_SEEDS").unwrap_or(600);
        let next = AtomicU64::new(0);
        let total = std::sync::Mutex::new(town::Tally::default());
        std::thread::scope(|scope| {
            for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
                scope.spawn(|| {
                    loop {
                        let turn = next.fetch_add(1, Ordering::Relaxed);
                        let seed = match usize::try_from(turn).ok().and_then(|turn| FAILED_ONCE.get(turn)) {
                            Some(seed) => *seed,
                            None if turn < count + FAILED_ONCE.len() as u64 => turn - FAILED_ONCE.len() as u64,
                            None => return,
                        };
                        match town::play(seed, false) {
                            Ok(tally) => total.lock().unwrap().add(&tally),
                            Err(why) => {
                                next.store(u64::MAX / 2, Ordering::Relaxed);
                                panic!("seed {seed}: {why}\n  tell its story: ARB_SIM_SEED={seed} cargo test --test sim -- --nocapture");
                            }
                        }
                    }
                });
            }
        });
        let tally = total.into_inner().unwrap();
        eprintln!("simulation: {count} seeds, {tally}");
        // Dice that never fall badly would prove nothing.
        assert!(tally.is_eventful(), "the seeds were too quiet: {tally}");
    }

    #[test]
    fn the_same_seed_is_the_same_run() {
        for seed in [1, 2, 3] {
            assert_eq!(town::play(seed, false).unwrap(), town::play(seed, false).unwrap());
        }
    }
}
