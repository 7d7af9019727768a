// Package signettest tests apps without a socket:
//
//	func TestCreateItem(t *testing.T) {
//		t.Parallel()
//		client := signettest.New(t, newApp(), signettest.Override[*DB](openMemory))
//		client.POST("/items", Item{Name: "tv"}).Want(422)
//		client.POST("/items", Item{Name: "lamp"}).Want(201).WantJSON(`{"id": 1, "name": "lamp"}`)
//		lamp := signettest.Decode[Item](client.GET("/items/1").Want(200))
//		…
//	}
//
// New works on a copy of the app, so that tests that run in parallel, each with
// its own overrides, do not disturb each other or the app. The copy starts in
// New and is closed when the test ends.
package signettest
