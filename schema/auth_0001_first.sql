-- SPDX-License-Identifier: ISC
-- auth 0001: the gate's own database (auth.db, mode 0600).  Names and roles are
-- in the books; here are only the secrets and what is needed to ration guesses.
-- Never edited after release: a change is a new file.

-- One row for each person who may sign in.
CREATE TABLE account (
    login       TEXT PRIMARY KEY CHECK (length(login) BETWEEN 1 AND 32), -- SSH user name
    staff_id    INTEGER NOT NULL UNIQUE, -- staff.id of the books
    hash        TEXT NOT NULL,    -- crypt(3), yescrypt; '' no password
    disabled    INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)), -- 1: never let in
    must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)), -- 1: asks for a new password first
    failures    INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0), -- since the last success
    failed_at   INTEGER NOT NULL DEFAULT 0, -- seconds since 1970 of the last failure: the penalty runs from it
    changed_at  TEXT NOT NULL     -- moment the hash was set
) STRICT, WITHOUT ROWID;

-- Public keys: an account may have several.
CREATE TABLE key (
    login       TEXT NOT NULL REFERENCES account (login), -- whose
    fingerprint TEXT NOT NULL,    -- 'SHA256:...', as ssh-keygen -l shows it
    type        TEXT NOT NULL,    -- 'ssh-ed25519'
    blob        TEXT NOT NULL,    -- base64, as in authorized_keys
    added_at    TEXT NOT NULL,    -- moment
    PRIMARY KEY (login, fingerprint)
) STRICT, WITHOUT ROWID;
