package dependencytesting

// Search is what remains of the query in a test.
type Search struct {
	Q *string `query:"q"`
}

// FewParameters takes the place of the app's own function in a test. It reads
// other parameters, so that what the client says of skip and limit is ignored.
func FewParameters(in *Search) Commons { return Commons{Q: in.Q, Skip: 5, Limit: 10} }
