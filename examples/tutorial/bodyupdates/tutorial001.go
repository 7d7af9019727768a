package bodyupdates

import "github.com/signet-go/signet"

// ReplaceItem puts an item in the place of another.
type ReplaceItem struct {
	ID   string `path:"item_id"`
	Item Item   `body:""`
}

func (s *store) replace(in *ReplaceItem) Item {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items[in.ID] = in.Item
	return in.Item
}

// Tutorial001 replaces: what was not sent takes its default.
func Tutorial001() *signet.App {
	s := newStore()
	app := signet.New()
	app.Handle(s.read, app.GET("/items/{item_id}"))
	app.Handle(s.replace, app.PUT("/items/{item_id}"))
	return app
}
