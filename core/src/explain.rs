//! Why a score or status is what it is: down to answers and evidence, and up to every obligation touched.
