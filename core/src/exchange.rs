//! Files of other tools, read into assessments and written from them.
