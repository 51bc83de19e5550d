-- The ledger, version 3. Only SQL that SQLite and PostgreSQL both speak.

-- Guards. The domain of the address that a row is sent to, in ASCII and lower case; null where it has none.
ALTER TABLE drop_rows ADD COLUMN domain TEXT;

-- The domains of the people of a feed whose invitation the API has, with the last ended drop that had one there.
CREATE TABLE feed_domains (
  feed        TEXT NOT NULL,
  domain      TEXT NOT NULL,
  drop_number BIGINT NOT NULL,
  PRIMARY KEY (feed, domain)
);

-- What a later plan of the feed is compared with: the people that the plan would invite, and those of their domains that the
-- feed never had; and whether the file is dead letters that came back, which is compared with nothing. Null where it was planned
-- by an earlier version.
ALTER TABLE drops ADD COLUMN invitations BIGINT;

ALTER TABLE drops ADD COLUMN new_domains BIGINT;

ALTER TABLE drops ADD COLUMN is_correction INTEGER NOT NULL DEFAULT 0;

-- Holds. Why a drop is held: a JSON array of guard and sentence; null where no guard holds it. An approval is for one plan: it
-- names the hash of it. The round goes into the hash: with the next one, no earlier approval counts any more.
ALTER TABLE drops ADD COLUMN held_for TEXT;

ALTER TABLE drops ADD COLUMN plan_hash TEXT;

ALTER TABLE drops ADD COLUMN held_at BIGINT;

ALTER TABLE drops ADD COLUMN hold_round BIGINT NOT NULL DEFAULT 1;

-- Who approved which plan. Nothing is ever taken out but with its drop.
CREATE TABLE approvals (
  drop_number BIGINT NOT NULL,
  plan_hash   TEXT NOT NULL,
  name        TEXT NOT NULL,          -- folded: two spellings of a name are one person
  way         TEXT NOT NULL,          -- how: the command, a file, a terminal
  at          BIGINT NOT NULL,
  PRIMARY KEY (drop_number, plan_hash, name)
);

-- Rosters. Whether the file was the whole list; with which drop it was compared, and how many people of that one it does not have,
-- who asked that the feed's history is ignored once ('file' or 'operator', null for nobody), and whether the content is that of
-- an earlier roster, read in the same way: both count then.
ALTER TABLE drops ADD COLUMN is_roster INTEGER NOT NULL DEFAULT 0;

ALTER TABLE drops ADD COLUMN roster_before BIGINT;

ALTER TABLE drops ADD COLUMN leavers BIGINT NOT NULL DEFAULT 0;

ALTER TABLE drops ADD COLUMN remaster TEXT;

ALTER TABLE drops ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;

-- The last rows of those who have left a roster, by the drop that does not have them any more.
CREATE TABLE roster_leavers (
  drop_number BIGINT NOT NULL,
  row         BIGINT NOT NULL,
  PRIMARY KEY (drop_number, row)
);

-- Holds that follow another one: what the hash of the plan is made of, part by part, and in words what has changed since it was
-- approved; null where nobody had approved it.
ALTER TABLE drops ADD COLUMN plan_parts TEXT;

ALTER TABLE drops ADD COLUMN held_again TEXT;

-- Canary. How many rows are sent alone and read back before the rest; when the first of them were chosen, and the number of the
-- last record that may be sent until then; and since when the rest may go: all of them were found, or a person said so.
ALTER TABLE drops ADD COLUMN canary BIGINT NOT NULL DEFAULT 0;

ALTER TABLE drops ADD COLUMN canary_at BIGINT;

ALTER TABLE drops ADD COLUMN canary_to BIGINT;

ALTER TABLE drops ADD COLUMN canary_seen_at BIGINT;
