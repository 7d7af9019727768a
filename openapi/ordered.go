package openapi

// member is one member of a JSON object.
type member struct {
	name  string
	value any
}

// ordered is a JSON object that keeps the order of its members, which maps lose.
type ordered []member

// MarshalJSON writes the members in order.
func (o ordered) MarshalJSON() ([]byte, error) { return appendJSON(nil, o) }

func (o ordered) get(name string) (any, bool) {
	for _, m := range o {
		if m.name == name {
			return m.value, true
		}
	}
	return nil, false
}

// add appends a member that is not empty.
func (o *ordered) add(name string, value any, present bool) {
	if present {
		*o = append(*o, member{name, value})
	}
}
