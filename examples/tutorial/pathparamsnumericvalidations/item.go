package pathparamsnumericvalidations

// Item is the answer. What is empty is left out.
type Item struct {
	ItemID int     `json:"item_id"`
	Q      string  `json:"q,omitempty"`
	Size   float64 `json:"size,omitempty"`
}
