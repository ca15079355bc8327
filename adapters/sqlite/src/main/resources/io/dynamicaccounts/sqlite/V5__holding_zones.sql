-- As JSON, like left_zones. Absent: none is known, as it was before there was a column.
ALTER TABLE accounts ADD COLUMN "holding_zones" TEXT;
