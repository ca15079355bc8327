-- What absent values mean is what was so before there was a column: see growth.md.
ALTER TABLE accounts ADD COLUMN "confirmed" INTEGER;

ALTER TABLE heartbeats ADD COLUMN caching_acknowledged INTEGER;
ALTER TABLE heartbeats ADD COLUMN lease_until INTEGER;
ALTER TABLE heartbeats ADD COLUMN capacity INTEGER;

-- JSON, compared as text: whoever replaces it wrote what it read.
ALTER TABLE assignments ADD COLUMN exclusions TEXT;

-- By zone of left_zones, the revision from which on its lists do not name the account.
ALTER TABLE assignments ADD COLUMN left_at TEXT;
