-- The same id in two zones are two agents: an id has no one zone any more, and leads to its heartbeats by itself.
DROP TABLE homes;

CREATE INDEX heartbeats_of_id ON heartbeats (agent);

-- As JSON, like names. None: nothing was refused before there was a column.
ALTER TABLE declarations ADD COLUMN "refused" TEXT NOT NULL DEFAULT '[]';

-- The check value of the key that the secrets are encrypted with. Absent: no process with a key has noted one.
ALTER TABLE installation ADD COLUMN key_check TEXT;
