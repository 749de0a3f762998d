//! axe-core is copied by `make assets`; a plain `cargo build` still compiles without it, and reports then lack what it says.

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=../../../assets/axe");
    std::fs::create_dir_all("../../../assets/axe")
}
