package binding

import (
	"strings"
	"unsafe"
)

// cookiePlan reads the cookies of all slots in one scan.
type cookiePlan struct {
	names names
	steps []*step
}

func compileCookies(steps []*step) *cookiePlan {
	if len(steps) == 0 {
		return nil
	}
	var found register
	for _, s := range steps {
		for _, name := range s.names {
			s.keys = append(s.keys, found.add(name))
		}
	}
	return &cookiePlan{names: newNames(found.list), steps: steps}
}

// bind reads all Cookie headers; of two cookies of one name the last wins.
func (c *cookiePlan) bind(lines []string, bases []unsafe.Pointer, bad *Invalid) {
	var few [fewNames]sighting
	seen := few[:]
	if n := len(c.names.list); n > len(few) {
		seen = make([]sighting, n)
	}
	for jar := (cookies{lines: lines}); jar.next(); {
		if at := c.names.find(jar.name); at >= 0 {
			seen[at].count++
			seen[at].last = jar.value
		}
	}
	for _, s := range c.steps {
		k := s.sighted(seen)
		switch {
		case k < 0:
			s.bindAbsent(bases, bad)
		case s.target.form == one:
			texts := [1]string{seen[s.keys[k]].last}
			s.bind(s.names[k], texts[:], bases, bad)
		default:
			s.bind(s.names[k], valuesOf(lines, s.names[k], int(seen[s.keys[k]].count)), bases, bad)
		}
	}
}

// valuesOf returns the values of all cookies of one name.
func valuesOf(lines []string, name string, count int) []string {
	texts := make([]string, 0, count)
	for jar := (cookies{lines: lines}); jar.next(); {
		if jar.name == name {
			texts = append(texts, jar.value)
		}
	}
	return texts
}

// cookies walks the cookies of a request. It reads what net/http reads, and
// also values with bytes that net/http drops the whole cookie for, such as
// unescaped JSON: a field's type is a better judge of its text.
type cookies struct {
	lines       []string
	rest        string // of the current line
	name, value string
}

func (c *cookies) next() bool {
	for {
		for c.rest == "" {
			if len(c.lines) == 0 {
				return false
			}
			c.rest, c.lines = c.lines[0], c.lines[1:]
		}
		var part string
		part, c.rest, _ = strings.Cut(c.rest, ";")
		name, value, _ := strings.Cut(trimBlanks(part), "=")
		if name = trimBlanks(name); name == "" {
			continue
		}
		c.name, c.value = name, withoutQuotes(value)
		return true
	}
}

func withoutQuotes(value string) string {
	if n := len(value); n > 1 && value[0] == '"' && value[n-1] == '"' {
		return value[1 : n-1]
	}
	return value
}

// trimBlanks takes off what net/http takes off around parts of a header.
func trimBlanks(text string) string {
	for len(text) > 0 && isBlank(text[0]) {
		text = text[1:]
	}
	for len(text) > 0 && isBlank(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	return text
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
