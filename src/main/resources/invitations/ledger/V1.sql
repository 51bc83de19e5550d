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
  UNIQUE (feed, content)
);

CREATE INDEX drops_by_state ON drops (state);

CREATE INDEX drops_by_work ON drops (work);

-- One record of a file. Its id is the drop's number times 2^32 plus the record's number, so that the rows of a drop
-- lie together, in order, without an index of their own.
CREATE TABLE drop_rows (
  id           INTEGER PRIMARY KEY,
  line         BIGINT NOT NULL,
  status       TEXT NOT NULL,
  cells        TEXT NOT NULL,         -- a JSON array
  target       TEXT,
  operation    TEXT,
  tenant       TEXT,                  -- whom the call is made for: a platform, an organization
  target_key   TEXT,                  -- where in the target: the platform, the program
  pool         TEXT,                  -- the source that blank invitations are known by
  item         TEXT,                  -- what is sent, without the marker, a JSON object
  compared     TEXT,                  -- the item as it is compared within the file, where that differs
  key1         BLOB,
  key2         BLOB,
  code         TEXT,                  -- why; several codes are parted by blanks
  message      TEXT,
  errors       TEXT,                  -- what is wrong with the row, a JSON array of objects
  http         INTEGER NOT NULL DEFAULT 0,
  remote_id    TEXT,
  attempts     INTEGER NOT NULL DEFAULT 0, -- calls that may have been acted on
  intents      INTEGER NOT NULL DEFAULT 0, -- calls that were about to be made
  intended_at  BIGINT,                -- when the first of them was
  call         TEXT,                  -- the last call that carried it
  ask_first    INTEGER NOT NULL DEFAULT 0, -- 1: the API is asked before anything is sent; 2: and nothing is
  instead_of   BIGINT,                -- the row whose invitation this one sends again
  existing     BIGINT NOT NULL DEFAULT 0, -- of the blank invitations asked for, how many the API was found to have
  ask_at       BIGINT,                -- UNCERTAIN, UNCHECKED: when to ask, by the settle clock of this start
  absences     INTEGER NOT NULL DEFAULT 0, -- UNCERTAIN: readings that did not find it
  at           BIGINT,
  erased       INTEGER NOT NULL DEFAULT 0  -- whether what it had on people was taken out: it is never sent again
);

-- The few rows that are in doubt, among the millions that are not.
CREATE INDEX rows_to_ask_about ON drop_rows (id) WHERE status IN ('UNCERTAIN', 'UNCHECKED');

CREATE INDEX blank_orders ON drop_rows (pool) WHERE operation = 'BLANK';

CREATE INDEX rows_to_decide ON drop_rows (id) WHERE status = 'NEEDS_REVIEW';

-- What allows a row to be sent once more: without it, no row has two intents. Nothing is ever taken out.
CREATE TABLE row_events (
  row    BIGINT NOT NULL,
  intent INTEGER NOT NULL,            -- which of the row's intents it speaks of
  event  TEXT NOT NULL,               -- NOT_SENT, ABSENT, REFUSED, DECIDED
  at     BIGINT NOT NULL
);

CREATE INDEX events_of_rows ON row_events (row);

-- Which row speaks for a person at a target. Taken with the intent, given back when the API said no. With NOT NULL, or
-- without a rowid, SQLite would copy every page that a claim touches before it does: claiming would cost twice as much.
CREATE TABLE claims (
  key BLOB PRIMARY KEY,
  row BIGINT
);

-- How the invitations of rows stood when somebody last looked.
CREATE TABLE follow_ups (
  row        INTEGER PRIMARY KEY,
  status     TEXT NOT NULL,           -- PENDING, ACCEPTED, EXPIRED, NOT_FOUND
  created_at BIGINT,                  -- when the invitation was made, by the API's clock
  joined_as  TEXT,                    -- the name of who accepted
  seen_at    BIGINT NOT NULL
);

-- What the API said of a bulk call, in its own words.
CREATE TABLE bulk_answers (
  call        TEXT PRIMARY KEY,
  drop_number BIGINT NOT NULL,
  item_count  INTEGER NOT NULL,
  successes   BIGINT NOT NULL,
  error_codes TEXT NOT NULL           -- a JSON array
);

CREATE INDEX answers_of_drops ON bulk_answers (drop_number);

-- Which targets are not called now, for those who look on: until when one is paused, or why one is stopped.
CREATE TABLE waits (
  name     TEXT PRIMARY KEY,
  until_at BIGINT,                    -- when the pause ends; null when it is stopped
  reason   TEXT NOT NULL
);

-- Which edition of a drop's report a server has; drop 0 says from when on it gets any.
CREATE TABLE deliveries (
  server      TEXT NOT NULL,
  drop_number BIGINT NOT NULL,
  edition     BIGINT NOT NULL,
  PRIMARY KEY (server, drop_number)
);

-- What operators ask of the instance that works with the home.
CREATE TABLE commands (
  id        INTEGER PRIMARY KEY,
  verb      TEXT NOT NULL,
  arguments TEXT NOT NULL,            -- a JSON array
  who       TEXT NOT NULL,
  at        BIGINT NOT NULL,
  done_at   BIGINT,
  failed    INTEGER NOT NULL DEFAULT 0,
  answer    TEXT
);

CREATE INDEX open_commands ON commands (id) WHERE done_at IS NULL;

-- Who did what, in order. Each entry has the hash of the one before in its own: none can be changed or taken out.
CREATE TABLE audit (
  id      INTEGER PRIMARY KEY,
  at      BIGINT NOT NULL,
  event   TEXT NOT NULL,
  drop_id TEXT,
  who     TEXT NOT NULL,
  details TEXT NOT NULL,              -- a JSON object; no e-mail address in it
  hash    TEXT NOT NULL
);
