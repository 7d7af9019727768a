package middleware

import (
	"net/http"
	"strings"
)

// mostHops bounds how many proxies are believed in a row; a longer list is the
// client's doing, and only its right end is read.
const mostHops = 32

// readXForwarded reads X-Forwarded-For, -Proto and -Host, a hop for each
// address.
//
// A proxy appends its value, or replaces the list. Values of Proto and Host
// belong to the hops if there is one for each; else the last, which the nearest
// proxy wrote, holds for the last hop.
func readXForwarded(h http.Header) []hop {
	addrs := lastEntries(h["X-Forwarded-For"])
	schemes := lastEntries(h["X-Forwarded-Proto"])
	hosts := lastEntries(h["X-Forwarded-Host"])
	hops := make([]hop, max(len(addrs), min(1, len(schemes)+len(hosts))))
	for i := range addrs {
		hops[i].client = parseNode(addrs[i])
	}
	for i := range hops {
		if entry, ok := belonging(schemes, i, len(hops)); ok {
			hops[i].scheme = schemeOrNone(entry)
		}
		if entry, ok := belonging(hosts, i, len(hops)); ok {
			hops[i].host = hostOrNone(entry)
		}
	}
	return hops
}

// belonging returns the entry of hop i of n.
func belonging(entries []string, i, n int) (string, bool) {
	switch {
	case len(entries) == n:
		return entries[i], true
	case len(entries) > 0 && i == n-1:
		return entries[len(entries)-1], true
	}
	return "", false
}

// lastEntries cuts a header of comma separated values, at most the last 32.
func lastEntries(values []string) []string {
	all := strings.Join(values, ",")
	var reversed []string
	for all != "" && len(reversed) < mostHops {
		i := strings.LastIndexByte(all, ',')
		reversed = append(reversed, strings.TrimSpace(all[i+1:]))
		all = all[:max(i, 0)]
	}
	for i, j := 0, len(reversed)-1; i < j; i, j = i+1, j-1 {
		reversed[i], reversed[j] = reversed[j], reversed[i]
	}
	return reversed
}

// readForwarded reads Forwarded (RFC 7239). A header that breaks its grammar
// says nothing at all, for nobody can tell where the client's part of it ends.
func readForwarded(h http.Header) []hop {
	rest := strings.Join(h["Forwarded"], ",")
	var hops []hop
	for rest != "" {
		one, after, ok := readHop(rest)
		if !ok {
			return nil
		}
		hops, rest = append(hops, one), after
		if len(hops) > mostHops {
			hops = hops[1:]
		}
	}
	return hops
}

// readHop reads a forwarded-element up to its comma.
func readHop(s string) (one hop, rest string, ok bool) {
	for {
		s = strings.TrimLeft(s, " \t")
		if s == "" {
			return one, "", true
		}
		switch s[0] {
		case ',':
			return one, s[1:], true
		case ';':
			s = s[1:]
			continue
		}
		name, value, after, ok := readPair(s)
		if !ok {
			return hop{}, "", false
		}
		one.set(name, value)
		s = strings.TrimLeft(after, " \t")
		if s != "" && s[0] != ';' && s[0] != ',' {
			return hop{}, "", false
		}
	}
}

func (one *hop) set(name, value string) {
	switch strings.ToLower(name) {
	case "for":
		one.client = parseNode(value)
	case "proto":
		one.scheme = schemeOrNone(value)
	case "host":
		one.host = hostOrNone(value)
	}
}

// readPair reads name=value, where the value is a token or a quoted string.
func readPair(s string) (name, value, rest string, ok bool) {
	name, s, ok = strings.Cut(s, "=")
	if !ok || !token(name) {
		return "", "", "", false
	}
	if strings.HasPrefix(s, `"`) {
		value, rest, ok = readQuoted(s[1:])
		return name, value, rest, ok
	}
	end := strings.IndexAny(s, ",; \t")
	if end < 0 {
		end = len(s)
	}
	// Not only tokens: many proxies write [::1]:80 and 10.0.0.1:80 without quotes.
	value = s[:end]
	return name, value, s[end:], value != "" && !strings.Contains(value, `"`)
}

// readQuoted reads a quoted-string after its first quote.
func readQuoted(s string) (value, rest string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), s[i+1:], true
		case '\\':
			i++
			if i == len(s) {
				return "", "", false
			}
		}
		b.WriteByte(s[i])
	}
	return "", "", false
}

// schemeOrNone takes WebSocket's names for what they run over.
func schemeOrNone(s string) string {
	switch strings.ToLower(s) {
	case "https", "wss":
		return "https"
	case "http", "ws":
		return "http"
	}
	return ""
}

func hostOrNone(s string) string {
	if _, _, ok := splitHost(s); !ok {
		return ""
	}
	return s
}
