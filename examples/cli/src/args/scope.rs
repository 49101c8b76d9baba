//! The arguments of `scope`.

use super::ListFormat;
use clap::Args;
use csf_assess::Fraction;

/// Say whether an act binds an entity, as what, and by which rule
///
/// What is not said is not guessed: the answer then names what is missing and every class that is left. Without `--role`
/// the entity counts as having none of the roles that decide, and with roles alone as being in their sectors only; the
/// answer lists what would change it.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  csf-assess scope --sector annex-i/energy/electricity --size medium\n  csf-assess scope --role managed-service-provider --headcount 60 --turnover 9000000 --balance-sheet 4000000"
)]
pub(crate) struct ScopeArguments {
    /// The obligation set
    #[arg(long, value_name = "ID", default_value = "nis2")]
    pub(crate) set: String,
    /// A sector, such as `annex-i/energy/electricity`, or `none` for an entity of no sector of the act (repeatable)
    #[arg(long, value_name = "SECTOR")]
    pub(crate) sector: Vec<String>,
    /// micro, small, medium or large, in place of the figures
    #[arg(long, value_name = "SIZE", conflicts_with_all = ["headcount", "turnover", "balance_sheet"])]
    pub(crate) size: Option<String>,
    /// Staff in annual work units, partner and linked enterprises added
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub(crate) headcount: Option<Fraction>,
    /// Annual turnover in euros, such as 9000000
    #[arg(long, value_name = "EUR", allow_negative_numbers = true)]
    pub(crate) turnover: Option<Fraction>,
    /// Annual balance sheet total in euros
    #[arg(long, value_name = "EUR", allow_negative_numbers = true)]
    pub(crate) balance_sheet: Option<Fraction>,
    /// A role, such as `dns-service-provider` (repeatable)
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Vec<String>,
    /// ID=yes or ID=no: a further fact that the rules ask for (repeatable)
    #[arg(long, value_name = "FACT", value_parser = fact)]
    pub(crate) fact: Vec<(String, bool)>,
    /// The scope document of a Member State, whose rules come first
    #[arg(long, value_name = "ID-OR-FILE")]
    pub(crate) overlay: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

fn fact(text: &str) -> Result<(String, bool), String> {
    match text.split_once('=') {
        Some((id, "yes")) => Ok((id.to_owned(), true)),
        Some((id, "no")) => Ok((id.to_owned(), false)),
        _ => Err("write it as `sole-provider=yes` or `sole-provider=no`".to_owned()),
    }
}
