package bodymultipleparams

// Item is one part of a body.
type Item struct {
	Name        string   `json:"name"`
	Description *string  `json:"description"`
	Price       float64  `json:"price"`
	Tax         *float64 `json:"tax"`
}

// User is another.
type User struct {
	Username string  `json:"username"`
	FullName *string `json:"full_name"`
}
