package constraint_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/go-playground/validator/v10"
)

var numberTags = []string{"min", "max", "len", "gt", "gte", "lt", "lte", "eq", "ne"}

var textTags = []string{
	"alpha", "alphaspace", "alphanum", "alphanumspace", "number", "numeric", "hexadecimal", "ascii", "printascii",
	"lowercase", "uppercase", "startswith=a", "endswith=b", "contains=1", "excludes=é", "startsnotwith=a", "endsnotwith=b",
	"containsany=a1", "excludesall=b é", "containsrune=é", "excludesrune=é", "eq_ignore_case=AB", "ne_ignore_case=ab",
	"oneof=a 'b 1' é", "noneof=a 'b 1' é", "oneofci=A 'B 1'", "noneofci=A 'B 1'", "eq=ab", "ne=ab", "eq=", "ne=",
	"uuid", "uuid3", "uuid4", "uuid5", "uuid7", "email", "url", "ip", "boolean", "isdefault", "alpha|number", "len=1|len=3|startswith=a",
	"oneof='' a", "oneof=''a'' b",
}

// differ compares Check with validator on one value.
func differ[T any](t *testing.T, v *validator.Validate, tag string, values func(*rand.Rand) T) {
	t.Helper()
	rules := compile[T](t, fmt.Sprintf("validate:%q", tag))
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		value := values(rnd)
		want := v.Var(value, tag) == nil
		got := rules.Check(unsafe.Pointer(&value), nil) == nil
		if got != want {
			t.Fatalf("%v %s: Check(%#v) passes %t; validator says %t", reflect.TypeFor[T](), tag, value, got, want)
		}
	}
}

type small interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

func differNumber[T small](t *testing.T, v *validator.Validate, fraction bool) {
	t.Helper()
	for _, tag := range numberTags {
		limits := []string{"0", "1", "3"}
		if !fraction {
			limits = append(limits, "0x2")
		}
		for _, limit := range limits {
			differ(t, v, tag+"="+limit, func(r *rand.Rand) T { return T(r.IntN(5)) })
		}
		if fraction {
			differ(t, v, tag+"=0.1", func(r *rand.Rand) T {
				f, _ := strconv.ParseFloat([]string{"0.1", "0.2", "-1", "0"}[r.IntN(4)], 64)
				return T(f)
			})
		}
	}
	if !fraction {
		differ(t, v, "oneof=1 '3'", func(r *rand.Rand) T { return T(r.IntN(5)) })
		differ(t, v, "noneof=1 3", func(r *rand.Rand) T { return T(r.IntN(5)) })
	}
	differ(t, v, "numeric", func(r *rand.Rand) T { return T(r.IntN(5)) })
	differ(t, v, "eq=0|gt=2", func(r *rand.Rand) T { return T(r.IntN(5)) })
}

func TestNumbersAsValidator(t *testing.T) {
	t.Parallel()
	v := validator.New()
	differNumber[int](t, v, false)
	differNumber[int8](t, v, false)
	differNumber[int16](t, v, false)
	differNumber[int32](t, v, false)
	differNumber[int64](t, v, false)
	differNumber[level](t, v, false)
	differNumber[uint](t, v, false)
	differNumber[uint8](t, v, false)
	differNumber[uint16](t, v, false)
	differNumber[uint32](t, v, false)
	differNumber[uint64](t, v, false)
	differNumber[float32](t, v, true)
	differNumber[float64](t, v, true)
	for _, tag := range numberTags {
		differ(t, v, tag+"=2ms", func(r *rand.Rand) time.Duration { return time.Duration(r.IntN(5)) * time.Millisecond })
		differ(t, v, tag+"=2", func(r *rand.Rand) time.Duration { return time.Duration(r.IntN(5)) })
	}
	differ(t, v, "eq=true", func(r *rand.Rand) bool { return r.IntN(2) == 0 })
	differ(t, v, "ne=1", func(r *rand.Rand) bool { return r.IntN(2) == 0 })
	for _, tag := range []string{"gt", "gte", "lt", "lte"} {
		differ(t, v, tag, func(r *rand.Rand) time.Time { return time.Now().Add(time.Duration(r.IntN(3)-1) * time.Hour) })
	}
	differ(t, v, "latitude", func(r *rand.Rand) float64 { return float64(r.IntN(400) - 200) })
	differ(t, v, "port", func(r *rand.Rand) int { return r.IntN(140000) - 10 })
}

func randomText(r *rand.Rand) string {
	if r.IntN(8) == 0 {
		return randomUUID(r)
	}
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString([]string{"a", "b", "A", "B", "1", "0x", ".", "-", "+", " ", "é", "ß", "\n", "\xff", "'", "\x00", "z", "@", ":"}[r.IntN(19)])
	}
	return b.String()
}

func randomUUID(r *rand.Rand) string {
	b := []byte("9a3f0c1e-5b7d-4e2a-8c6f-1d0b2a3c4e5f")
	b[14] = "1234567"[r.IntN(7)]
	b[19] = "089abc"[r.IntN(6)]
	if r.IntN(4) == 0 {
		b[r.IntN(36)] = "aAgG-0\n"[r.IntN(7)]
	}
	return string(b)
}

func TestTextsAsValidator(t *testing.T) {
	t.Parallel()
	v := validator.New()
	for _, tag := range textTags {
		differ(t, v, tag, randomText)
		if !strings.HasPrefix(tag, "uuid") { // a named string is shown by its String method there
			differ(t, v, tag, func(r *rand.Rand) kindless { return kindless(randomText(r)) })
		}
	}
	for _, tag := range []string{"min=2", "max=3", "len=2", "gt=1", "gte=2", "lt=3", "lte=3"} {
		differ(t, v, tag, randomText)
	}
}

// randomAddress is often an email address, and else nearly one.
func randomAddress(r *rand.Rand) string {
	var b strings.Builder
	part := func(most int) {
		for range r.IntN(most) {
			b.WriteString([]string{"a", "Z", "9", "ab", "_", "-", "+", ".", "é", "'", "~", " "}[min(r.IntN(12), r.IntN(12))])
		}
	}
	part(8)
	b.WriteString([]string{"@", "@", "@", "@", "@a.", "@a@", ""}[r.IntN(7)])
	part(8)
	b.WriteString([]string{".com", ".com", ".c", ".c0m", ".", "", ".x-y"}[r.IntN(7)])
	return b.String()
}

func TestAddressesAsValidator(t *testing.T) {
	t.Parallel()
	v, rnd := validator.New(), rand.New(rand.NewPCG(3, 4))
	for range 50 {
		differ(t, v, "email", func(*rand.Rand) string { return randomAddress(rnd) })
	}
}

type kindless string

func TestListsAsValidator(t *testing.T) {
	t.Parallel()
	v := validator.New()
	for _, tag := range append([]string{"eq=2", "ne=2", "unique"}, "min=2", "max=2", "len=2", "gt=1", "gte=1", "lt=3", "lte=3") {
		differ(t, v, tag, randomList(func(r *rand.Rand) int { return r.IntN(9) }))
		differ(t, v, tag, randomList(func(r *rand.Rand) int64 { return r.Int64N(9) }))
		differ(t, v, tag, randomList(func(r *rand.Rand) float64 { return float64(r.IntN(9)) }))
		differ(t, v, tag, randomList(func(r *rand.Rand) string { return strconv.Itoa(r.IntN(9)) }))
		differ(t, v, tag, randomList(func(r *rand.Rand) *int { n := r.IntN(9); return &n }))
		differ(t, v, tag, func(r *rand.Rand) map[int]int {
			m := map[int]int{}
			for range r.IntN(4) {
				m[r.IntN(9)] = r.IntN(4)
			}
			return m
		})
	}
	differ(t, v, "unique=SKU", randomList(func(r *rand.Rand) member { return member{strconv.Itoa(r.IntN(9))} }))
	differ(t, v, "dive,min=1", randomList(func(r *rand.Rand) int { return r.IntN(4) }))
	differ(t, v, "dive,required", randomList(func(r *rand.Rand) string { return strings.Repeat("a", r.IntN(3)) }))
	differ(t, v, "dive,omitempty,min=2", randomList(func(r *rand.Rand) string { return strings.Repeat("a", r.IntN(3)) }))
	differ(t, v, "dive,keys,min=1,endkeys,max=2", func(r *rand.Rand) map[int]int { return map[int]int{r.IntN(3): r.IntN(5)} })
	// Beyond fewItems a map does the work.
	differ(t, v, "unique", func(r *rand.Rand) []int {
		list := make([]int, 60)
		for i := range list {
			list[i] = r.IntN(20000)
		}
		return list
	})
}

func randomList[T any](item func(*rand.Rand) T) func(r *rand.Rand) []T {
	return func(r *rand.Rand) []T {
		list := make([]T, r.IntN(5))
		for i := range list {
			list[i] = item(r)
		}
		return list
	}
}

// FuzzText feeds every text word with strings of the fuzzer's choice.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"", "a", "a.b+c@d-e.f.gh", "a@b.c--d.e", "a@b-.c", "a..b@c.d", "9a3f0c1e-5b7d-4e2a-8c6f-1d0b2a3c4e5f", "0x1F", "-1.5", "é\xff", "A b"} {
		f.Add(seed)
	}
	v := validator.New()
	type both struct {
		tag   string
		check func(s *string) bool
	}
	var all []both
	for _, tag := range textTags {
		rules := compile[string](f, fmt.Sprintf("validate:%q", tag))
		all = append(all, both{tag, func(s *string) bool { return rules.Check(unsafe.Pointer(s), nil) == nil }})
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, b := range all {
			if got, want := b.check(&s), v.Var(s, b.tag) == nil; got != want {
				t.Errorf("%s: Check(%q) passes %t; validator says %t", b.tag, s, got, want)
			}
		}
	})
}
