package middleware

import (
	"net/netip"
	"strings"
)

// splitHost cuts a Host header into a lower-case name and a port, which may be
// empty. An IPv6 address keeps its brackets. ok is false for whatever else a
// client may send there, so a name can stand in a URL.
func splitHost(host string) (name, port string, ok bool) {
	name, port = host, ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		name, port = host[:i], host[i+1:]
		if !digits(port) || len(port) > 5 {
			return "", "", false
		}
	}
	name = strings.ToLower(name)
	if inner, bracket := strings.CutPrefix(name, "["); bracket {
		inner, closed := strings.CutSuffix(inner, "]")
		addr, err := netip.ParseAddr(inner)
		return name, port, closed && err == nil && addr.Is6() && addr.Zone() == ""
	}
	return name, port, hostName(name)
}

// digits reports whether s has nothing else; it may be empty.
func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// hostName reports whether s is a name that DNS could hold, in lower case, or
// an IPv4 address.
func hostName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !letterOrDigit(c) && c != '-' && c != '.' && c != '_' || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return s != "" && len(s) <= 253 && s[0] != '.' && !strings.Contains(s, "..")
}
