package bodyupdates

import "github.com/signet-go/signet"

// Change is what a client wants to have changed; the rest stays.
type Change struct {
	Name        signet.Opt[string]   `json:"name"`
	Description signet.Opt[string]   `json:"description"`
	Price       signet.Opt[float64]  `json:"price"`
	Tax         signet.Opt[float64]  `json:"tax"`
	Tags        signet.Opt[[]string] `json:"tags"`
}

// ChangeItem changes parts of an item.
type ChangeItem struct {
	ID     string `path:"item_id"`
	Change Change `body:""`
}

func (s *store) change(in *ChangeItem) (Item, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	item, ok := s.items[in.ID]
	if !ok {
		return Item{}, errNoItem
	}
	item.Name = changed(item.Name, in.Change.Name)
	item.Description = changed(item.Description, in.Change.Description)
	item.Price = changed(item.Price, in.Change.Price)
	item.Tax = in.Change.Tax.Or(item.Tax)
	item.Tags = in.Change.Tags.Or(item.Tags)
	s.items[in.ID] = item
	return item, nil
}

// changed is the value after a change: null takes it away.
func changed[T any](old *T, to signet.Opt[T]) *T {
	if to.Absent() {
		return old
	}
	if v, ok := to.Get(); ok {
		return &v
	}
	return nil
}

// Tutorial002 changes what was sent and leaves the rest.
func Tutorial002() *signet.App {
	s := newStore()
	app := signet.New()
	app.Handle(s.read, app.GET("/items/{item_id}"))
	app.Handle(s.change, app.PATCH("/items/{item_id}"))
	return app
}
