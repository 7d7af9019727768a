package vocab

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

// ways are all that writes a value down without the developer having asked for
// the secret.
var ways = map[string]func(v any) string{
	"Sprint":   func(v any) string { return fmt.Sprint(v) },
	"Sprintln": func(v any) string { return fmt.Sprintln(v) },
	"slog text": func(v any) string {
		var out bytes.Buffer
		slog.New(slog.NewTextHandler(&out, timeless)).Info("in", "v", v)
		return out.String()
	},
	"slog JSON": func(v any) string {
		var out bytes.Buffer
		slog.New(slog.NewJSONHandler(&out, timeless)).Info("in", "v", v)
		return out.String()
	},
	"JSON": func(v any) string {
		text, err := json.Marshal(v)
		return fmt.Sprint(string(text), err)
	},
	"XML": func(v any) string {
		text, err := xml.Marshal(v)
		return fmt.Sprint(string(text), err)
	},
	"error": func(v any) string { return fmt.Errorf("refused: %v", v).Error() },
}

// timeless leaves out the time, whose digits may be those of a secret's bytes.
var timeless = &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}}

// TestSecretsStayOutOfLogs: every type that holds a secret, alone and inside of
// what people print, against every way to write it down.
func TestSecretsStayOutOfLogs(t *testing.T) {
	t.Parallel()
	for _, verb := range "vTtbcdoOqxXUeEfFgGs" { // not p, for which fmt asks nobody; go vet reports it
		for _, flags := range []string{"", "+", "#", "- 020", "+#.3"} {
			directive := "%" + flags + string(verb)
			ways[directive] = func(v any) string { return fmt.Sprintf(directive, v) }
		}
	}
	const secret = "hunter2"
	basic := Basic{Username: "ada", Password: secret}
	key := APIKey(secret)
	values := map[string]any{
		"Bearer": Bearer(secret), "Basic": basic, "Digest": Digest(secret), "APIKey": key,
		"pointer": &basic, "pointer to a key": &key, "slice": []Bearer{secret}, "map": map[string]Basic{"a": basic},
		"field": struct{ Auth Digest }{secret},
		"Opt":   Some(Bearer(secret)), "Opt of Basic": Some(basic), "Opt in a field": struct{ Auth Opt[APIKey] }{Some(key)},
		"first of two":  AnyOf[Bearer, Basic]{first: Some(Bearer(secret))},
		"second of two": AnyOf[Bearer, Basic]{second: Some(basic)},
		"nested":        Some(AnyOf[AnyOf[APIKey, Digest], Basic]{first: Some(AnyOf[APIKey, Digest]{second: Some(Digest(secret))})}),
	}
	for name, v := range values {
		for way, write := range ways {
			text := write(v)
			hexed := fmt.Sprintf("%x", secret)
			if strings.Contains(text, secret) || strings.Contains(strings.ToLower(text), hexed) || strings.Contains(text, "104") {
				t.Errorf("%s by %s = %s, which shows the secret", name, way, text)
			}
		}
	}
}

// TestSecretsAreThere: what is asked for is what was sent.
func TestSecretsAreThere(t *testing.T) {
	t.Parallel()
	b := Basic{"ada", "hunter2"}
	if got := string(Bearer("a")) + string(Digest("b")) + string(APIKey("c")) + b.Username + b.Password; got != "abcadahunter2" {
		t.Errorf("conversions and fields show %s; want abcadahunter2", got)
	}
	if got := fmt.Sprint(b); got != "ada:[redacted]" {
		t.Errorf("Sprint(%q, …) = %s; want ada:[redacted]", b.Username, got)
	}
}

func TestFormatOpt(t *testing.T) {
	t.Parallel()
	tests := []struct {
		format string
		value  any
		want   string
	}{
		{"%v", Some(3), "3"}, {"%03d", Some(3), "003"}, {"%q", Some("a"), `"a"`}, {"%+v", Some(struct{ A int }{1}), "{A:1}"},
		{"%v", Opt[int]{}, "<absent>"}, {"%d", NullOpt[int](), "<null>"}, {"%v", struct{ A Opt[int] }{Some(1)}, "{1}"},
		{"%v", AnyOf[Bearer, Basic]{}, "<nil>"},
	}
	for _, tt := range tests {
		if got := fmt.Sprintf(tt.format, tt.value); got != tt.want {
			t.Errorf("Sprintf(%q, …) = %s; want %s", tt.format, got, tt.want)
		}
	}
}
