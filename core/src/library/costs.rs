//! Costs, read beside the assessment that is planned for.

use super::Library;
use crate::assessment::Assessment;
use crate::costs::Costs;
use crate::document::{self, Document};
use crate::error::{Code, Error, Problem};
use crate::id::quoted;
use crate::obligation::ObligationSet;

impl Library {
    /// Reads costs, and checks them beside the assessment that is planned for.
    ///
    /// # Errors
    /// Every problem of the document, each with its line, column and path.
    pub fn costs(&self, text: &[u8], assessment: &Assessment) -> Result<Costs, Error> {
        let (document, text, mut problems) = document::read_open(text)?;
        let Document::Costs(costs) = document else {
            let message = format!("expected costs, found the {} {}", document.kind().text(), quoted(document.id()));
            return Err(Problem::new(Code::DocumentKind, message).into());
        };
        let sets: Vec<&ObligationSet> = self.obligation_sets().collect();
        costs.check_ids(assessment, &sets, &mut problems);
        text.finish(problems)?;
        Ok(*costs)
    }
}
