// name: learnerId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT learner_id IF NOT EXISTS FOR (n:Learner) REQUIRE n.id IS UNIQUE

// name: awardId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT award_id IF NOT EXISTS FOR (n:Award) REQUIRE n.id IS UNIQUE

// name: experienceId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT experience_id IF NOT EXISTS FOR (n:Experience) REQUIRE n.id IS UNIQUE

// name: enrolmentId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT enrolment_id IF NOT EXISTS FOR (n:Enrolment) REQUIRE n.id IS UNIQUE

// name: consentId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT consent_id IF NOT EXISTS FOR (n:Consent) REQUIRE n.id IS UNIQUE

// name: auditEventId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT audit_event_id IF NOT EXISTS FOR (n:AuditEvent) REQUIRE n.id IS UNIQUE

// name: shareLinkId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT share_link_id IF NOT EXISTS FOR (n:ShareLink) REQUIRE n.id IS UNIQUE

// name: learnerSortName() schema none
// Pages are in the order of labels, as people sort them.
CREATE INDEX learner_sort_name IF NOT EXISTS FOR (n:Learner) ON (n.sortName)

// name: learnerKeepUntil() schema none
// Records that are to be kept no longer are found by their day.
CREATE INDEX learner_keep_until IF NOT EXISTS FOR (n:Learner) ON (n.keepUntil)

// name: awardNextCheck() schema none
// Awards that are to be verified again are found by their day.
CREATE INDEX award_next_check IF NOT EXISTS FOR (n:Award) ON (n.nextCheckOn)

// name: auditEventSubject() schema none
// What was done with the record of one learner is found by the learner's id.
CREATE INDEX audit_event_subject IF NOT EXISTS FOR (n:AuditEvent) ON (n.subject)
