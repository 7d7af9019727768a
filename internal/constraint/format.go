package constraint

import (
	"errors"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// format is a JSON-Schema format with a check.
type format struct {
	typ string // fault type; empty: value_error
	msg string
	ok  func(text string) bool
}

// formats of the tag format that are checked on strings. Every other format,
// and one on another type, is for the document only.
var formats = map[string]format{
	"date":      {"date_parsing", "must be a date like 2026-11-21", func(text string) bool { _, err := vocab.ParseDate(text); return err == nil }},
	"date-time": {"datetime_parsing", "must be a date and time like 2026-11-21T14:30:00Z", func(text string) bool { _, err := time.Parse(time.RFC3339, text); return err == nil }},
	"time":      {"time_parsing", "must be a time of day like 14:30:00", isTime},
	"duration":  {"time_delta_parsing", "must be a duration like PT1H30M", func(text string) bool { _, err := vocab.ParseDuration(text); return err == nil }},
	"uuid":      {"uuid_parsing", "must be a UUID", func(text string) bool { return uuidText(0, false)(text, "") }},
	"decimal":   {"decimal_parsing", "must be a number", isDecimal},
	"ipv4":      {"", "must be an IPv4 address", func(text string) bool { a, err := netip.ParseAddr(text); return err == nil && a.Is4() }},
	"ipv6":      {"", "must be an IPv6 address", func(text string) bool { a, err := netip.ParseAddr(text); return err == nil && a.Is6() }},
	"regex":     {"", "must be a regular expression", func(text string) bool { _, err := regexp.Compile(text); return err == nil }},
}

// isTime accepts the full-time of RFC 3339, and one without a zone.
func isTime(text string) bool {
	if _, err := vocab.ParseTimeOfDay(text); err == nil {
		return true
	}
	_, err := time.Parse("15:04:05.999999999Z07:00", text)
	return err == nil
}

// isDecimal accepts finite numbers as people write them: 1.50, -3, 1e3.
func isDecimal(text string) bool {
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err == nil || errors.Is(err, strconv.ErrRange)
}

// wordFormats are the formats that a validator word checks.
var wordFormats = map[string]string{"email": "email", "uri": "url", "url": "url", "hostname": "hostname_rfc1123"}

// addFormat documents a format and, on a string, checks it. On a list or map it
// speaks of what that holds.
func (c *Compiler) addFormat(r *Rules, s *subject, name string) error {
	if isChecked(name) && holdsText(s.typ) {
		for s.typ.Kind != model.String {
			s, r = newSubject(s.typ.Elem.Base()), r.itemRules()
		}
	}
	if name == "" || !s.typ.Kind.Scalar() {
		return nil
	}
	r.keywords = append([]Keyword{{"format", name}}, r.keywords...)
	if s.typ.Kind != model.String {
		return nil
	}
	if w, ok := wordFormats[name]; ok {
		compiled, err := c.compilePart(s, parseWord(w))
		compiled.keywords = nil
		r.add(s, compiled)
		return err
	}
	if f, ok := formats[name]; ok {
		fault := valueError(f.msg)
		if f.typ != "" {
			fault = &vocab.Fault{Type: f.typ, Msg: f.msg, Ctx: map[string]any{"error": f.msg}}
		}
		r.add(s, rule{check: check{ok: func(p unsafe.Pointer) bool { return f.ok(*(*string)(p)) }, fault: fault}})
	}
	return nil
}

func isChecked(name string) bool { return wordFormats[name] != "" || formats[name].ok != nil }

// holdsText reports whether a list or map has strings in it, at any depth.
func holdsText(t *model.Type) bool {
	for t.Kind == model.Slice || t.Kind == model.Array || t.Kind == model.Set || t.Kind == model.Map {
		t = t.Elem.Base()
	}
	return t.Kind == model.String
}
