package body

// Item is what is sent and what is answered. A pointer is optional and may be
// null; a nil one is written as null.
type Item struct {
	Name        string   `json:"name"`
	Description *string  `json:"description"`
	Price       float64  `json:"price"`
	Tax         *float64 `json:"tax"`
}
