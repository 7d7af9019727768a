package constraint

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// textWord is a validator word that speaks of a string.
type textWord struct {
	msg     string                               // what the client reads
	typ     string                               // fault type; empty: value_error
	format  string                               // JSON Schema's format
	pattern string                               // or a pattern that says the same
	param   bool                                 // takes a parameter
	ok      func(text, param string) bool        // nil: validator checks it
	quick   func(text string) (ok, sure bool)    // validator is asked only where it is not sure
	bind    func(param string) (p, m string)     // with a parameter: its pattern and message
	fault   func(msg, param string) *vocab.Fault // nil: by typ
}

// textWords are the words with a message, a keyword or a check of their own.
// Every check here says exactly what validator says, which a test holds.
var textWords = map[string]textWord{
	"alpha":         {msg: "must have only the letters a to z", pattern: "^[a-zA-Z]+$", ok: every(letter)},
	"alphaspace":    {msg: "must have only the letters a to z and spaces", pattern: "^[a-zA-Z ]+$", ok: every(func(c byte) bool { return letter(c) || c == ' ' })},
	"alphanum":      {msg: "must have only letters and digits", pattern: "^[a-zA-Z0-9]+$", ok: every(func(c byte) bool { return letter(c) || digit(c) })},
	"alphanumspace": {msg: "must have only letters, digits and spaces", pattern: "^[a-zA-Z0-9 ]+$", ok: every(func(c byte) bool { return letter(c) || digit(c) || c == ' ' })},
	"number":        {msg: "must have only digits", pattern: "^[0-9]+$", ok: every(digit)},
	"numeric":       {msg: "must be a number", pattern: `^[-+]?[0-9]+(\.[0-9]+)?$`, ok: numericText},
	"hexadecimal":   {msg: "must be hexadecimal", pattern: "^(0[xX])?[0-9a-fA-F]+$", ok: hexText},
	"ascii":         {msg: "must have only ASCII characters", ok: asciiText(0, 0x7f)},
	"printascii":    {msg: "must have only printable ASCII characters", ok: asciiText(0x20, 0x7e)},
	"lowercase":     {msg: "must be in lower case", ok: func(text, _ string) bool { return text != "" && text == strings.ToLower(text) }},
	"uppercase":     {msg: "must be in upper case", ok: func(text, _ string) bool { return text != "" && text == strings.ToUpper(text) }},

	"startswith":     {param: true, ok: strings.HasPrefix, bind: quotes("^%s", "must start with '%s'")},
	"endswith":       {param: true, ok: strings.HasSuffix, bind: quotes("%s$", "must end with '%s'")},
	"contains":       {param: true, ok: strings.Contains, bind: quotes("%s", "must contain '%s'")},
	"excludes":       {param: true, ok: unless(strings.Contains), bind: quotes("", "must not contain '%s'")},
	"startsnotwith":  {param: true, ok: unless(strings.HasPrefix), bind: quotes("", "must not start with '%s'")},
	"endsnotwith":    {param: true, ok: unless(strings.HasSuffix), bind: quotes("", "must not end with '%s'")},
	"containsany":    {param: true, ok: strings.ContainsAny, bind: quotes("", "must contain one of '%s'")},
	"excludesall":    {param: true, ok: unless(strings.ContainsAny), bind: quotes("", "must contain none of '%s'")},
	"containsrune":   {param: true, bind: quotes("%s", "must contain '%s'")},
	"excludesrune":   {param: true, bind: quotes("", "must not contain '%s'")},
	"eq_ignore_case": {param: true, ok: strings.EqualFold, bind: quotes("", "must be '%s'")},
	"ne_ignore_case": {param: true, ok: unless(strings.EqualFold), bind: quotes("", "must not be '%s'")},
	"oneofci":        {param: true, ok: nil, fault: choicesFault("must be ")},
	"noneofci":       {param: true, ok: nil, fault: choicesFault("must not be ")},

	"email":     {msg: "must be an email address", format: "email", fault: reasonFault, quick: usualAddress},
	"url":       {msg: "must be a URL", typ: "url_parsing", format: "uri"},
	"uri":       {msg: "must be a URI", typ: "url_parsing", format: "uri-reference"},
	"http_url":  {msg: "must be an http or https URL", typ: "url_parsing", format: "uri"},
	"https_url": {msg: "must be an https URL", typ: "url_parsing", format: "uri"},
	"origin":    {msg: "must be an origin like https://example.com", typ: "url_parsing", format: "uri"},

	"uuid":          {msg: "must be a UUID", typ: "uuid_parsing", format: "uuid", ok: uuidText(0, false)},
	"uuid3":         {format: "uuid", ok: uuidText('3', true), fault: versionFault(3)},
	"uuid4":         {format: "uuid", ok: uuidText('4', true), fault: versionFault(4)},
	"uuid5":         {format: "uuid", ok: uuidText('5', true), fault: versionFault(5)},
	"uuid7":         {format: "uuid", ok: uuidText('7', true), fault: versionFault(7)},
	"uuid_rfc4122":  {msg: "must be a UUID", typ: "uuid_parsing", format: "uuid"},
	"uuid3_rfc4122": {format: "uuid", fault: versionFault(3)},
	"uuid4_rfc4122": {format: "uuid", fault: versionFault(4)},
	"uuid5_rfc4122": {format: "uuid", fault: versionFault(5)},

	"ip":               {msg: "must be an IP address"},
	"ipv4":             {msg: "must be an IPv4 address", format: "ipv4"},
	"ipv6":             {msg: "must be an IPv6 address", format: "ipv6"},
	"cidr":             {msg: "must be an IP network like 192.0.2.0/24"},
	"cidrv4":           {msg: "must be an IPv4 network like 192.0.2.0/24"},
	"cidrv6":           {msg: "must be an IPv6 network like 2001:db8::/32"},
	"mac":              {msg: "must be a MAC address"},
	"hostname":         {msg: "must be a host name", format: "hostname"},
	"hostname_rfc1123": {msg: "must be a host name", format: "hostname"},
	"fqdn":             {msg: "must be a full domain name", format: "hostname"},
	"hostname_port":    {msg: "must be a host name and a port like example.com:80"},
	"e164":             {msg: "must be a telephone number like +4930123456"},
	"iscolor":          {msg: "must be a color"},
	"country_code":     {msg: "must be a country code"},
	"eu_country_code":  {msg: "must be the code of a country of the European Union"},
	"hexcolor":         {msg: "must be a color like #1a2b3c"},
	"base64":           {msg: "must be base64"},
	"base64url":        {msg: "must be base64 for URLs"},
	"base64rawurl":     {msg: "must be base64 for URLs, without padding"},
	"json":             {msg: "must be JSON"},
	"jwt":              {msg: "must be a JSON Web Token"},
	"semver":           {msg: "must be a version like 1.2.3"},
	"timezone":         {msg: "must be a time zone like Europe/Berlin"},
	"credit_card":      {msg: "must be a credit card number"},
	"boolean":          {msg: "must be true or false"},
	"duration":         {msg: "must be a duration like 1h30m"},
	"datetime":         {param: true, fault: layoutFault},

	"postcode_iso3166_alpha2": {param: true, bind: quotes("", "must be a postal code of %s")},
}

// wideWords are those that validator checks in other kinds too. Everything else
// it would compare with the text "<int Value>", which never fits.
var wideWords = map[string]string{
	"latitude":                   "must be a latitude from -90 to 90",
	"longitude":                  "must be a longitude from -180 to 180",
	"port":                       "must be a port from 1 to 65535",
	"luhn_checksum":              "must have a right check digit",
	"iso3166_1_alpha_numeric":    "must be the number of a country",
	"iso3166_1_alpha_numeric_eu": "must be the number of a country of the European Union",
	"iso4217_numeric":            "must be the number of a currency",
	"isdefault":                  "must be left out",
	"required":                   "must not be empty",
	"validateFn":                 "is not valid",
	"json":                       "must be JSON",
}

func (w *textWord) compile(s *subject, use word) rule {
	msg, pattern := w.msg, w.pattern
	if w.bind != nil {
		pattern, msg = w.bind(use.param)
	}
	var r rule
	switch {
	case w.fault != nil:
		r.fault = w.fault(msg, use.param)
	case w.typ != "":
		r.fault = &vocab.Fault{Type: w.typ, Msg: msg, Ctx: map[string]any{"error": msg}}
	default:
		r.fault = valueError(msg)
	}
	if w.format != "" {
		r.keywords = append(r.keywords, Keyword{"format", w.format})
	}
	if pattern != "" {
		r.keywords = append(r.keywords, Keyword{"pattern", pattern})
	}
	if w.ok != nil {
		r.ok = func(p unsafe.Pointer) bool { return w.ok(*(*string)(p), use.param) }
	}
	return r
}

// quicker asks validator only where quick is not sure.
func (w *textWord) quicker(validator test) test {
	return func(p unsafe.Pointer) bool {
		if ok, sure := w.quick(*(*string)(p)); sure {
			return ok
		}
		return validator(p)
	}
}

func quotes(pattern, msg string) func(param string) (string, string) {
	return func(param string) (string, string) {
		if pattern == "" {
			return "", fmt.Sprintf(msg, param)
		}
		return fmt.Sprintf(pattern, regexp.QuoteMeta(param)), fmt.Sprintf(msg, param)
	}
}

func unless(ok func(text, param string) bool) func(text, param string) bool {
	return func(text, param string) bool { return !ok(text, param) }
}

func choicesFault(phrase string) func(_, param string) *vocab.Fault {
	return func(_, param string) *vocab.Fault {
		var values []any
		for _, text := range splitParams(param) {
			values = append(values, text)
		}
		return valueError(phrase + listed(values) + " in any case")
	}
}

func reasonFault(msg, _ string) *vocab.Fault {
	return &vocab.Fault{Type: "value_error", Msg: msg, Ctx: map[string]any{"reason": msg}}
}

func versionFault(version int) func(_, _ string) *vocab.Fault {
	return func(_, _ string) *vocab.Fault {
		return &vocab.Fault{Type: "uuid_version", Msg: fmt.Sprintf("must be a UUID of version %d", version),
			Ctx: map[string]any{"expected_version": version}}
	}
}

// layoutFault tells a layout of package time by the example that it is.
func layoutFault(_, layout string) *vocab.Fault {
	typ := "datetime_parsing"
	if layout == "2006-01-02" {
		typ = "date_parsing"
	}
	msg := "must have the form of " + layout
	return &vocab.Fault{Type: typ, Msg: msg, Ctx: map[string]any{"error": msg}}
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }

// every reports whether there are bytes and all fit.
func every(fits func(byte) bool) func(text, _ string) bool {
	return func(text, _ string) bool {
		for i := range len(text) {
			if !fits(text[i]) {
				return false
			}
		}
		return text != ""
	}
}

func asciiText(low, high byte) func(text, _ string) bool {
	return func(text, _ string) bool {
		for i := range len(text) {
			if text[i] < low || text[i] > high {
				return false
			}
		}
		return true
	}
}

func numericText(text, _ string) bool {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		text = text[1:]
	}
	whole, fraction, dotted := strings.Cut(text, ".")
	digits := every(digit)
	return digits(whole, "") && (!dotted || digits(fraction, ""))
}

func hexText(text, _ string) bool {
	if len(text) > 2 && text[0] == '0' && text[1]|0x20 == 'x' {
		text = text[2:]
	}
	return every(func(c byte) bool { return digit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' })(text, "")
}

// uuidText checks the groups of a UUID; with a version its digit, and but for
// version 3 the variant, in lower case only, as validator does.
func uuidText(version byte, lower bool) func(text, _ string) bool {
	return func(text, _ string) bool {
		if len(text) != 36 {
			return false
		}
		for i := range len(text) {
			c := text[i]
			switch {
			case i == 8 || i == 13 || i == 18 || i == 23:
				if c != '-' {
					return false
				}
			case digit(c) || 'a' <= c && c <= 'f' || !lower && 'A' <= c && c <= 'F':
			default:
				return false
			}
		}
		return version == 0 || text[14] == version && (version == '3' || strings.IndexByte("89ab", text[19]) >= 0)
	}
}

// textual reports whether the word can check the subject.
func textual(s *subject, name string) bool {
	switch name {
	case "number", "numeric":
		return s.kind == reflect.String || numeric(s.kind)
	case "boolean":
		return s.kind == reflect.String || s.kind == reflect.Bool
	}
	return s.kind == reflect.String
}
