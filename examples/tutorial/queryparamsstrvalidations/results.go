package queryparamsstrvalidations

// Item is an item that was found.
type Item struct {
	ItemID string `json:"item_id"`
}

// Results is the answer of every search here. An empty q is left out.
type Results struct {
	Items []Item `json:"items"`
	Q     string `json:"q,omitempty"`
}

func search(q string) Results {
	return Results{Items: []Item{{"Foo"}, {"Bar"}}, Q: q}
}
