-- The ledger, version 2. Only SQL that SQLite and PostgreSQL both speak.

-- Readings. A file that comes again and is read in another way (the feed's quote was corrected) is a drop of its own. No
-- constraint can be taken from a table in SQLite, so that of the drops is made anew. This part stands first: columns that
-- other parts add to the drops come behind it.
CREATE TABLE drops_2 (
  number      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  feed        TEXT NOT NULL,
  content     TEXT NOT NULL,          -- SHA-256 of the file, in hex
  file_name   TEXT NOT NULL,          -- as it was dropped
  work        TEXT NOT NULL,          -- where the file is while the drop is open, relative to the work folder
  bytes       BIGINT NOT NULL,
  state       TEXT NOT NULL,
  header      TEXT,                   -- the column names, a JSON array
  charset     TEXT,                   -- how the file was read, from here down to blank_records; null until it is planned
  charset_by  TEXT,                   -- MARK, CONTENT, FEED, DETECTED
  delimiter   TEXT,
  quote_sign  TEXT,
  escape_sign TEXT,                   -- null when nothing escapes
  delimiter_named INTEGER NOT NULL DEFAULT 0, -- whether the file's first line says its delimiter
  preamble_records BIGINT NOT NULL DEFAULT 0, -- those before the header
  blank_records    BIGINT NOT NULL DEFAULT 0, -- those with nothing but blank cells
  row_count   BIGINT NOT NULL DEFAULT 0,
  reinvite_after BIGINT,              -- how old, in milliseconds, a pending invitation must be to be sent again
  plans       BIGINT NOT NULL DEFAULT 0, -- how often planning was begun; only the last one may go on
  approved    INTEGER NOT NULL DEFAULT 0, -- whether a person let it be sent after it was held
  code        TEXT,                   -- why it was refused as a whole, or is held
  line        BIGINT NOT NULL DEFAULT 0,
  message     TEXT,
  received_at BIGINT NOT NULL,
  planned_at  BIGINT,
  sending_at  BIGINT,
  finished_at BIGINT,
  edition     BIGINT NOT NULL DEFAULT 0, -- how often what is reported has changed
  erased_at   BIGINT,                 -- when all that it had on people was erased, since its time was over
  input_gone  INTEGER NOT NULL DEFAULT 0, -- whether the file is not kept any more
  files_due   INTEGER NOT NULL DEFAULT 0, -- whether its files are still to follow what was erased here
  reading     BIGINT NOT NULL DEFAULT 1, -- which reading of this content in this feed, from 1
  superseded_by TEXT,                 -- the id of the drop that has its rows, since the file is read otherwise now
  hidden      TEXT,                   -- the places of columns whose cells are never kept, a JSON array; null if not known
  UNIQUE (feed, content, reading)
);

INSERT INTO drops_2 (number, id, feed, content, file_name, work, bytes, state, header, charset, charset_by, delimiter, quote_sign,
    escape_sign, delimiter_named, preamble_records, blank_records, row_count, reinvite_after, plans, approved, code, line,
    message, received_at, planned_at, sending_at, finished_at, edition, erased_at, input_gone, files_due)
  SELECT number, id, feed, content, file_name, work, bytes, state, header, charset, charset_by, delimiter, quote_sign,
    escape_sign, delimiter_named, preamble_records, blank_records, row_count, reinvite_after, plans, approved, code, line,
    message, received_at, planned_at, sending_at, finished_at, edition, erased_at, input_gone, files_due FROM drops;

DROP TABLE drops;

ALTER TABLE drops_2 RENAME TO drops;

CREATE INDEX drops_by_state ON drops (state);

CREATE INDEX drops_by_work ON drops (work);

-- What a row was read as: a keyed hash of its cells. Null where that was never written down, or was erased with the row.
ALTER TABLE drop_rows ADD COLUMN cells_hash BLOB;

-- The other names by which the content of a drop came.
CREATE TABLE drop_names (
  drop_number BIGINT NOT NULL,
  name        TEXT NOT NULL,          -- as it was dropped
  at          BIGINT NOT NULL,        -- when it came first by this name
  PRIMARY KEY (drop_number, name)
);

-- The instance that owns the ledger, a random id; each of its transactions looks whether it still stands here. Its process
-- is in the row 'instance_process', which is taken out at its end. (The seal of the audit trail, 'audit_seal', is made by the
-- program in the transaction of this script, since it takes ledger.key.)
INSERT INTO meta (name, value) VALUES ('instance', '');

-- When a row was looked up at the API, by the settle clock of this start: its intent must follow soon, or it is looked up
-- again. Null once it was sent.
ALTER TABLE drop_rows ADD COLUMN looked_up BIGINT;

-- Since the ledger was brought back: keys whose rows are not looked up any more, as they were sent since, or a person decided.
CREATE TABLE looked_up_keys (
  key BLOB PRIMARY KEY
);

-- By what the lists of the API are tried: where people were invited, with the last row of an ended drop that was.
CREATE TABLE places (
  target     TEXT NOT NULL,
  tenant     TEXT NOT NULL,
  target_key TEXT NOT NULL,
  row        BIGINT NOT NULL,
  PRIMARY KEY (target, tenant, target_key)
);

INSERT INTO places (target, tenant, target_key, row)
  SELECT target, tenant, target_key, MAX(id) FROM drop_rows
  WHERE status IN ('INVITED', 'ALREADY_INVITED') AND operation <> 'BLANK' GROUP BY target, tenant, target_key;

-- Which row was sent again alone, where the ledger knew nobody whom a list could have shown: the others wait for it. From
-- this version on, absences of drop_rows are those that had a witness; -1 stands for one without.
CREATE TABLE probes (
  target TEXT NOT NULL,
  tenant TEXT NOT NULL,
  place  TEXT NOT NULL,               -- a hash of what the lists are filtered by; empty for all of the tenant
  row    BIGINT NOT NULL,
  intent INTEGER NOT NULL,            -- the last of its intents before that
  PRIMARY KEY (target, tenant, place)
);

-- Warnings: what the sender of a file may not have meant, and what kept nothing from being sent. Of a row a JSON array of code,
-- column, value, expected and suggestion; of a drop one of code, count, lines (the first ten) and message. Null for none.
ALTER TABLE drop_rows ADD COLUMN warnings TEXT;

ALTER TABLE drops ADD COLUMN warnings TEXT;

-- Duplicates: the row of the same file that a row is the same as, so that it can end with that one, or have a turn of its own.
-- Null where it repeats none, and in drops that version 1 planned.
ALTER TABLE drop_rows ADD COLUMN duplicate_of BIGINT;

CREATE INDEX rows_that_repeat ON drop_rows (duplicate_of, status) WHERE duplicate_of IS NOT NULL;

-- How files are read: by rules of which a drop keeps the number, so that its file is read again as it was. 1 is for what was
-- read before there were others. Records that are the header once more are no rows; short rows are filled up.
ALTER TABLE drops ADD COLUMN reading_rules INTEGER NOT NULL DEFAULT 1;

ALTER TABLE drops ADD COLUMN repeated_headers BIGINT NOT NULL DEFAULT 0;

ALTER TABLE drops ADD COLUMN short_rows BIGINT NOT NULL DEFAULT 0;

-- Rows that can be sent once more when somebody says so: the places that they name count when keys are compared.
CREATE INDEX rows_unprocessed ON drop_rows (id) WHERE status = 'UNPROCESSED';

-- Sheets of workbooks that are not read: a hash that tells them from others. Null where the file leaves out none.
ALTER TABLE drops ADD COLUMN left_out TEXT;
