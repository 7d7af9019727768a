package scalar_test

import (
	"bytes"
	"encoding/json"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/signet-go/signet/internal/scalar"
)

// FuzzInteger compares with strconv after the forms that only we accept are
// written plainly.
func FuzzInteger(f *testing.F) {
	for _, seed := range []string{"5", " 5 ", "+3", "1_000", "4.0", "-129", "127", "1e3", "", "_", "9223372036854775808"} {
		f.Add(seed)
	}
	small, wide := codec[int8](f, false), codec[int64](f, false)
	f.Fuzz(func(t *testing.T, text string) {
		plain := strings.TrimSpace(text)
		if whole, fraction, ok := strings.Cut(plain, "."); ok && fraction != "" && strings.Trim(fraction, "0") == "" {
			plain = whole
		}
		valid := !slices.Contains(strings.Split(strings.TrimLeft(plain, "+-"), "_"), "")
		plain = strings.ReplaceAll(plain, "_", "")
		want8, err8 := strconv.ParseInt(plain, 10, 8)
		want64, err64 := strconv.ParseInt(plain, 10, 64)
		var got8 int8
		var got64 int64
		if fault := small.Parse(text, unsafe.Pointer(&got8)); (fault == nil) != (valid && err8 == nil) || fault == nil && int64(got8) != want8 {
			t.Errorf("int8.Parse(%q) = %d, %v; want %d, %v", text, got8, fault, want8, err8)
		}
		if fault := wide.Parse(text, unsafe.Pointer(&got64)); (fault == nil) != (valid && err64 == nil) || fault == nil && got64 != want64 {
			t.Errorf("int64.Parse(%q) = %d, %v; want %d, %v", text, got64, fault, want64, err64)
		}
	})
}

// FuzzNumber compares how JSON numbers become whole numbers with exact
// arithmetic, where a float64 is exact too.
func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"5", "5.0", "-1.5", "1e3", "15e-1", "1e18", "-0", "100e-2", "9223372036854775807.00"} {
		f.Add(seed)
	}
	c := codec[int64](f, false)
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) || len(text) > 30 || strings.Trim(text, "0123456789.eE+-") != "" {
			return
		}
		if _, exponent, ok := strings.Cut(strings.ToLower(text), "e"); ok && len(exponent) > 3 {
			return
		}
		want, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("big.Rat cannot read %q", text)
		}
		var got int64
		fault := c.FromNumber(text, unsafe.Pointer(&got))
		exact := new(big.Rat).SetInt64(1 << 53)
		if new(big.Rat).Abs(want).Cmp(exact) > 0 || len(text) > 15 {
			return // beyond what a float64 holds exactly
		}
		if (fault == nil) != want.IsInt() || fault == nil && want.Num().Int64() != got {
			t.Errorf("int64.FromNumber(%q) = %d, %v; want %v", text, got, fault, want)
		}
	})
}

// FuzzBig compares numbers of any size with the fraction that the text says.
func FuzzBig(f *testing.F) {
	for _, seed := range []string{"5", "5.0", "-1.5", "1e300", "15e-1", "-0", "0.1", "1e-4299", "123456789012345678901234567890.5", "1e4301"} {
		f.Add(seed)
	}
	ints, floats, rats := codec[big.Int](f, false), codec[big.Float](f, false), codec[big.Rat](f, false)
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) || len(text) > 60 || strings.Trim(text, "0123456789.eE+-") != "" {
			return
		}
		_, exponent, _ := strings.Cut(strings.ToLower(text), "e")
		if n, err := strconv.Atoi(exponent); exponent != "" && (err != nil || n < -4300 || n > 4300) {
			for name, c := range map[string]*scalar.Codec{"Int": ints, "Float": floats, "Rat": rats} {
				if fault := c.FromNumber(text, unsafe.Pointer(new([4]big.Rat))); fault == nil {
					t.Errorf("big.%s.FromNumber(%q) = nil; want a fault: the exponent is too large", name, text)
				}
			}
			return
		}
		want, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("big.Rat cannot read %q", text)
		}
		var n big.Int
		if fault := ints.FromNumber(text, unsafe.Pointer(&n)); (fault == nil) != want.IsInt() || fault == nil && n.Cmp(want.Num()) != 0 {
			t.Errorf("big.Int.FromNumber(%q) = %v, %v; want %v", text, &n, fault, want)
		}
		var r big.Rat
		if fault := rats.FromNumber(text, unsafe.Pointer(&r)); fault != nil || r.Cmp(want) != 0 {
			t.Errorf("big.Rat.FromNumber(%q) = %v, %v; want %v", text, &r, fault, want)
		}
		var x big.Float
		fault := floats.FromNumber(text, unsafe.Pointer(&x))
		written, err := floats.AppendJSON(nil, unsafe.Pointer(&x))
		if again, ok := new(big.Rat).SetString(string(written)); fault != nil || err != nil || !ok || again.Cmp(want) != 0 {
			t.Errorf("big.Float.FromNumber(%q) = %v, %v, written as %s; want it as it was sent", text, &x, fault, written)
		}
	})
}

func FuzzFloat(f *testing.F) {
	for _, seed := range []string{"1.5", "1e3", "nan", "0x1p2", "1_0", ".5", "5.", "1e400", "+1", "e"} {
		f.Add(seed)
	}
	c := codec[float64](f, false)
	f.Fuzz(func(t *testing.T, text string) {
		plain := strings.TrimSpace(text)
		if strings.ContainsAny(plain, "xXpP_nN") {
			return // forms that only one side knows, tested in the table
		}
		want, err := strconv.ParseFloat(plain, 64)
		var got float64
		fault := c.Parse(text, unsafe.Pointer(&got))
		if (fault == nil) != (err == nil) || fault == nil && got != want {
			t.Errorf("float64.Parse(%q) = %v, %v; want %v, %v", text, got, fault, want, err)
		}
	})
}

func FuzzBool(f *testing.F) {
	for _, seed := range []string{"true", "OFF", "y", "2", "trueish", "ｔ"} {
		f.Add(seed)
	}
	yes := []string{"1", "true", "t", "yes", "y", "on"}
	no := []string{"0", "false", "f", "no", "n", "off"}
	c := codec[bool](f, false)
	f.Fuzz(func(t *testing.T, text string) {
		lower := strings.Map(func(r rune) rune {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			return r
		}, text)
		isYes, isNo := slices.Contains(yes, lower), slices.Contains(no, lower)
		var got bool
		fault := c.Parse(text, unsafe.Pointer(&got))
		if (fault == nil) != (isYes || isNo) || got != isYes {
			t.Errorf("bool.Parse(%q) = %t, %v; want yes %t, no %t", text, got, fault, isYes, isNo)
		}
	})
}

// FuzzString compares with encoding/json, but for U+2028 and U+2029, which we
// leave as they are, and U+FFFD for bad bytes, which it escapes.
func FuzzString(f *testing.F) {
	for _, seed := range []string{"", "plain", `"\`, "\x00\x1f\x7f", "<&>", "\u2028é\U0001f600", "a\xffb\xc3", "\uFFFD"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := scalar.AppendString(nil, s)
		var buf bytes.Buffer
		enc := json.NewEncoder(&buf)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(s); err != nil {
			t.Fatal(err)
		}
		want := strings.NewReplacer(`\\`, `\\`, `\u2028`, "\u2028", `\u2029`, "\u2029", `\ufffd`, "\uFFFD").Replace(strings.TrimSuffix(buf.String(), "\n"))
		if string(got) != want || !utf8.Valid(got) {
			t.Errorf("AppendString(%q) = %s; want %s", s, got, want)
		}
	})
}

func FuzzAppendFloat(f *testing.F) {
	for _, seed := range []float64{0, 1, -1.5, 1e21, 1e-7, 123456789, 5e-324} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		got, err := scalar.AppendFloat(nil, v, 64)
		want, wantErr := json.Marshal(v)
		if (err == nil) != (wantErr == nil) || err == nil && !bytes.Equal(got, want) {
			t.Errorf("AppendFloat(%v, 64) = %s, %v; want %s, %v", v, got, err, want, wantErr)
		}
		narrow := float32(v)
		got, err = scalar.AppendFloat(nil, float64(narrow), 32)
		want, wantErr = json.Marshal(narrow)
		if (err == nil) != (wantErr == nil) || err == nil && !bytes.Equal(got, want) {
			t.Errorf("AppendFloat(%v, 32) = %s, %v; want %s, %v", narrow, got, err, want, wantErr)
		}
	})
}

// strictTime are the texts that RFC 3339 allows. time.Parse is more lenient: it
// takes one digit for the hour, and offsets of a day and more.
var strictTime = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.]\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`)

// FuzzTime compares with time.Parse: what it reads as RFC 3339 we read too, and
// the same.
func FuzzTime(f *testing.F) {
	for _, seed := range []string{"2026-11-21T14:30:00Z", "2026-11-21T14:30:00.123456789+05:30", "2026-02-30T00:00:00Z", "0000-01-01T00:00:00-23:59",
		"0000-01-01T0:00:00Z", "2026-11-21T14:30:00+24:00"} {
		f.Add(seed)
	}
	c := codec[time.Time](f, false)
	f.Fuzz(func(t *testing.T, text string) {
		var got time.Time
		fault := c.Parse(text, unsafe.Pointer(&got))
		want, err := time.Parse(time.RFC3339Nano, text)
		if err == nil && strictTime.MatchString(text) && (fault != nil || !got.Equal(want)) {
			t.Errorf("time.Parse(%q) = %v; ours %v, %v", text, want, got, fault)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	ints, times := codec[int](b, false), codec[time.Time](b, false)
	b.Run("int", func(b *testing.B) {
		var n int
		for b.Loop() {
			ints.Parse("12345", unsafe.Pointer(&n))
		}
	})
	b.Run("time", func(b *testing.B) {
		var at time.Time
		for b.Loop() {
			times.Parse("2026-11-21T14:30:05Z", unsafe.Pointer(&at))
		}
	})
	b.Run("string out", func(b *testing.B) {
		buf := make([]byte, 0, 64)
		for b.Loop() {
			scalar.AppendString(buf, "a plain name of a thing")
		}
	})
}
