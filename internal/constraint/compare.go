package constraint

import (
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// relation is how a value must stand to a limit.
type relation uint8

const (
	atLeast relation = iota
	above
	atMost
	below
	equal
	unequal
)

// comparisons are validator's words that compare: with the value of a number,
// the runes of a string, the number of items of a list or map.
var comparisons = map[string]relation{
	"min": atLeast, "gte": atLeast, "gt": above, "max": atMost, "lte": atMost, "lt": below,
	"len": equal, "eq": equal, "ne": unequal,
}

// rule is a compiled word.
type rule struct {
	check
	keywords []Keyword
}

// compare compiles a comparison for what the tags see.
func (s *subject) compare(w word) (rule, error) {
	rel := comparisons[w.name]
	switch {
	case s.typ.Kind == model.Time:
		return s.compareTime(w, rel)
	case !w.given:
		return rule{}, fmt.Errorf("%q needs a limit: %s=3", w.text, w.name)
	case s.typ.Kind == model.Number && w.name != "eq" && w.name != "ne":
		return rule{}, fmt.Errorf("%q would count the digits of a %v; use the tags minimum and maximum, or a number type", w.text, s.typ.Go)
	case s.typ.Kind == model.Duration:
		return s.compareDuration(w, rel)
	case s.rat != nil:
		return s.compareRat(w.param, rel)
	case numeric(s.kind):
		return compareNumber(s.kind, w.param, rel)
	case s.kind == reflect.String && (w.name == "eq" || w.name == "ne"):
		return compareText(w.param, rel), nil
	case s.kind == reflect.String, countable(s.kind):
		return s.compareLength(w.param, rel)
	case s.kind == reflect.Bool && (w.name == "eq" || w.name == "ne"):
		return compareBool(w.param, rel)
	}
	return rule{}, fmt.Errorf("%q is for numbers, strings, slices and maps, not for %s", w.text, s.describe())
}

type number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

// related compiles a comparison of the T at p, as a W, with limit.
func related[T, W number](rel relation, limit W) test {
	switch rel {
	case atLeast:
		return func(p unsafe.Pointer) bool { return W(*(*T)(p)) >= limit }
	case above:
		return func(p unsafe.Pointer) bool { return W(*(*T)(p)) > limit }
	case atMost:
		return func(p unsafe.Pointer) bool { return W(*(*T)(p)) <= limit }
	case below:
		return func(p unsafe.Pointer) bool { return W(*(*T)(p)) < limit }
	case equal:
		return func(p unsafe.Pointer) bool { return W(*(*T)(p)) == limit }
	default:
		return func(p unsafe.Pointer) bool { return W(*(*T)(p)) != limit }
	}
}

// compareNumber reads limits as validator does: with 0x and the like for whole
// numbers, rounded to 32 bits for a float32.
func compareNumber(k reflect.Kind, param string, rel relation) (rule, error) {
	switch {
	case k <= reflect.Int64:
		limit, err := strconv.ParseInt(param, 0, 64)
		if err != nil {
			return rule{}, fmt.Errorf("%q is not a whole number that fits 64 bits", param)
		}
		return numberRule(rel, limit, relatedInt(k, rel, limit)), nil
	case k <= reflect.Uintptr:
		limit, err := strconv.ParseUint(param, 0, 64)
		if err != nil {
			return rule{}, fmt.Errorf("%q is not a whole number from 0 on that fits 64 bits", param)
		}
		return numberRule(rel, limit, relatedUint(k, rel, limit)), nil
	}
	bits := 64
	if k == reflect.Float32 {
		bits = 32
	}
	limit, err := strconv.ParseFloat(param, bits)
	if err != nil || limit-limit != 0 { // infinities and NaN are no limits
		return rule{}, fmt.Errorf("%q is not a finite number", param)
	}
	ok := related[float64](rel, limit)
	if bits == 32 {
		ok = related[float32](rel, limit)
		limit, _ = strconv.ParseFloat(param, 64) // told as it was written
	}
	return numberRule(rel, limit, ok), nil
}

func relatedInt(k reflect.Kind, rel relation, limit int64) test {
	switch k {
	case reflect.Int8:
		return related[int8](rel, limit)
	case reflect.Int16:
		return related[int16](rel, limit)
	case reflect.Int32:
		return related[int32](rel, limit)
	case reflect.Int64:
		return related[int64](rel, limit)
	default:
		return related[int](rel, limit)
	}
}

func relatedUint(k reflect.Kind, rel relation, limit uint64) test {
	switch k {
	case reflect.Uint8:
		return related[uint8](rel, limit)
	case reflect.Uint16:
		return related[uint16](rel, limit)
	case reflect.Uint32:
		return related[uint32](rel, limit)
	case reflect.Uint64:
		return related[uint64](rel, limit)
	default:
		return related[uint](rel, limit)
	}
}

func numberRule(rel relation, limit any, ok test) rule {
	switch rel {
	case equal:
		return rule{check{ok: ok, fault: choiceFault("literal_error", []any{limit})}, []Keyword{{"const", limit}}}
	case unequal:
		return rule{check{ok: ok, fault: valueError("must not be " + fmt.Sprint(limit))}, not(limit)}
	}
	return rule{check{ok: ok, fault: boundFault(rel, limit)}, []Keyword{{bounds[rel].keyword, limit}}}
}

func not(v any) []Keyword { return []Keyword{{"not", map[string]any{"const": v}}} }

// compareDuration reads a limit like 1h30m, or nanoseconds.
func (s *subject) compareDuration(w word, rel relation) (rule, error) {
	limit, err := time.ParseDuration(w.param)
	if err != nil {
		nanos, err := strconv.ParseInt(w.param, 0, 64)
		if err != nil {
			return rule{}, fmt.Errorf("%q is not a duration like 1h30m", w.param)
		}
		limit = time.Duration(nanos)
	}
	r := numberRule(rel, vocab.Duration(limit).String(), related[int64](rel, int64(limit)))
	r.keywords = nil // JSON Schema cannot compare durations
	return r, nil
}

// compareTime compares with the present: validator has no other limit.
func (s *subject) compareTime(w word, rel relation) (rule, error) {
	if rel > below || w.name == "min" || w.name == "max" {
		return rule{}, fmt.Errorf("%q cannot compare a time; gt, gte, lt and lte compare it with now", w.text)
	}
	if w.given {
		return rule{}, fmt.Errorf("%q: a time is compared with now, and %s takes no limit; for another one write a Validate method", w.text, w.name)
	}
	future := &vocab.Fault{Type: "datetime_future", Msg: "must be in the future"}
	past := &vocab.Fault{Type: "datetime_past", Msg: "must be in the past"}
	at := func(p unsafe.Pointer) *time.Time { return (*time.Time)(p) }
	switch rel {
	case atLeast:
		return rule{check: check{ok: func(p unsafe.Pointer) bool { return !at(p).Before(time.Now()) }, fault: future}}, nil
	case above:
		return rule{check: check{ok: func(p unsafe.Pointer) bool { return at(p).After(time.Now()) }, fault: future}}, nil
	case atMost:
		return rule{check: check{ok: func(p unsafe.Pointer) bool { return !at(p).After(time.Now()) }, fault: past}}, nil
	default:
		return rule{check: check{ok: func(p unsafe.Pointer) bool { return at(p).Before(time.Now()) }, fault: past}}, nil
	}
}

// compareRat compares numbers without a fixed width, exactly.
func (s *subject) compareRat(param string, rel relation) (rule, error) {
	limit, ok := new(big.Rat).SetString(param)
	if !ok {
		return rule{}, fmt.Errorf("%q is not a number", param)
	}
	holds := related[int](rel, 0)
	return numberRule(rel, told(limit), func(p unsafe.Pointer) bool {
		v := s.rat(p)
		if v == nil {
			return false
		}
		order := v.Cmp(limit)
		return holds(unsafe.Pointer(&order))
	}), nil
}

// told is how a limit is shown: as a number of Go.
func told(limit *big.Rat) any {
	if limit.IsInt() && limit.Num().IsInt64() {
		return limit.Num().Int64()
	}
	f, _ := limit.Float64()
	return f
}

func compareText(want string, rel relation) rule {
	if rel == equal {
		ok := func(p unsafe.Pointer) bool { return *(*string)(p) == want }
		return rule{check{ok: ok, fault: choiceFault("literal_error", []any{want})}, []Keyword{{"const", want}}}
	}
	ok := func(p unsafe.Pointer) bool { return *(*string)(p) != want }
	return rule{check{ok: ok, fault: valueError("must not be '" + want + "'")}, not(want)}
}

func compareBool(param string, rel relation) (rule, error) {
	want, err := strconv.ParseBool(param)
	if err != nil {
		return rule{}, fmt.Errorf("%q is neither true nor false", param)
	}
	must := want == (rel == equal)
	ok := func(p unsafe.Pointer) bool { return *(*bool)(p) == must }
	return rule{check{ok: ok, fault: choiceFault("literal_error", []any{must})}, []Keyword{{"const", must}}}, nil
}

// measure returns what the length of the subject counts, and how to take it.
func (s *subject) measure() (*measured, func(p unsafe.Pointer) int64) {
	sliceLen := func(p unsafe.Pointer) int64 { return int64((*sliceHeader)(p).len) }
	switch {
	case s.kind == reflect.String:
		return &inRunes, func(p unsafe.Pointer) int64 { return int64(utf8.RuneCountInString(*(*string)(p))) }
	case s.typ.Kind == model.Set:
		return &inSet, func(p unsafe.Pointer) int64 { return int64(reflect.NewAt(s.typ.Go, p).Elem().Len()) }
	case s.kind == reflect.Map:
		return &inEntries, func(p unsafe.Pointer) int64 { return int64(reflect.NewAt(s.typ.Go, p).Elem().Len()) }
	case s.kind == reflect.Array:
		return &inItems, func(unsafe.Pointer) int64 { return int64(s.typ.Go.Len()) }
	case s.typ.Kind == model.Bytes:
		return &inBytes, sliceLen
	default:
		return &inItems, sliceLen
	}
}

// hasRunes reports whether text has at least n runes, and mostly knows it from
// the number of bytes: a rune has one to four.
func hasRunes(text string, n int64) bool {
	bytes := int64(len(text))
	return bytes >= n && ((bytes-1)/utf8.UTFMax >= n || int64(utf8.RuneCountInString(text)) >= n)
}

// compareLength compiles a comparison of a length into a least and a most one.
func (s *subject) compareLength(param string, rel relation) (rule, error) {
	n, err := strconv.ParseInt(param, 0, 64)
	if err != nil {
		return rule{}, fmt.Errorf("%q is not a whole number", param)
	}
	switch rel {
	case above:
		rel, n = atLeast, n+1
	case below:
		rel, n = atMost, n-1
	}
	if n < 0 {
		return rule{}, fmt.Errorf("nothing is that short: the length would have to be %d", n)
	}
	m, length := s.measure()
	return lengthRule(m, length, rel, n), nil
}

func lengthRule(m *measured, length func(unsafe.Pointer) int64, rel relation, n int64) rule {
	short, long := m.fault(atLeast, n), m.fault(atMost, n)
	least, most := Keyword{m.least, n}, Keyword{m.most, n}
	var r rule
	switch rel {
	case atLeast:
		r.ok, r.keywords = func(p unsafe.Pointer) bool { return length(p) >= n }, []Keyword{least}
		r.fault, r.explain = short, lengthExplainer(m, length, n, short, nil)
		if m == &inRunes {
			r.ok = func(p unsafe.Pointer) bool { return hasRunes(*(*string)(p), n) }
		}
	case atMost:
		r.ok, r.keywords = func(p unsafe.Pointer) bool { return length(p) <= n }, []Keyword{most}
		r.fault, r.explain = long, lengthExplainer(m, length, n, nil, long)
		if m == &inRunes {
			r.ok = func(p unsafe.Pointer) bool { return !hasRunes(*(*string)(p), n+1) }
		}
	case equal:
		r.ok, r.keywords = func(p unsafe.Pointer) bool { return length(p) == n }, []Keyword{least, most}
		r.fault = valueError("must have exactly " + m.amount(n)) // for alternatives; else it is one of the two
		r.explain = lengthExplainer(m, length, n, short, long)
	default:
		r.ok = func(p unsafe.Pointer) bool { return length(p) != n }
		r.fault = valueError("must not have exactly " + m.amount(n))
	}
	if m.least == "" {
		r.keywords = nil
	}
	return r
}
