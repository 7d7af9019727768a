package jsonplan

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner reads the syntax of one complete JSON text, as RFC 8259 has it:
// UTF-8 without a byte order mark, no lone surrogates, one value and nothing
// after it. Its methods return false where the text breaks the rules; what is
// wrong then stands in at and why, and the scanner is of no further use.
type scanner struct {
	s     string
	i     int // the next byte
	depth int // open arrays and objects
	limit int // of depth

	at  int    // offset of what is wrong
	why string // what is wrong there; empty while nothing is
}

// next steps over white space and returns the byte there, 0 at the end. A NUL
// in the text looks like the end, but no value, name or separator begins with
// it, so it is refused all the same.
func (c *scanner) next() byte {
	if c.i < len(c.s) && c.s[c.i] > ' ' {
		return c.s[c.i]
	}
	return c.afterSpace()
}

func (c *scanner) afterSpace() byte {
	for ; c.i < len(c.s); c.i++ {
		switch b := c.s[c.i]; b {
		case ' ', '\t', '\n', '\r':
		default:
			return b
		}
	}
	return 0
}

func (c *scanner) fail(at int, why string) bool {
	c.at, c.why = at, why
	return false
}

// open steps into the array or object that begins here.
func (c *scanner) open() bool {
	c.depth++
	if c.depth > c.limit {
		return c.fail(c.i, "nested deeper than "+strconv.Itoa(c.limit)+" levels")
	}
	c.i++
	return true
}

// empty reports whether the array or object just opened ends at once, and then
// closes it.
func (c *scanner) empty(end byte) bool {
	if c.next() != end {
		return false
	}
	c.close()
	return true
}

func (c *scanner) close() {
	c.i++
	c.depth--
}

// more steps over the comma between two items, or closes the array or object.
// An item that is missing after the comma is found by who reads it.
func (c *scanner) more(end byte) (more, ok bool) {
	switch c.next() {
	case ',':
		c.i++
		return true, true
	case end:
		c.close()
		return false, true
	}
	return false, c.fail(c.i, "',' or '"+string(end)+"' expected")
}

// name reads the name of a member and the colon.
func (c *scanner) name() (name string, ok bool) {
	if c.next() != '"' {
		return "", c.fail(c.i, "the name of a member expected, in double quotes")
	}
	if name, ok = c.text(); !ok {
		return "", false
	}
	if c.next() != ':' {
		return "", c.fail(c.i, "':' expected")
	}
	c.i++
	return name, true
}

// literal reads true, false or null.
func (c *scanner) literal(word string) bool {
	if !strings.HasPrefix(c.s[c.i:], word) {
		return c.unexpected()
	}
	c.i += len(word)
	return true
}

// end checks that nothing but white space is left.
func (c *scanner) end() bool {
	c.next()
	return c.i == len(c.s) || c.fail(c.i, "something stands after the value")
}

// unexpected refuses what stands where a value should begin.
func (c *scanner) unexpected() bool {
	switch {
	case c.foreign():
		return c.fail(c.i, "the text is not UTF-8 without a byte order mark")
	case c.i == len(c.s):
		return c.fail(c.i, "a value expected, but the text ends")
	}
	return c.fail(c.i, "a value expected")
}

// foreign recognises the beginning of other encodings.
func (c *scanner) foreign() bool {
	if c.i > 1 || len(c.s) < 2 {
		return false
	}
	return c.s[0] == 0 || c.s[1] == 0 || c.s[0] >= utf8.RuneSelf
}

// skip reads a value of any kind without keeping it. Names may repeat in it.
func (c *scanner) skip() bool {
	switch b := c.next(); b {
	case '"':
		_, ok := c.skipText()
		return ok
	case '{':
		return c.skipObject()
	case '[':
		return c.skipArray()
	case 't':
		return c.literal("true")
	case 'f':
		return c.literal("false")
	case 'n':
		return c.literal("null")
	default:
		if startsNumber(b) {
			_, ok := c.number()
			return ok
		}
		return c.unexpected()
	}
}

func (c *scanner) skipObject() bool {
	if !c.open() {
		return false
	}
	for more := !c.empty('}'); more; {
		if c.next() != '"' {
			return c.fail(c.i, "the name of a member expected, in double quotes")
		}
		if _, ok := c.skipText(); !ok {
			return false
		}
		if c.next() != ':' {
			return c.fail(c.i, "':' expected")
		}
		c.i++
		if !c.skip() {
			return false
		}
		var ok bool
		if more, ok = c.more('}'); !ok {
			return false
		}
	}
	return true
}

func (c *scanner) skipArray() bool {
	if !c.open() {
		return false
	}
	for more := !c.empty(']'); more; {
		if !c.skip() {
			return false
		}
		var ok bool
		if more, ok = c.more(']'); !ok {
			return false
		}
	}
	return true
}

func startsNumber(b byte) bool { return b == '-' || '0' <= b && b <= '9' }

// number reads a number and returns its text.
func (c *scanner) number() (text string, ok bool) {
	start := c.i
	if c.s[c.i] == '-' {
		c.i++
	}
	if c.i < len(c.s) && c.s[c.i] == '0' {
		c.i++ // no digit follows a leading zero
	} else if !c.digits() {
		return "", false
	}
	if c.i < len(c.s) && c.s[c.i] == '.' {
		c.i++
		if !c.digits() {
			return "", false
		}
	}
	if c.i < len(c.s) && c.s[c.i]|0x20 == 'e' {
		c.i++
		if c.i < len(c.s) && (c.s[c.i] == '+' || c.s[c.i] == '-') {
			c.i++
		}
		if !c.digits() {
			return "", false
		}
	}
	return c.s[start:c.i], true
}

// digits reads one or more digits.
func (c *scanner) digits() bool {
	start := c.i
	for c.i < len(c.s) && c.s[c.i]-'0' <= 9 {
		c.i++
	}
	return c.i > start || c.fail(c.i, "a digit expected")
}
