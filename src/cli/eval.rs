//! `cardose eval`: drafts from standard input, one JSON object a line, answered in order and as they come.

use super::{
    arguments::{DetailArgument, EvalArguments},
    evaluator::Evaluator,
    example_line::example_line,
    exit::Exit,
    failure::Failure,
    input::Base,
    output::{complain_of, print},
    remark::{as_data, say},
};
use crate::report::Detail;
use std::io;

pub(crate) fn run(arguments: &EvalArguments) -> Exit {
    match stream(arguments) {
        Ok(exit) => exit,
        Err(failure) => {
            complain_of(&failure);
            failure.exit()
        }
    }
}

fn stream(arguments: &EvalArguments) -> Result<Exit, Failure> {
    if let Some(of) = arguments.example {
        return Ok(print(&example_line(of)?));
    }
    let base = Base::read(&arguments.context)?;
    let context = base.context(false)?;
    say(base.remarks());
    let remarks = as_data(base.remarks());
    let detail = match arguments.detail {
        DetailArgument::Verdicts => Detail::Verdicts,
        DetailArgument::Full => Detail::Full,
    };
    let Base { laboratories, protocol_hash, .. } = &base;
    let evaluator = Evaluator { context: &context, laboratories, protocol_hash, detail, remarks: &remarks };
    match evaluator.lines(io::stdin(), io::stdout(), arguments.jobs) {
        Ok(0) => Ok(Exit::Done),
        Ok(_) => Ok(Exit::BadInput),
        // A reader that has gone away is no failure.
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(err) => Err(Failure::System(format!("the stream broke: {err}"))),
    }
}
