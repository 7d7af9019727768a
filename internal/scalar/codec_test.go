package scalar_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"testing"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
	"github.com/signet-go/signet/internal/vocab"
)

type (
	level int8
	name  string
	id    [16]byte
	shade int
	odd   struct{ n int }
)

func (i *id) UnmarshalText(text []byte) error { return nil }

func (s shade) MarshalText() ([]byte, error) { return []byte("shade " + string(rune('0'+s))), nil }

func (o *odd) UnmarshalText(text []byte) error {
	if len(text)%2 == 0 {
		return errors.New("the text must have an odd length")
	}
	o.n = len(text)
	return nil
}

func (o odd) MarshalText() ([]byte, error) { return []byte("odd"), nil }

func codec[T any](t testing.TB, strict bool) *scalar.Codec {
	t.Helper()
	typ, err := model.NewReader().ReadType(reflect.TypeFor[T]())
	if err != nil {
		t.Fatal(err)
	}
	c, err := scalar.For(typ, strict)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// sent is one token of a request: the text of a parameter or a JSON value.
type sent struct{ as, text string }

func param(text string) sent  { return sent{"param", text} }
func str(text string) sent    { return sent{"string", text} }
func number(text string) sent { return sent{"number", text} }
func boolean(v string) sent   { return sent{"bool", v} }

// read stores s in a new T and returns it with the type of the fault.
func read[T any](c *scalar.Codec, s sent) (v T, fault string) {
	parse := c.Parse
	switch s.as {
	case "string":
		parse = c.FromString
	case "number":
		parse = c.FromNumber
	case "bool":
		parse = nil
		if c.FromBool != nil {
			parse = func(text string, p unsafe.Pointer) *vocab.Fault { return c.FromBool(text == "true", p) }
		}
	}
	f := c.TypeFault
	if parse != nil {
		f = parse(s.text, unsafe.Pointer(&v))
	}
	if f == nil {
		return v, ""
	}
	if f.Msg == "" {
		return v, f.Type + " without a message"
	}
	return v, f.Type
}

type row[T any] struct {
	name  string
	sent  sent
	want  T
	fault string
}

func check[T any](t *testing.T, strict bool, rows []row[T]) {
	t.Helper()
	c := codec[T](t, strict)
	for _, tt := range rows {
		t.Run(reflect.TypeFor[T]().String()+"/"+tt.name, func(t *testing.T) {
			got, fault := read[T](c, tt.sent)
			if fault != tt.fault || fault == "" && !reflect.DeepEqual(got, tt.want) {
				t.Errorf("read %s %q = %v, fault %q; want %v, fault %q", tt.sent.as, tt.sent.text, got, fault, tt.want, tt.fault)
			}
		})
	}
}

func TestInteger(t *testing.T) {
	t.Parallel()
	check(t, false, []row[int]{
		{"digits", param("5"), 5, ""},
		{"spaces around", param(" 5 "), 5, ""},
		{"plus", param("+3"), 3, ""},
		{"minus", param("-3"), -3, ""},
		{"underscore", param("1_000"), 1000, ""},
		{"zero fraction", param("4.0"), 4, ""},
		{"leading zeros", param("007"), 7, ""},
		{"largest", param("9223372036854775807"), 1<<63 - 1, ""},
		{"smallest", param("-9223372036854775808"), -1 << 63, ""},
		{"one above", param("9223372036854775808"), 0, "int_parsing_size"},
		{"huge", param("99999999999999999999999999"), 0, "int_parsing_size"},
		{"huge and wrong", param("99999999999999999999999999x"), 0, "int_parsing"},
		{"fraction", param("4.2"), 0, "int_parsing"},
		{"dot at the end", param("4."), 0, "int_parsing"},
		{"exponent", param("1e3"), 0, "int_parsing"},
		{"empty", param(""), 0, "int_parsing"},
		{"sign only", param("-"), 0, "int_parsing"},
		{"two underscores", param("1__0"), 0, "int_parsing"},
		{"underscore first", param("_1"), 0, "int_parsing"},
		{"underscore last", param("1_"), 0, "int_parsing"},
		{"hexadecimal", param("0x10"), 0, "int_parsing"},
		{"JSON", number("5"), 5, ""},
		{"JSON negative", number("-5"), -5, ""},
		{"JSON zero fraction", number("5.0"), 5, ""},
		{"JSON exponent", number("5e2"), 500, ""},
		{"JSON fraction", number("1.5"), 0, "int_from_float"},
		{"JSON small exponent", number("1e-400"), 0, ""},
		{"JSON huge", number("1e400"), 0, "int_parsing_size"},
		{"JSON 2^63", number("9223372036854775808"), 0, "int_parsing_size"},
		{"JSON large with fraction", number("9007199254740993.0"), 9007199254740993, ""},
		{"JSON string", str("5"), 5, ""},
		{"JSON true", boolean("true"), 1, ""},
	})
	check(t, false, []row[level]{
		{"largest", param("127"), 127, ""},
		{"smallest", param("-128"), -128, ""},
		{"above", param("128"), 0, "int_parsing_size"},
		{"below", number("-129"), 0, "int_parsing_size"},
	})
	check(t, false, []row[uint8]{
		{"largest", param("255"), 255, ""},
		{"above", param("256"), 0, "int_parsing_size"},
		{"negative", param("-1"), 0, "greater_than_equal"},
		{"minus zero", param("-0"), 0, ""},
	})
	check(t, false, []row[uint64]{{"largest", number("18446744073709551615"), 1<<64 - 1, ""}})
	check(t, true, []row[int]{
		{"strict number", number("5"), 5, ""},
		{"strict zero fraction", number("5.0"), 0, "int_type"},
		{"strict string", str("5"), 0, "int_type"},
		{"strict bool", boolean("true"), 0, "int_type"},
		{"strict parameter", param(" 5 "), 5, ""},
	})
}

func TestFloat(t *testing.T) {
	t.Parallel()
	check(t, false, []row[float64]{
		{"fraction", param("1.5"), 1.5, ""},
		{"exponent", param("1e3"), 1000, ""},
		{"spaces and sign", param(" +1.5 "), 1.5, ""},
		{"underscore", param("1_0.5"), 10.5, ""},
		{"no digit before the dot", param(".5"), 0.5, ""},
		{"nan", param("NaN"), 0, "finite_number"},
		{"inf", param("-inf"), 0, "finite_number"},
		{"too big", param("1e999"), 0, "finite_number"},
		{"hexadecimal", param("0x1p-2"), 0, "float_parsing"},
		{"empty", param(""), 0, "float_parsing"},
		{"word", param("ten"), 0, "float_parsing"},
		{"two signs", param("--1"), 0, "float_parsing"},
		{"JSON", number("-0.25"), -0.25, ""},
		{"JSON too big", number("1e999"), 0, "finite_number"},
		{"JSON string", str("1.5"), 1.5, ""},
		{"JSON true", boolean("true"), 1, ""},
	})
	check(t, false, []row[float32]{{"too big for 32 bits", number("1e39"), 0, "finite_number"}})
	check(t, true, []row[float64]{{"strict string", str("1.5"), 0, "float_type"}, {"strict", number("1"), 1, ""}})
}

func TestBool(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"1", "true", "t", "yes", "y", "on", "TRUE", "Yes"} {
		check(t, false, []row[bool]{{word, param(word), true, ""}})
	}
	for _, word := range []string{"0", "false", "f", "no", "n", "off", "False"} {
		check(t, false, []row[bool]{{word, str(word), false, ""}})
	}
	check(t, false, []row[bool]{
		{"empty", param(""), false, "bool_parsing"},
		{"space", param("true "), false, "bool_parsing"},
		{"two", param("2"), false, "bool_parsing"},
		{"JSON one", number("1.0"), true, ""},
		{"JSON two", number("2"), false, "bool_parsing"},
		{"JSON", boolean("true"), true, ""},
	})
	check(t, true, []row[bool]{
		{"strict number", number("1"), false, "bool_type"},
		{"strict string", str("true"), false, "bool_type"},
		{"strict", boolean("true"), true, ""},
	})
}

func TestTextForms(t *testing.T) {
	t.Parallel()
	check(t, false, []row[name]{
		{"empty", param(""), "", ""},
		{"anything", param("añ \x00"), "añ \x00", ""},
		{"JSON number", number("5"), "", "string_type"},
		{"JSON bool", boolean("true"), "", "string_type"},
	})
	want := id{0x9a, 0x3f, 0x0c, 0x1e, 0x5b, 0x7d, 0x4e, 0x2a, 0x8c, 0x6f, 0x1d, 0x0b, 0x2a, 0x3c, 0x4e, 0x5f}
	check(t, false, []row[id]{
		{"groups", param("9a3f0c1e-5b7d-4e2a-8c6f-1d0b2a3c4e5f"), want, ""},
		{"upper case", str("9A3F0C1E-5B7D-4E2A-8C6F-1D0B2A3C4E5F"), want, ""},
		{"no groups", param("9a3f0c1e5b7d4e2a8c6f1d0b2a3c4e5f"), want, ""},
		{"urn", param("urn:uuid:9a3f0c1e-5b7d-4e2a-8c6f-1d0b2a3c4e5f"), want, ""},
		{"braces", param("{9a3f0c1e-5b7d-4e2a-8c6f-1d0b2a3c4e5f}"), want, ""},
		{"one digit short", param("9a3f0c1e-5b7d-4e2a-8c6f-1d0b2a3c4e5"), id{}, "uuid_parsing"},
		{"no digit", param("9a3f0c1e-5b7d-4e2a-8c6f-1d0b2a3c4e5g"), id{}, "uuid_parsing"},
		{"hyphen in a wrong place", param("9a3f0c1e5-b7d-4e2a-8c6f-1d0b2a3c4e5f"), id{}, "uuid_parsing"},
		{"JSON number", number("5"), id{}, "uuid_type"},
	})
	check(t, false, []row[[]byte]{
		{"raw in a parameter", param("a+b"), []byte("a+b"), ""},
		{"base64 in JSON", str("aGk="), []byte("hi"), ""},
		{"no padding", str("aGk"), nil, "bytes_invalid_encoding"},
		{"number", number("5"), nil, "bytes_type"},
	})
	check(t, false, []row[json.Number]{
		{"fraction", param(" 1.50 "), "1.50", ""},
		{"any size", number("1e4000"), "1e4000", ""},
		{"string", str("12"), "12", ""},
		{"nan", param("NaN"), "", "decimal_parsing"},
		{"leading zero", param("01"), "", "decimal_parsing"},
		{"bool", boolean("true"), "", "decimal_type"},
	})
}

func TestURL(t *testing.T) {
	t.Parallel()
	parsed := url.URL{Scheme: "https", Host: "example.com", Path: "/a", RawQuery: "b=c"}
	check(t, false, []row[url.URL]{
		{"absolute", param("https://example.com/a?b=c"), parsed, ""},
		{"without host", param("mailto:a@example.com"), url.URL{Scheme: "mailto", Opaque: "a@example.com"}, ""},
		{"relative", param("/a"), url.URL{}, "url_parsing"},
		{"host missing", param("http:///a"), url.URL{}, "url_parsing"},
		{"empty", param(""), url.URL{}, "url_parsing"},
		{"bad escape", param("http://a/%zz"), url.URL{}, "url_parsing"},
		{"number", number("1"), url.URL{}, "url_type"},
	})
}

func TestOwnText(t *testing.T) {
	t.Parallel()
	check(t, false, []row[odd]{
		{"good", param("abc"), odd{3}, ""},
		{"its own error", str("ab"), odd{}, "value_error"},
		{"number", number("1"), odd{}, "string_type"},
	})
	check(t, false, []row[netip.Addr]{
		{"good", param("192.0.2.1"), netip.MustParseAddr("192.0.2.1"), ""},
		{"bad", param("192.0.2"), netip.Addr{}, "value_error"},
		{"empty", param(""), netip.Addr{}, "value_error"},
		{"empty string", str(""), netip.Addr{}, "value_error"},
	})
	check(t, false, []row[netip.AddrPort]{{"empty", param(""), netip.AddrPort{}, "value_error"}})
	check(t, false, []row[netip.Prefix]{{"empty", param(""), netip.Prefix{}, "value_error"}})
	var ip net.IP
	if f := codec[net.IP](t, false).Parse("", unsafe.Pointer(&ip)); f == nil {
		t.Errorf("net.IP.Parse(\"\") = nil, and the address %v; want a fault", ip)
	}
	check(t, false, []row[big.Int]{
		{"number through UnmarshalJSON", number("12"), *big.NewInt(12), ""},
		{"string", str("12"), *big.NewInt(12), ""},
	})
	check(t, false, []row[shade]{{"read by the underlying type", number("3"), 3, ""}})
	_, err := scalar.For(&model.Type{Go: reflect.TypeFor[struct{}](), Kind: model.Struct}, false)
	if err == nil {
		t.Error("For(struct{}) gives a codec; want an error")
	}
	var addr netip.Addr
	f := codec[netip.Addr](t, false).Parse("x", unsafe.Pointer(&addr))
	if f == nil || f.Msg != "must be an IP address" {
		t.Errorf("netip.Addr.Parse(x) = %+v; want a message without Go's function names", f)
	}
}

func TestAppend(t *testing.T) {
	t.Parallel()
	utc := time.Date(2026, 11, 21, 14, 30, 0, 5e6, time.UTC)
	for _, tt := range []struct {
		name       string
		got        func() (text, js string, err error)
		text, json string
	}{
		{"int", both(t, int8(-5)), "-5", "-5"},
		{"uint", both(t, uint64(1<<63)), "9223372036854775808", "9223372036854775808"},
		{"float", both(t, 1e21), "1e+21", "1e+21"},
		{"float32", both(t, float32(0.1)), "0.1", "0.1"},
		{"small float", both(t, 1e-7), "1e-7", "1e-7"},
		{"bool", both(t, true), "true", "true"},
		{"string", both(t, name(`a"<&>`+"\u2028\n\x01\xff")), `a"<&>` + "\u2028\n\x01\xff", `"a\"<&>` + "\u2028" + `\n\u0001` + "\uFFFD" + `"`},
		{"number", both(t, json.Number("1.50")), "1.50", "1.50"},
		{"zero number", both(t, json.Number("")), "0", "0"},
		{"time", both(t, utc), "2026-11-21T14:30:00.005Z", `"2026-11-21T14:30:00.005Z"`},
		{"date", both(t, vocab.Date{Year: 26, Month: 1, Day: 2}), "0026-01-02", `"0026-01-02"`},
		{"the zero date can be read back", both(t, vocab.Date{}), "0001-01-01", `"0001-01-01"`},
		{"time of day", both(t, vocab.TimeOfDay{Hour: 9}), "09:00:00", `"09:00:00"`},
		{"duration", both(t, 90*time.Minute), "PT1H30M", `"PT1H30M"`},
		{"uuid", both(t, id{15: 1}), "00000000-0000-0000-0000-000000000001", `"00000000-0000-0000-0000-000000000001"`},
		{"url", both(t, url.URL{Scheme: "http", Host: "a", Path: "/é"}), "http://a/%C3%A9", `"http://a/%C3%A9"`},
		{"bytes", both(t, []byte("hi")), "hi", `"aGk="`},
		{"nil bytes", both(t, []byte(nil)), "", `""`},
		{"own text", both(t, odd{}), "odd", `"odd"`},
		{"own text on a number", both(t, shade(3)), "shade 3", `"shade 3"`},
		{"own JSON", both(t, *big.NewInt(7)), "7", "7"},
		{"address", both(t, netip.MustParseAddr("::1")), "::1", `"::1"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, js, err := tt.got()
			if err != nil || text != tt.text || js != tt.json {
				t.Errorf("Append, AppendJSON = %q, %s, %v; want %q, %s", text, js, err, tt.text, tt.json)
			}
		})
	}
}

func both[T any](t *testing.T, v T) func() (string, string, error) {
	c := codec[T](t, false)
	return func() (string, string, error) {
		text, err := c.Append(nil, unsafe.Pointer(&v))
		js, err2 := c.AppendJSON([]byte{'>'}, unsafe.Pointer(&v))
		return string(text), string(js[1:]), errors.Join(err, err2)
	}
}

func TestAppendErrors(t *testing.T) {
	t.Parallel()
	nan := 0.0
	nan /= nan
	for name, got := range map[string]func() (string, string, error){
		"NaN":                  both(t, nan),
		"number that is none":  both(t, json.Number("x")),
		"year 10000":           both(t, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)),
		"date in year 10000":   both(t, vocab.Date{Year: 10000, Month: 1, Day: 1}),
		"zone with a fraction": both(t, time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", 24*3600))),
	} {
		if _, _, err := got(); err == nil {
			t.Errorf("%s: Append gives no error", name)
		}
	}
}

func TestNoAllocations(t *testing.T) {
	type values struct {
		n int
		u uint8
		f float64
		b bool
		s string
		t time.Time
		i id
	}
	var v values
	ints, uints, floats, bools, strs := codec[int](t, false), codec[uint8](t, false), codec[float64](t, false), codec[bool](t, false), codec[string](t, false)
	times, ids := codec[time.Time](t, false), codec[id](t, false)
	buf := make([]byte, 0, 256)
	allocs := testing.AllocsPerRun(100, func() {
		ints.Parse("123", unsafe.Pointer(&v.n))
		ints.FromNumber("-123", unsafe.Pointer(&v.n))
		ints.Parse("x", unsafe.Pointer(&v.n))
		ints.Parse("99999999999999999999", unsafe.Pointer(&v.n))
		uints.Parse("7", unsafe.Pointer(&v.u))
		floats.FromNumber("1.25", unsafe.Pointer(&v.f))
		bools.Parse("YES", unsafe.Pointer(&v.b))
		strs.Parse("text", unsafe.Pointer(&v.s))
		times.FromString("2026-11-21T14:30:00.25Z", unsafe.Pointer(&v.t))
		ids.Parse("9a3f0c1e-5b7d-4e2a-8c6f-1d0b2a3c4e5f", unsafe.Pointer(&v.i))
		b := buf
		b, _ = ints.AppendJSON(b, unsafe.Pointer(&v.n))
		b, _ = floats.AppendJSON(b, unsafe.Pointer(&v.f))
		b, _ = strs.AppendJSON(b, unsafe.Pointer(&v.s))
		b, _ = times.AppendJSON(b, unsafe.Pointer(&v.t))
		_, _ = ids.AppendJSON(b, unsafe.Pointer(&v.i))
	})
	if allocs != 0 {
		t.Errorf("reading and writing plain scalars allocates %v times; want 0", allocs)
	}
}
