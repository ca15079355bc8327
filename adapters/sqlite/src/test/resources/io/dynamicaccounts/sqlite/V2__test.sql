ALTER TABLE things ADD COLUMN colour TEXT NOT NULL DEFAULT 'red; or blue';

CREATE INDEX things_colour ON things (colour);
