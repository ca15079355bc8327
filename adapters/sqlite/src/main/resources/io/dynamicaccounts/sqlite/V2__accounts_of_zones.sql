-- How many accounts a zone has, as far as is known: activation no longer counts them.
ALTER TABLE zones ADD COLUMN accounts INTEGER NOT NULL DEFAULT 0;

UPDATE zones SET accounts =
  (SELECT count(*) FROM assignments WHERE assignments.zone = zones.zone AND standing <> 'REMOVED');
