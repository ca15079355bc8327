-- What a write of a credential asks for the account of its name: absent where it asks for nothing.
ALTER TABLE credentials ADD COLUMN intent TEXT;
ALTER TABLE credentials ADD COLUMN due INTEGER;
ALTER TABLE credentials ADD COLUMN tries INTEGER;
ALTER TABLE credentials ADD COLUMN basis TEXT;
ALTER TABLE credentials ADD COLUMN note TEXT;
ALTER TABLE credentials ADD COLUMN outcome TEXT;

CREATE INDEX credentials_due ON credentials (due) WHERE due IS NOT NULL;
