-- The ledger, version 1. Only SQL that SQLite and PostgreSQL both speak.
-- Times are milliseconds since 1970-01-01T00:00Z.

-- What the ledger belongs to: the identity of the API, the fingerprint of ledger.key.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE drops (
  number      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  feed        TEXT NOT NULL,
  content     TEXT NOT NULL,          -- SHA-256 of the file, in hex
  file_name   TEXT NOT NULL,          -- as it was dropped
  work        TEXT NOT NULL,          -- where the file is while the drop is open, relative to the work folder
  bytes       BIGINT NOT NULL,
  state       TEXT NOT NULL,
  header      TEXT,                   -- the column names, a JSON array
  row_count   BIGINT NOT NULL DEFAULT 0,
  plans       BIGINT NOT NULL DEFAULT 0, -- how often planning was begun; only the last one may go on
  code        TEXT,                   -- why it was refused as a whole
  line        BIGINT NOT NULL DEFAULT 0,
  message     TEXT,
  received_at BIGINT NOT NULL,
  planned_at  BIGINT,
  sending_at  BIGINT,
  finished_at BIGINT,
  UNIQUE (feed, content)
);

-- One record of a file. Its id is the drop's number times 2^32 plus the record's number, so that the rows of a drop
-- lie together, in order, without an index of their own.
CREATE TABLE drop_rows (
  id           INTEGER PRIMARY KEY,
  line         BIGINT NOT NULL,
  status       TEXT NOT NULL,
  cells        TEXT NOT NULL,         -- a JSON array
  target       TEXT,
  operation    TEXT,
  platform_key TEXT,
  item         TEXT,                  -- what is sent, without the marker, a JSON object
  compared     TEXT,                  -- the item as it is compared within the file, where that differs
  key1         BLOB,
  key2         BLOB,
  code         TEXT,                  -- why; several codes are parted by blanks
  message      TEXT,
  errors       TEXT,                  -- what is wrong with the row, a JSON array of objects
  http         INTEGER NOT NULL DEFAULT 0,
  remote_id    TEXT,
  attempts     INTEGER NOT NULL DEFAULT 0,
  call         TEXT,                  -- the last call that carried it
  at           BIGINT
);

-- Which row speaks for a person at a target. Taken with the intent, given back when the API said no. With NOT NULL, or
-- without a rowid, SQLite would copy every page that a claim touches before it does: claiming would cost twice as much.
CREATE TABLE claims (
  key BLOB PRIMARY KEY,
  row BIGINT
);

-- What the API said of a bulk call, in its own words.
CREATE TABLE bulk_answers (
  call        TEXT PRIMARY KEY,
  drop_number BIGINT NOT NULL,
  item_count  INTEGER NOT NULL,
  successes   BIGINT NOT NULL,
  error_codes TEXT NOT NULL           -- a JSON array
);
