package route

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse reads a pattern. An error names the offset in bytes, and the cure.
func Parse(text string) (*Pattern, error) {
	p := &parser{pattern: Pattern{text: text}}
	if err := p.run(); err != nil {
		return nil, fmt.Errorf("pattern %q: %w", text, err)
	}
	p.pattern.divide()
	return &p.pattern, nil
}

// parser reads from left to right; offset is where it stands.
type parser struct {
	pattern Pattern
	offset  int
}

func (p *parser) run() error {
	text := p.pattern.text
	if !strings.HasPrefix(text, "/") {
		return p.mistake("must begin with a slash; write %q", "/"+text)
	}
	for p.offset < len(text) {
		var err error
		if text[p.offset] == '{' {
			err = p.wildcard()
		} else {
			err = p.literal()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// literal reads up to the next wildcard.
func (p *parser) literal() error {
	rest := p.pattern.text[p.offset:]
	start := p.offset
	for i, r := range rest {
		p.offset = start + i
		switch {
		case r == '{':
			p.pattern.pieces = append(p.pattern.pieces, piece{text: rest[:i]})
			return nil
		case r == '}':
			return p.mistake("} without {; a brace cannot be part of the text")
		case r == '?':
			return p.mistake("a path has no ?; declare query parameters as fields of the request")
		case r == '#':
			return p.mistake("a path has no #; fragments are not sent to a server")
		case r == utf8.RuneError && !strings.HasPrefix(rest[i:], string(utf8.RuneError)):
			return p.mistake("invalid UTF-8; write the path in UTF-8")
		case unicode.IsControl(r):
			return p.mistake("control character %U; remove it", r)
		}
	}
	p.offset = len(p.pattern.text)
	p.pattern.pieces = append(p.pattern.pieces, piece{text: rest})
	return nil
}

// wildcard reads {name} or {name:convertor}.
func (p *parser) wildcard() error {
	inside, err := p.braces()
	if err != nil {
		return err
	}
	name, word, typed := strings.Cut(inside, ":")
	if err := p.name(name); err != nil {
		return err
	}
	w := Wildcard{Name: name}
	if typed {
		known := false
		if w.Convertor, known = convertorNamed(word); !known {
			return p.mistake("unknown convertor %q of wildcard %q; %s", word, name, suggestConvertor(word))
		}
	}
	if before := p.pattern.pieces; before[len(before)-1].wild() {
		return p.mistake("wildcard %q follows another one directly; put text between them", name)
	}
	if len(p.pattern.wildcards) == maxWildcards {
		return p.mistake("more than %d wildcards; split the path or take the rest as {name:path}", maxWildcards)
	}
	p.pattern.wildcards = append(p.pattern.wildcards, w)
	p.pattern.pieces = append(p.pattern.pieces, piece{convertor: w.Convertor})
	p.offset += len(inside) + 2
	return nil
}

// braces returns what stands between the braces that open here.
func (p *parser) braces() (string, error) {
	rest := p.pattern.text[p.offset+1:]
	end := strings.IndexAny(rest, "{}/")
	if end < 0 || rest[end] != '}' {
		return "", p.mistake("{ without }; close the wildcard, as in {id}")
	}
	return rest[:end], nil
}

func (p *parser) name(name string) error {
	if name == "" {
		return p.mistake("wildcard without a name; write {id}")
	}
	for i := range len(name) {
		if c := name[i]; c != '_' && !letter(c) && (i == 0 || !digit(c)) {
			return p.mistake("wildcard name %q; use a letter or _ first, then letters, digits and _", name)
		}
	}
	for _, w := range p.pattern.wildcards {
		if w.Name == name {
			return p.mistake("wildcard %q occurs twice; rename one", name)
		}
	}
	return nil
}

func (p *parser) mistake(format string, args ...any) error {
	return fmt.Errorf("offset %d: "+format, append([]any{p.offset}, args...)...)
}
