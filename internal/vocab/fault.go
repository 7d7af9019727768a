package vocab

// Fault says what is wrong with one value, without its place: Type is the
// machine-readable name (int_parsing, string_too_short, …), Msg is for people,
// Ctx holds the parameters that the type documents. A Fault is immutable: one
// that is made at start may answer many requests at the same time.
type Fault struct {
	Type string
	Msg  string
	Ctx  map[string]any
}

// FieldError is one mistake of a client, with its place. As the error of a
// function it is a ValidationError of this one; errors.Join makes one of several.
type FieldError struct {
	// Type is the machine-readable name of the mistake, such as "missing".
	Type string `json:"type"`
	// Loc leads to the value: the source (path, query, header, cookie, body),
	// then wire names (string) and list indices (int).
	Loc []any `json:"loc"`
	// Msg says what is wrong, for people.
	Msg string `json:"msg"`
	// Input is the offending scalar; nil for what must not be echoed.
	Input any `json:"input"`
	// Ctx holds the parameters of the mistake, such as {"min_length": 3}.
	Ctx map[string]any `json:"ctx,omitempty"`
}

// At returns the fault as a FieldError.
func (f *Fault) At(input any, loc ...any) FieldError {
	return FieldError{Type: f.Type, Loc: loc, Msg: f.Msg, Input: input, Ctx: f.Ctx}
}

// Error says the place and the mistake, for logs.
func (e FieldError) Error() string { return locText(e.Loc) + ": " + e.Msg }
