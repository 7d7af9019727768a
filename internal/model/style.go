package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Style is how a list stands in one text, as the tag style says; without it
// each item has a text of its own.
type Style string

// The styles.
const (
	Repeat Style = ""
	CSV    Style = "csv"    // a,b
	Pipes  Style = "pipes"  // a|b
	Spaces Style = "spaces" // a b
)

// Separator stands between two items; it cannot be a part of one.
func (s Style) Separator() string {
	switch s {
	case CSV:
		return ","
	case Pipes:
		return "|"
	case Spaces:
		return " "
	}
	return ""
}

// checkStyle refuses a style where the source or the type has no use for it.
func (in *Input) checkStyle() error {
	if in.Style == Repeat {
		return nil
	}
	base := in.Type.Base()
	list := (base.Kind == Slice || base.Kind == Array || base.Kind == Set) && base.Elem.Base().Kind.Scalar()
	switch {
	case in.Style.Separator() == "":
		return fmt.Errorf("tag style:%q: write csv, pipes or spaces; without the tag the name is repeated", in.Style)
	case !list:
		return fmt.Errorf("tag style:%q: is for lists of scalars, not for %v; remove it", in.Style, in.Type.Go)
	case in.Source > Cookie:
		return fmt.Errorf("tag style:%q: is for parameters, not for the %s; remove it", in.Style, in.Source)
	case in.Style != CSV && in.Source != Query:
		return fmt.Errorf("tag style:%q: is for the query; in the %s write csv", in.Style, in.Source)
	}
	return nil
}

// strictSources are the sources of which all that is sent can be known.
var strictSources = []Source{Query, Header, Cookie}

func hasStrict(sf reflect.StructField) bool {
	_, ok := sf.Tag.Lookup("strict")
	return ok
}

// readStrict reads the tag strict:"query,header,cookie" of a blank field: the
// sources that the struct refuses unknown names of.
func (req *Request) readStrict(sf reflect.StructField) error {
	text := sf.Tag.Get("strict")
	if sf.Name != "_" {
		return fmt.Errorf("field %s: tag strict:%q: stands on a field of its own: _ struct{} `strict:%q`", sf.Name, text, text)
	}
	for word := range strings.SplitSeq(text, ",") {
		at := slices.IndexFunc(strictSources, func(s Source) bool { return s.String() == word })
		if at < 0 {
			return fmt.Errorf("tag strict:%q: %q is none of query, header and cookie; for members of the body there is signet.Strict", text, word)
		}
		if s := strictSources[at]; !slices.Contains(req.Strict, s) {
			req.Strict = append(req.Strict, s)
		}
	}
	return nil
}
