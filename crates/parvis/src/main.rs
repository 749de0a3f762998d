use std::process::ExitCode;

fn main() -> ExitCode {
    parvis::run(std::env::args_os())
}
