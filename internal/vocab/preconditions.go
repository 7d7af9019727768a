package vocab

import (
	"fmt"
	"net/http"
	"strings"
)

// Preconditions are what a request demands of the present state of what it is
// about, by If-Match and If-None-Match (RFC 9110, 13). An argument of this type
// gets those of the request. Conditions on dates are not among them, for a clock
// is too coarse to tell two changes apart.
type Preconditions struct {
	match, noneMatch []string // lines of the headers; nil: no condition
	reads            bool     // GET or HEAD
	forms            []string // media types that the same state may have been sent in, beside the first
}

// PreconditionsOf returns the conditions of a request. Forms are the media types
// whose entity tags TagInForm makes.
func PreconditionsOf(r *http.Request, forms []string) Preconditions {
	return Preconditions{
		match:     condition(r.Header["If-Match"]),
		noneMatch: condition(r.Header["If-None-Match"]),
		reads:     r.Method == http.MethodGet || r.Method == http.MethodHead,
		forms:     forms,
	}
}

// condition returns the lines, nil if they say nothing.
func condition(lines []string) []string {
	for _, line := range lines {
		if strings.Trim(line, blanks) != "" {
			return lines
		}
	}
	return nil
}

// Check returns an error unless the conditions hold for the present state: etag
// is its entity tag, with quotes or without, and "" means that there is none
// yet. The error's status is 412, or 304 with the tag for GET and HEAD; return
// it before anything changes. Without conditions Check returns nil. What is
// checked and what is then changed belong into one transaction.
//
// If-Match compares strongly: a weak tag never fits, one that compression has
// made weak on the way to the client included. A header that cannot be read is
// a condition that does not hold. Where a Codec offers other forms, If-None-Match
// of GET and HEAD is left to the option ETag, which knows the form.
func (p Preconditions) Check(etag string) error {
	tag, err := EntityTag(etag)
	if err != nil {
		return fmt.Errorf("Preconditions.Check: %w", err)
	}
	if p.match != nil && p.find(p.match, tag, sameStrongly) != ThatTag {
		return changed
	}
	if p.noneMatch == nil || p.reads && len(p.forms) > 0 {
		return nil
	}
	switch p.find(p.noneMatch, tag, sameWeakly) {
	case ThatTag:
		if p.reads {
			return NewError(http.StatusNotModified, nil, ErrorHeader("ETag", tag))
		}
		return unchanged
	case BrokenTag:
		if !p.reads {
			return unreadable
		}
	}
	return nil
}

// find looks for a tag in all the forms that the state may have been sent in.
func (p Preconditions) find(lines []string, tag string, same func(listed, tag string) bool) TagMatch {
	match := matchTags(lines, tag, same)
	for i := 0; i < len(p.forms) && match == NoTag && tag != ""; i++ {
		match = matchTags(lines, TagInForm(tag, p.forms[i]), same)
	}
	return match
}

// Require returns an error of status 428 if the request has no conditions
// (RFC 6585, 3), so that nobody overwrites a change that they have not seen.
// Tell the document with Raises.
func (p Preconditions) Require() error {
	if p.match == nil && p.noneMatch == nil {
		return unconditional
	}
	return nil
}

// RefuseChanged returns the 412 of a request whose If-Match does not fit tag.
func RefuseChanged(r *http.Request, tag string) error {
	if lines := condition(r.Header["If-Match"]); lines != nil && matchTags(lines, tag, sameStrongly) != ThatTag {
		return changed
	}
	return nil
}

var (
	changed       = NewError(http.StatusPreconditionFailed, "If-Match does not name the present state: fetch it and try again")
	unchanged     = NewError(http.StatusPreconditionFailed, "If-None-Match names the present state")
	unreadable    = NewError(http.StatusPreconditionFailed, `If-None-Match is neither * nor a list of entity tags such as "a", W/"b"`)
	unconditional = NewError(http.StatusPreconditionRequired, "send If-Match with the ETag of the state that the request is about, or If-None-Match: *")
)
