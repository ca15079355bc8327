-- Since when the installation counts, and whether it may be served.
CREATE TABLE installation (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  epoch INTEGER NOT NULL,
  state TEXT NOT NULL,
  home TEXT NOT NULL,
  since INTEGER NOT NULL,
  undisturbed INTEGER NOT NULL,
  restoring TEXT
) STRICT;
