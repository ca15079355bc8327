-- The present revision of each credential. Without a definition, the present revision is a deletion.
CREATE TABLE credentials (
  name TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  written INTEGER NOT NULL,
  writer TEXT NOT NULL,
  actor TEXT NOT NULL,
  definition TEXT,
  defined INTEGER,
  open TEXT,
  sealed TEXT
) STRICT;

CREATE INDEX credentials_existing ON credentials (name) WHERE definition IS NOT NULL;
CREATE INDEX credentials_deleted ON credentials (written) WHERE definition IS NULL;

-- The earlier revisions, and when each was replaced.
CREATE TABLE credential_revisions (
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  written INTEGER NOT NULL,
  writer TEXT NOT NULL,
  actor TEXT NOT NULL,
  definition TEXT,
  defined INTEGER,
  open TEXT,
  sealed TEXT,
  replaced INTEGER NOT NULL,
  PRIMARY KEY (name, version)
) STRICT;

CREATE INDEX credential_revisions_replaced ON credential_revisions (replaced);

-- What the automatic migration remembers of names.
CREATE TABLE migration_marks (
  mark TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (mark, name)
) STRICT, WITHOUT ROWID;
