// name: entitlementKey() schema none
// An organization is entitled to a framework once, however many say so at one time.
CREATE CONSTRAINT entitled_to_key IF NOT EXISTS FOR ()-[r:ENTITLED_TO]-() REQUIRE r.key IS UNIQUE
