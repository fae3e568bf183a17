// name: awardStatusList() schema none
// The awards of an issuer's status list are found by the issuer's id.
CREATE INDEX award_status_list IF NOT EXISTS FOR (n:Award) ON (n.statusList)
