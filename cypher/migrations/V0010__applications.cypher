// name: applicationId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT application_id IF NOT EXISTS FOR (n:Application) REQUIRE n.id IS UNIQUE

// name: credentialOfferId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT credential_offer_id IF NOT EXISTS FOR (n:CredentialOffer) REQUIRE n.id IS UNIQUE

// name: credentialOfferHash() schema none
// An offer is found by the hash of its link's secret.
CREATE INDEX credential_offer_hash IF NOT EXISTS FOR (n:CredentialOffer) ON (n.hash)

// name: awardValidUntil() schema none
// Awards that will end soon are found by their day.
CREATE INDEX award_valid_until IF NOT EXISTS FOR (n:Award) ON (n.validUntil)
