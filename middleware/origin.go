package middleware

import (
	"fmt"
	"strings"
)

// origin is a serialised origin of RFC 6454, in parts.
type origin struct {
	scheme string
	host   string // lower-case; IPv6 in brackets
	port   string // empty for the scheme's own
}

// parseOrigin reads an Origin header as browsers send it. "null" is no origin.
func parseOrigin(s string) (o origin, ok bool) {
	scheme, rest, found := strings.Cut(s, "://")
	if !found || !schemeName(scheme) {
		return origin{}, false
	}
	host, port, ok := splitHost(rest)
	if !ok || strings.HasSuffix(rest, ":") {
		return origin{}, false
	}
	return origin{scheme, host, port}, true
}

func schemeName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.')) {
			return false
		}
	}
	return s != ""
}

// origins is a set of origins.
type origins struct {
	any      bool
	exact    map[string]bool // serialised; "null" too
	patterns []originPattern
}

// originPattern is an origin with "*." before its host, or "*" as its port.
type originPattern struct {
	origin
	subdomains bool // of the host, not the host itself
	anyPort    bool
}

func readOrigins(list []string) (origins, error) {
	set := origins{exact: map[string]bool{}}
	for _, text := range list {
		switch text {
		case "*":
			set.any = true
		case "null":
			set.exact[text] = true
		default:
			p, err := readOriginPattern(text)
			if err != nil {
				return origins{}, err
			}
			if p.subdomains || p.anyPort {
				set.patterns = append(set.patterns, p)
				continue
			}
			set.exact[p.String()] = true
		}
	}
	return set, nil
}

func readOriginPattern(text string) (p originPattern, err error) {
	plain := strings.ToLower(text)
	plain, p.anyPort = strings.CutSuffix(plain, ":*")
	if scheme, host, found := strings.Cut(plain, "://*."); found {
		plain, p.subdomains = scheme+"://"+host, true
	}
	o, ok := parseOrigin(plain)
	if !ok {
		return p, fmt.Errorf(`origin %q: write scheme and host without a path: "https://example.com", "https://*.example.com", "http://localhost:*", "*"`, text)
	}
	if o.scheme == "https" && o.port == "443" || o.scheme == "http" && o.port == "80" {
		o.port = "" // browsers leave it out
	}
	p.origin = o
	return p, nil
}

// String is the origin as browsers send it.
func (o origin) String() string {
	if o.port == "" {
		return o.scheme + "://" + o.host
	}
	return o.scheme + "://" + o.host + ":" + o.port
}

// has reports whether the set lists an origin; "*" is not asked here.
func (set *origins) has(text string) bool {
	if set.exact[text] {
		return true
	}
	if len(set.patterns) == 0 {
		return false
	}
	o, ok := parseOrigin(text)
	if !ok {
		return false
	}
	for _, p := range set.patterns {
		if p.match(o) {
			return true
		}
	}
	return false
}

func (p originPattern) match(o origin) bool {
	if o.scheme != p.scheme || o.port != p.port && !p.anyPort {
		return false
	}
	if !p.subdomains {
		return o.host == p.host
	}
	sub, found := strings.CutSuffix(o.host, p.host)
	return found && len(sub) > 1 && strings.HasSuffix(sub, ".")
}
