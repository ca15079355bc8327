-- As JSON, like names. None: nothing was refused before there was a column.
ALTER TABLE declarations ADD COLUMN "refused" TEXT NOT NULL DEFAULT '[]';
