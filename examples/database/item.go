package main

import (
	"context"
	"database/sql"
	"iter"
	"log/slog"

	"github.com/signet-go/signet"
)

type Item struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	OwnerID int64  `json:"owner_id"`
}

type NewItem struct {
	Name    string `json:"name" validate:"min=3,max=100" description:"Name of the item."`
	OwnerID int64  `json:"owner_id" description:"Whose it is."`
}

type CreateItem struct {
	Body NewItem `body:""`
}

// exportItems reads the items one after the other while they are sent, inside
// the request's transaction.
func exportItems(ctx context.Context, tx *sql.Tx) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		rows, err := tx.QueryContext(ctx, `SELECT id, name, owner_id FROM item ORDER BY id`)
		if err != nil {
			yield(Item{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var i Item
			err := rows.Scan(&i.ID, &i.Name, &i.OwnerID)
			if !yield(i, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Item{}, err)
		}
	}
}

func listItems(ctx context.Context, tx *sql.Tx) ([]Item, error) {
	var items []Item
	for item, err := range exportItems(ctx, tx) {
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

func createItem(ctx context.Context, in *CreateItem, tx *sql.Tx, notify Notifier) (*Item, error) {
	item := &Item{Name: in.Body.Name, OwnerID: in.Body.OwnerID}
	done, err := tx.ExecContext(ctx, `INSERT INTO item (name, owner_id) VALUES (?, ?)`, item.Name, item.OwnerID)
	if err != nil {
		return nil, err
	}
	if item.ID, err = done.LastInsertId(); err != nil {
		return nil, err
	}
	return item, notify.Created(ctx, item)
}

// audit writes a line in the same transaction: it stays only if the request
// succeeds.
func audit(ctx context.Context, route *signet.RouteInfo, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO audit (line) VALUES (?)`, route.Method+" "+route.Pattern)
	return err
}

// Notifier tells others about items.
type Notifier interface {
	Created(context.Context, *Item) error
}

type logNotifier struct{}

// newLogNotifier is declared to return a Notifier: that is the type which
// functions ask for, and which tests override.
func newLogNotifier() Notifier { return logNotifier{} }

func (logNotifier) Created(ctx context.Context, item *Item) error {
	slog.InfoContext(ctx, "created", "item", item.ID)
	return nil
}
