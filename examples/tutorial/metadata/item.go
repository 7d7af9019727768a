package metadata

// Item is an item of every list here.
type Item struct {
	Name string `json:"name"`
}
