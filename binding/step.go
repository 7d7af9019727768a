package binding

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// step fills one field from the path, the query, the header, the cookies or a form.
type step struct {
	slot   int // whose struct it fills
	order  int // among the fields of the slot
	source model.Source
	offset uintptr
	target *target
	plain  bool // the target is a string without constraints: any text is stored as it is

	names    []string // to look for, in order, as places spell them
	keys     []int    // query and cookie: position of each name in the plan's table
	header   []string // header: each name as http.Header spells it
	commas   bool     // header: a line holds several items
	split    string   // what stands between the items of a list in one text; empty: a text is an item
	wildcard int      // path: -1 when the route has none of the names

	required      bool
	emptyIsAbsent bool                 // an empty text is none, as in the forms of browsers
	fallback      func(unsafe.Pointer) // fills in the default; may be nil
	silent        bool                 // its values are not echoed
	echo          bool                 // lists are echoed, as FastAPI does
}

func compileStep(slot, order int, in *model.Input, c *Config) (*step, error) {
	s := &step{
		slot: slot, order: order, source: in.Source, offset: in.Offset, names: in.Names,
		wildcard: in.Wildcard, required: in.Required, echo: c.Echo,
		silent: silent(in), split: in.Style.Separator(),
	}
	if err := s.checkNames(in); err != nil {
		return nil, err
	}
	if err := s.compileTarget(in, c); err != nil {
		return nil, err
	}
	var err error
	s.plain = s.target.plain()
	s.commas = in.Source == model.Header && s.split == "" && s.target.splits()
	s.emptyIsAbsent = in.Source == model.File || in.Source == model.Form && s.target.form.takesLast()
	if in.HasDefault {
		s.fallback, err = c.Plans.Default(&in.Field)
	}
	return s, err
}

func (s *step) compileTarget(in *model.Input, c *Config) (err error) {
	if in.InJSON() {
		s.target = &target{form: document, value: in.Type.Base()}
		s.target.json, err = c.Plans.Decoder(in.Type, &in.Field)
		return err
	}
	if in.Source == model.File {
		s.target = &target{shell: shellOf(in.Type), value: in.Type.Base()}
		s.target.compileFiles(in.MediaTypes())
	} else if s.target, err = compileTarget(in.Type, 0, c); err != nil {
		return err
	}
	rules, err := c.Checks.Field(&in.Field)
	s.target.constrain(rules)
	return err
}

// silent reports whether the values of a field must not be echoed.
func silent(in *model.Input) bool {
	return in.Source == model.Header || in.Source == model.Cookie || in.Doc.Format == "password" || in.Type.HoldsSecret()
}

// checkNames refuses names that no client could send, and spells the others.
func (s *step) checkNames(in *model.Input) error {
	switch s.source {
	case model.Path:
		s.names = []string{in.Name}
	case model.Query:
		for _, name := range in.Names {
			if objectOf(in) && strings.ContainsAny(name, "[]") {
				return fmt.Errorf("query %q: the keys of a map follow its name, which has no brackets itself", name)
			}
		}
	case model.Header, model.Cookie:
		for _, name := range in.Names {
			if !isToken(name) {
				return fmt.Errorf("%s:%q is not a name that a %s can have", s.source, name, s.source)
			}
		}
	}
	if s.source == model.Header {
		s.names = slices.Clone(in.Names)
		for i, name := range in.Names {
			s.names[i] = strings.ToLower(name)
			s.header = append(s.header, http.CanonicalHeaderKey(name))
		}
	}
	return nil
}

func (s *step) at(bases []unsafe.Pointer) unsafe.Pointer {
	return unsafe.Add(bases[s.slot], s.offset)
}

// bind stores what the client sent under one of the names.
func (s *step) bind(name string, texts []string, bases []unsafe.Pointer, bad *Invalid) {
	if s.plain {
		*(*string)(s.at(bases)) = texts[len(texts)-1]
		return
	}
	if s.split != "" {
		texts = s.items(texts)
	}
	r := report{bad: bad, step: s, name: name}
	s.target.store(&r, texts, s.at(bases))
}

// items splits texts; an empty one has none.
func (s *step) items(texts []string) []string {
	var items []string
	for _, text := range texts {
		if text == "" {
			continue
		}
		for item := range strings.SplitSeq(text, s.split) {
			if s.source == model.Header {
				item = trimBlanks(item)
			}
			items = append(items, item)
		}
	}
	return items
}

// bindAbsent does what is to be done when none of the names was sent.
func (s *step) bindAbsent(bases []unsafe.Pointer, bad *Invalid) {
	switch {
	case s.required:
		r := report{bad: bad, step: s, name: s.names[0]}
		r.fault(missing, nil)
	case s.fallback != nil:
		s.fallback(s.at(bases))
	}
}

// missing is never changed.
var missing = &vocab.Fault{Type: "missing", Msg: "is required"}

// sighted returns which of the names the client used: the first in the order of
// the tag, not of the request; -1 if none.
func (s *step) sighted(seen []sighting) int {
	for k, at := range s.keys {
		if seen[at].count > 0 && !(s.emptyIsAbsent && seen[at].last == "") {
			return k
		}
	}
	return -1
}

// isToken reports whether a text is a token of RFC 9110, as names in a header are.
func isToken(text string) bool {
	for i := range len(text) {
		if c := text[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`"(),/:;<=>?@[\]{}`, c) >= 0 {
			return false
		}
	}
	return text != ""
}
