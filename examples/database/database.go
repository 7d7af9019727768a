package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"

	"github.com/signet-go/signet"
	_ "modernc.org/sqlite" // the driver
)

// Database is a type of its own, so that no function takes it where a
// transaction is meant.
type Database struct{ pool *sql.DB }

// The reference to an owner is checked by the commit, not by the insert.
const tables = `
CREATE TABLE IF NOT EXISTS owner (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS item (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	owner_id INTEGER NOT NULL REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE IF NOT EXISTS audit (id INTEGER PRIMARY KEY, line TEXT NOT NULL);
INSERT OR IGNORE INTO owner VALUES (1, 'Ada');`

// open runs once, at the start.
func open(ctx context.Context, file string) (*Database, signet.Cleanup, error) {
	options := url.Values{"_pragma": {"foreign_keys(1)", "busy_timeout(5000)", "journal_mode(WAL)"}, "_txlock": {"immediate"}}
	pool, err := sql.Open("sqlite", "file:"+file+"?"+options.Encode())
	if err != nil {
		return nil, nil, err
	}
	if _, err := pool.ExecContext(ctx, tables); err != nil {
		return nil, nil, fmt.Errorf("create the tables of %s: %w", file, err)
	}
	return &Database{pool}, func(error) error { return pool.Close() }, nil
}

// begin runs for each request with a function that takes a *sql.Tx.
func begin(ctx context.Context, db *Database) (*sql.Tx, signet.Cleanup, error) {
	tx, err := db.pool.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	return tx, func(failed error) error {
		if failed != nil {
			_ = tx.Rollback() // the request has failed already
			return nil
		}
		return tx.Commit()
	}, nil
}
