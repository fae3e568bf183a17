// name: shareLinkHash() schema none
// A link is found by the hash of its token.
CREATE INDEX share_link_hash IF NOT EXISTS FOR (n:ShareLink) ON (n.hash)
