package constraint

import (
	"fmt"
	"strings"
)

// tag is one level of a validate tag: the words for a value, and behind dive
// those for what it holds.
type tag struct {
	words []string
	keys  *tag
	items *tag
}

// parseTag reads the grammar of go-playground/validator: words separated by
// commas; dive goes on with the items; between keys and endkeys, directly after
// dive, stand the words for a map's keys.
func parseTag(text string) (*tag, error) {
	if text == "" {
		return &tag{}, nil
	}
	return nest(strings.Split(text, ","))
}

func nest(words []string) (*tag, error) {
	t := &tag{}
	for i, w := range words {
		switch w {
		case "":
			return nil, fmt.Errorf("an empty word between two commas; remove one")
		case "keys":
			return nil, fmt.Errorf("keys stands directly after dive: dive,keys,…,endkeys")
		case "endkeys":
			return nil, fmt.Errorf("endkeys without keys: write dive,keys,…,endkeys")
		case "dive":
			return t, t.dive(words[i+1:])
		}
		t.words = append(t.words, w)
	}
	return t, nil
}

// dive reads what stands behind the word dive.
func (t *tag) dive(words []string) (err error) {
	if len(words) > 0 && words[0] == "keys" {
		end := 1
		for end < len(words) && words[end] != "endkeys" {
			end++
		}
		if end == len(words) {
			return fmt.Errorf("keys without endkeys: write dive,keys,…,endkeys")
		}
		if t.keys, err = nest(words[1:end]); err != nil {
			return err
		}
		words = words[end+1:]
	}
	t.items, err = nest(words)
	return err
}

// word is one alternative of a validate word: min=3 of min=3|eq=0.
type word struct {
	text  string // as written, fit for validator
	name  string
	param string // with 0x2C and 0x7C decoded, as validator does
	given bool   // a = stands behind the name
}

func parseWord(text string) word {
	w := word{text: text}
	w.name, w.param, w.given = strings.Cut(text, "=")
	w.param = strings.NewReplacer("0x2C", ",", "0x7C", "|").Replace(w.param)
	return w
}

// alternatives splits a|b; most words have one.
func alternatives(text string) []word {
	parts := strings.Split(text, "|")
	words := make([]word, len(parts))
	for i, p := range parts {
		words[i] = parseWord(p)
	}
	return words
}

// splitParams splits the parameter of oneof and its like: by spaces, what is in
// single quotes stays together.
func splitParams(param string) []string {
	var list []string
	for rest := strings.TrimLeft(param, spaces); rest != ""; rest = strings.TrimLeft(rest, spaces) {
		end := 0
		if quoted := strings.IndexByte(rest[1:], '\''); rest[0] == '\'' && quoted >= 0 {
			end = quoted + 2
		} else if end = strings.IndexAny(rest, spaces); end < 0 {
			end = len(rest)
		}
		list = append(list, strings.ReplaceAll(rest[:end], "'", ""))
		rest = rest[end:]
	}
	return list
}

const spaces = " \t\n\f\r"
