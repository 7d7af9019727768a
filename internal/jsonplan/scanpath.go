package jsonplan

// within returns the span of the value that path leads to, empty if there is none.
func within(span string, path []any) string {
	c := &scanner{s: span, limit: len(span)}
	for _, step := range path {
		found := false
		switch step := step.(type) {
		case int:
			found = c.toItem(step)
		case string:
			found = c.toMember(step)
		}
		if !found {
			return ""
		}
	}
	c.next()
	start := c.i
	if !c.skip() {
		return ""
	}
	return span[start:c.i]
}

// toItem moves to an item of the array at the cursor.
func (c *scanner) toItem(index int) bool {
	if c.next() != '[' || !c.open() {
		return false
	}
	for more := !c.empty(']'); more; more, _ = c.more(']') {
		if index == 0 {
			return true
		}
		index--
		if !c.skip() {
			return false
		}
	}
	return false
}

// toMember moves to the value of a member of the object at the cursor.
func (c *scanner) toMember(name string) bool {
	if c.next() != '{' || !c.open() {
		return false
	}
	for more := !c.empty('}'); more; more, _ = c.more('}') {
		sent, ok := c.name()
		if !ok || sent == name {
			return ok
		}
		if !c.skip() {
			return false
		}
	}
	return false
}
