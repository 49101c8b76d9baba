//! When the reports of an incident fall due.

use crate::args::{ClockArguments, ClockFormat};
use crate::failure::{Failure, Outcome};
use crate::{output, surface};
use csf_assess::Library;

pub(crate) fn clock(library: &Library, arguments: &ClockArguments) -> Outcome {
    let (set, incident) = (arguments.set.as_str(), arguments.incident());
    let text = match arguments.format {
        ClockFormat::Text => surface::clock_text(library, set, &incident),
        ClockFormat::Json => surface::clock_json(library, set, &incident),
        ClockFormat::Ics => surface::clock_ics(library, set, &incident),
    };
    output::print(&text.map_err(|error| Failure::of_name(&error))?)
}
