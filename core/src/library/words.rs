//! Frameworks in the publisher's own words, and in another language.

use super::{Library, named};
use crate::error::{Code, Error, Path, Problem, Problems};
use crate::framework::Framework;
use crate::id::{one_of, quoted};
use crate::translation::Translated;
use crate::wording::Wording;

impl Library {
    /// The official wording for a framework: the first by id.
    #[must_use]
    pub fn wording_of(&self, framework: &str) -> Option<&Wording> {
        self.wordings().find(|wording| wording.framework == framework)
    }

    /// A framework with its official wording beside our texts, if the library has one; see [`Wording::beside`].
    ///
    /// # Errors
    /// A framework that is not in the library.
    pub fn framework_beside(&self, framework: &str) -> Result<Framework, Error> {
        let mut problems = Problems::default();
        let kept = named(&self.frameworks, "framework", framework, &Path::default(), &mut problems);
        let shown = kept.map(|kept| match self.wording_of(framework) {
            Some(wording) => wording.beside(&kept.document),
            None => Framework::clone(&kept.document),
        });
        problems.into_result()?;
        shown.ok_or_else(|| Problem::new(Code::DocumentNotFound, "nothing to show").into())
    }

    /// A framework's content in another language, with a list of what is not translated.
    ///
    /// # Errors
    /// A framework that is not in the library, or no translation of it into this language.
    pub fn translated(&self, framework: &str, language: &str) -> Result<Translated, Error> {
        let mut problems = Problems::default();
        let kept = named(&self.frameworks, "framework", framework, &Path::default(), &mut problems);
        let translation = self.translations().find(|it| it.framework == framework && it.language == language);
        if kept.is_some() && translation.is_none() {
            let known: Vec<&str> =
                self.translations().filter(|it| it.framework == framework).map(|it| it.language.as_str()).collect();
            let message = format!("{framework} is not translated to {}; there is {}", quoted(language), one_of(&known));
            problems.value(&Path::default(), Code::DocumentNotFound, message);
        }
        problems.into_result()?;
        kept.zip(translation)
            .map(|(kept, translation)| translation.of(&kept.document))
            .ok_or_else(|| Problem::new(Code::DocumentNotFound, "nothing to translate").into())
    }
}
