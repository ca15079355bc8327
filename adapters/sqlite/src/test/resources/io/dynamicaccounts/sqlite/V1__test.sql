-- What the first version had; no more.
CREATE TABLE things (
  id INTEGER PRIMARY KEY
);
