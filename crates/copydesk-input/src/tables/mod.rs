mod cues;
pub(crate) use cues::CUES;
