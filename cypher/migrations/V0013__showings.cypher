// name: showingSubject() schema none
// To whom a learner was shown is found by the learner's id.
CREATE INDEX showing_subject IF NOT EXISTS FOR (n:Showing) ON (n.subject)
