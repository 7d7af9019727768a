package main

import (
	"slices"
	"sync"
)

// Item is something to guard.
type Item struct {
	Name  string `json:"name"`
	Owner string `json:"owner"`
}

// NewItem is an item as it is sent: its owner is who sends it.
type NewItem struct {
	Name string `body:"name" validate:"min=1,max=100"`
}

// Items is the store.
type Items struct {
	mu   sync.Mutex // guards list
	list []Item
}

func newItems() *Items { return &Items{list: []Item{{Name: "lamp", Owner: "ada"}}} }

func listItems(store *Items) []Item {
	store.mu.Lock()
	defer store.mu.Unlock()
	return slices.Clone(store.list)
}

func addItem(in *NewItem, user *User, store *Items) Item {
	item := Item{Name: in.Name, Owner: user.Name}
	store.mu.Lock()
	defer store.mu.Unlock()
	store.list = append(store.list, item)
	return item
}
