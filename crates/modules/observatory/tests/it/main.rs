#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod figures;
