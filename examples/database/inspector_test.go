package main

import (
	"database/sql"
	"testing"
)

// inspector reads the database from outside of the app.
type inspector struct {
	t  *testing.T
	db *sql.DB
}

func inspect(t *testing.T, file string) *inspector {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &inspector{t, db}
}

// want fails the test unless the tables item and audit have so many rows.
func (i *inspector) want(when string, rows int) {
	i.t.Helper()
	i.wantIn("item", when, rows)
	i.wantIn("audit", when, rows)
}

func (i *inspector) wantIn(table, when string, rows int) {
	i.t.Helper()
	var got int
	if err := i.db.QueryRow(`SELECT count(*) FROM ` + table).Scan(&got); err != nil {
		i.t.Fatal(err)
	}
	if got != rows {
		i.t.Errorf("%s: the table %s has %d rows; want %d", when, table, got, rows)
	}
}

// insert adds an item behind the app's back; the owner may be anything.
func (i *inspector) insert(name string, owner any) {
	i.t.Helper()
	if _, err := i.db.Exec(`INSERT INTO item (name, owner_id) VALUES (?, ?)`, name, owner); err != nil {
		i.t.Fatal(err)
	}
}
