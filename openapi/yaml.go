package openapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// toYAML rewrites a JSON text that we have written. A text that could be
// mistaken for something else is quoted as in JSON, which YAML reads the same.
func toYAML(text []byte) []byte {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	w := yamlWriter{out: make([]byte, 0, len(text)*2)}
	w.value(readOrdered(d), 0, false)
	return w.out
}

// readOrdered reads the next value and keeps the order of members. The text is
// valid, so that errors need no look.
func readOrdered(d *json.Decoder) any {
	token, _ := d.Token()
	switch token {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			list = append(list, readOrdered(d))
		}
		_, _ = d.Token()
		return list
	case json.Delim('{'):
		object := ordered{}
		for d.More() {
			name, _ := d.Token()
			object = append(object, member{name.(string), readOrdered(d)})
		}
		_, _ = d.Token()
		return object
	}
	return token
}

// yamlWriter writes block style, two spaces a level.
type yamlWriter struct{ out []byte }

// value writes v after a name or a dash. Inside a list the first member stands
// beside the dash: inline.
func (w *yamlWriter) value(v any, indent int, inline bool) {
	switch v := v.(type) {
	case ordered:
		if len(v) == 0 {
			w.line("{}")
			return
		}
		for i, m := range v {
			w.begin(indent, inline && i == 0)
			w.out = append(append(w.out, yamlText(m.name)...), ':')
			w.nested(m.value, indent)
		}
	case []any:
		if len(v) == 0 {
			w.line("[]")
			return
		}
		for i, item := range v {
			w.begin(indent, inline && i == 0)
			w.out = append(w.out, "- "...)
			w.value(item, indent+1, true)
		}
	case json.Number:
		w.line(v.String())
	case string:
		w.line(yamlText(v))
	case bool:
		w.line(map[bool]string{true: "true", false: "false"}[v])
	default:
		w.line("null")
	}
}

// nested writes the value of a member: beside the name, or below it.
func (w *yamlWriter) nested(v any, indent int) {
	switch inner := v.(type) {
	case ordered:
		if len(inner) > 0 {
			w.out = append(w.out, '\n')
			w.value(v, indent+1, false)
			return
		}
	case []any:
		if len(inner) > 0 {
			w.out = append(w.out, '\n')
			w.value(v, indent+1, false)
			return
		}
	}
	w.out = append(w.out, ' ')
	w.value(v, indent, true)
}

func (w *yamlWriter) begin(indent int, inline bool) {
	if inline {
		return
	}
	for range indent {
		w.out = append(w.out, "  "...)
	}
}

func (w *yamlWriter) line(text string) { w.out = append(append(w.out, text...), '\n') }

// yamlText writes a text plainly if nothing but a text can be meant.
func yamlText(text string) string {
	if plainYAML(text) {
		return text
	}
	quoted, err := appendString(nil, text)
	if err != nil {
		return `""` // not reached: every string has a JSON form
	}
	return yamlEscapes.Replace(string(quoted))
}

// yamlEscapes writes what a JSON text may hold as it is and a YAML text may not.
var yamlEscapes = func() *strings.Replacer {
	pairs := []string{"\ufeff", `\ufeff`, "\ufffe", `\ufffe`, "\uffff", `\uffff`}
	for r := rune(0x7f); r < 0xa0; r++ {
		pairs = append(pairs, string(r), fmt.Sprintf(`\u%04x`, r))
	}
	return strings.NewReplacer(pairs...)
}()

func plainYAML(text string) bool {
	if text == "" || !letter(text[0]) && text[0] != '/' && text[0] != '$' {
		return false
	}
	for i := range len(text) {
		if c := text[i]; !letter(c) && (c < '0' || c > '9') && !strings.ContainsRune("/_-.${}, ", rune(c)) {
			return false
		}
	}
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null":
		return false
	}
	return text[len(text)-1] != ' '
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
