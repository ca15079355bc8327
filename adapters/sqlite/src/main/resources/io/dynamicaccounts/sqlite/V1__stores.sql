-- Instants are milliseconds since 1970, durations milliseconds, flags 0 or 1, lists and objects JSON text.

-- The truth about each account. One column for each Attribute, under its name in lower case.
CREATE TABLE accounts (
  "name" TEXT NOT NULL PRIMARY KEY,
  "standing" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "generation" INTEGER,
  "source" TEXT,
  "zone" TEXT,
  "pinned" INTEGER,
  "definition" TEXT,
  "kubeconfig_file" TEXT,
  "retries" INTEGER,
  "stops" INTEGER,
  "marked" INTEGER,
  "due" INTEGER,
  "deadline" INTEGER,
  "stop_revision" INTEGER,
  "tried_zones" TEXT,
  "tried_reasons" TEXT,
  "left_zones" TEXT,
  "message" TEXT,
  "name_token" TEXT,
  "writer" TEXT,
  "event" TEXT,
  "from" TEXT,
  "actor" TEXT,
  "updated" INTEGER
) STRICT;

CREATE INDEX accounts_due ON accounts (due, name) WHERE due IS NOT NULL;
CREATE INDEX accounts_standing ON accounts (standing);

-- SQLite compares text by the bytes of its UTF-8, which for names is the order of code units.
CREATE TABLE names (
  name TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL,
  written INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE definitions (
  account TEXT NOT NULL,
  id TEXT NOT NULL,
  written INTEGER NOT NULL,
  open TEXT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (account, id)
) STRICT;

CREATE TABLE observations (
  account TEXT NOT NULL PRIMARY KEY,
  kube_host TEXT,
  kube_version TEXT,
  cert_fingerprint TEXT,
  namespaces TEXT NOT NULL
) STRICT;

CREATE TABLE history (
  account TEXT NOT NULL,
  version INTEGER NOT NULL,
  time INTEGER NOT NULL,
  event TEXT NOT NULL,
  "from" TEXT NOT NULL,
  "to" TEXT NOT NULL,
  actor TEXT NOT NULL,
  message TEXT,
  PRIMARY KEY (account, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX history_time ON history (time);

CREATE TABLE assignments (
  zone TEXT NOT NULL,
  account TEXT NOT NULL,
  version INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  standing TEXT NOT NULL,
  definition TEXT,
  awaited INTEGER NOT NULL,
  due INTEGER,
  stop_revision INTEGER NOT NULL,
  left_zones TEXT NOT NULL,
  outcomes TEXT NOT NULL DEFAULT '{}',
  written INTEGER NOT NULL,
  PRIMARY KEY (zone, account)
) STRICT, WITHOUT ROWID;

CREATE INDEX assignments_counted ON assignments (zone, standing) WHERE standing <> 'REMOVED';
CREATE INDEX assignments_tombstones ON assignments (written) WHERE standing = 'REMOVED';

CREATE TABLE zones (
  zone TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL,
  roster TEXT NOT NULL,
  stops_pending INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE heartbeats (
  zone TEXT NOT NULL,
  agent TEXT NOT NULL,
  session TEXT NOT NULL,
  superseded TEXT NOT NULL,
  registered_at INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL,
  acknowledged_before INTEGER NOT NULL,
  interval INTEGER NOT NULL,
  wake_at INTEGER,
  version TEXT NOT NULL,
  secret_engines TEXT NOT NULL,
  gone_at INTEGER,
  followed INTEGER NOT NULL,
  PRIMARY KEY (zone, agent)
) STRICT, WITHOUT ROWID;

-- The zone that an agent id was last registered in.
CREATE TABLE homes (
  agent TEXT NOT NULL PRIMARY KEY,
  zone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sweep_mark (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  last_run INTEGER NOT NULL,
  interval INTEGER NOT NULL,
  distrust_until INTEGER,
  reason TEXT,
  distrusted TEXT NOT NULL,
  lived_at TEXT NOT NULL,
  agents INTEGER NOT NULL
) STRICT;

-- Which accounts each agent's own configuration declares.
CREATE TABLE declarations (
  zone TEXT NOT NULL,
  agent TEXT NOT NULL,
  registration INTEGER NOT NULL,
  names TEXT NOT NULL,
  former TEXT NOT NULL,
  PRIMARY KEY (zone, agent)
) STRICT, WITHOUT ROWID;
