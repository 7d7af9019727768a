package middleware

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

func TestProxy(t *testing.T) {
	t.Parallel()
	networks := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	x, rfc, host := ProxyOptions{Trusted: networks}, ProxyOptions{Trusted: networks, Forwarded: true}, ProxyOptions{Trusted: networks, Host: true}
	tests := []struct {
		name    string
		options ProxyOptions
		peer    string
		headers []string
		want    string // client, scheme, host
	}{
		{"no proxy", x, "192.0.2.1:1234", nil, "192.0.2.1 http a.example"},
		{"untrusted peer", x, "192.0.2.1:1234", []string{"X-Forwarded-For: 1.1.1.1", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example"}, "192.0.2.1 http a.example"},
		{"trusted peer, nothing said", x, "10.0.0.1:1", nil, "10.0.0.1 http a.example"},
		{"one hop", x, "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https"}, "192.0.2.1 https a.example"},
		{"default trusts this machine", ProxyOptions{}, "127.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.1"}, "192.0.2.1 http a.example"},
		{"default trusts this machine in IPv6", ProxyOptions{}, "[::1]:1", []string{"X-Forwarded-For: 192.0.2.1"}, "192.0.2.1 http a.example"},
		{"default trusts no other", ProxyOptions{}, "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.1"}, "10.0.0.1 http a.example"},
		{"IPv4 in IPv6", x, "[::ffff:10.0.0.1]:1", []string{"X-Forwarded-For: ::ffff:192.0.2.1"}, "192.0.2.1 http a.example"},
		{"forged on the left", x, "10.0.0.1:1", []string{"X-Forwarded-For: 1.1.1.1, 192.0.2.1"}, "192.0.2.1 http a.example"},
		{"two hops", x, "10.0.0.1:1", []string{"X-Forwarded-For: 1.1.1.1, 192.0.2.1, 10.0.0.2"}, "192.0.2.1 http a.example"},
		{"two lines", x, "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.1", "X-Forwarded-For: 10.0.0.2"}, "192.0.2.1 http a.example"},
		{"all trusted", x, "10.0.0.1:1", []string{"X-Forwarded-For: 10.0.0.3, 10.0.0.2"}, "10.0.0.3 http a.example"},
		{"ports and brackets", x, "[fd00::1]:1", []string{"X-Forwarded-For: [2001:db8::1]:4711, 10.0.0.2:80"}, "2001:db8::1 http a.example"},
		{"rubbish from the client", x, "10.0.0.1:1", []string{"X-Forwarded-For: ' OR 1=1, 192.0.2.1"}, "192.0.2.1 http a.example"},
		{"rubbish from the proxy", x, "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.1, unknown"}, "10.0.0.1 http a.example"},
		{"scheme alone", x, "10.0.0.1:1", []string{"X-Forwarded-Proto: HTTPS"}, "10.0.0.1 https a.example"},
		{"scheme that is none", x, "10.0.0.1:1", []string{"X-Forwarded-Proto: javascript"}, "10.0.0.1 http a.example"},
		{"scheme of WebSocket", x, "10.0.0.1:1", []string{"X-Forwarded-Proto: wss"}, "10.0.0.1 https a.example"},
		{"schemes beside addresses", x, "10.0.0.1:1", []string{"X-Forwarded-For: 1.1.1.1, 192.0.2.1", "X-Forwarded-Proto: https, http"}, "192.0.2.1 http a.example"},
		{"scheme replaced, addresses appended", x, "10.0.0.1:1", []string{"X-Forwarded-For: 1.1.1.1, 192.0.2.1", "X-Forwarded-Proto: https"}, "192.0.2.1 https a.example"},
		{"scheme forged, appended", x, "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https, http"}, "192.0.2.1 http a.example"},
		{"scheme of the first of two proxies", x, "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.1, 10.0.0.2", "X-Forwarded-Proto: https, http"}, "192.0.2.1 https a.example"},
		{"host by default", x, "10.0.0.1:1", []string{"X-Forwarded-Host: b.example"}, "10.0.0.1 http a.example"},
		{"host", host, "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.1", "X-Forwarded-Host: b.example:81"}, "192.0.2.1 http b.example:81"},
		{"host that is none", host, "10.0.0.1:1", []string{"X-Forwarded-Host: b/c"}, "10.0.0.1 http a.example"},
		{"the other kind", x, "10.0.0.1:1", []string{"Forwarded: for=1.1.1.1;proto=https;host=evil.example"}, "10.0.0.1 http a.example"},
		{"the other kind, the other way", rfc, "10.0.0.1:1", []string{"X-Forwarded-For: 1.1.1.1", "X-Forwarded-Proto: https"}, "10.0.0.1 http a.example"},
		{"RFC 7239", rfc, "10.0.0.1:1", []string{`Forwarded: for="[2001:db8::1]:4711";proto=https;host=b.example;by=10.0.0.1`}, "2001:db8::1 https b.example"},
		{"RFC 7239, forged on the left", rfc, "10.0.0.1:1", []string{`Forwarded: for=1.1.1.1;proto=https;host=evil.example, for=192.0.2.1`}, "192.0.2.1 http a.example"},
		{"RFC 7239, two hops", rfc, "10.0.0.1:1", []string{`Forwarded: For=192.0.2.1; Proto=https , for=10.0.0.2;proto=http`}, "192.0.2.1 https a.example"},
		{"RFC 7239, hidden", rfc, "10.0.0.1:1", []string{`Forwarded: for=1.1.1.1, for=_secret`}, "10.0.0.1 http a.example"},
		{"RFC 7239, a quote that the client left open", rfc, "10.0.0.1:1", []string{`Forwarded: for="1.1.1.1`, `Forwarded: for=192.0.2.1`}, "10.0.0.1 http a.example"},
		{"RFC 7239, escapes", rfc, "10.0.0.1:1", []string{`Forwarded: for="192.0.2\.1"`}, "192.0.2.1 http a.example"},
		{"no address", x, "@", []string{"X-Forwarded-For: 1.1.1.1"}, "invalid IP http a.example"},
	}
	for _, tt := range tests {
		var got string
		left := 0
		h := Proxy(tt.options)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			got = fmt.Sprintf("%v %s %s", ClientOf(r), SchemeOf(r), r.Host)
			if tt.peer != r.RemoteAddr && r.RemoteAddr != netip.AddrPortFrom(ClientOf(r), 0).String() {
				t.Errorf("%s: RemoteAddr = %q; want that of %v", tt.name, r.RemoteAddr, ClientOf(r))
			}
			left = len(r.Header)
		}))
		r := request("GET", "/", tt.headers...)
		r.Host, r.RemoteAddr = "a.example", tt.peer
		do(h, r)
		if got != tt.want {
			t.Errorf("%s: peer %s, %q = %s; want %s", tt.name, tt.peer, tt.headers, got, tt.want)
		}
		if strings.HasPrefix(tt.name, "untrusted") && left != 0 {
			t.Errorf("%s: %d headers are left; want none", tt.name, left)
		}
	}
}

// TestProxyLongList: only the right end of a list counts, however long it is.
func TestProxyLongList(t *testing.T) {
	t.Parallel()
	for _, o := range []ProxyOptions{{}, {Forwarded: true}} {
		list, header := strings.Repeat("127.0.0.1, ", 5000), "X-Forwarded-For: "
		if o.Forwarded {
			list, header = strings.Repeat("for=127.0.0.1, ", 5000)+"for=", "Forwarded: "
		}
		var got netip.Addr
		h := Proxy(o)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = ClientOf(r) }))
		r := request("GET", "/", header+list+"192.0.2.1")
		r.RemoteAddr = "127.0.0.1:1"
		do(h, r)
		if got.String() != "192.0.2.1" {
			t.Errorf("%+v: 5,000 hops = %v; want the last address", o, got)
		}
	}
}

// FuzzForwarded: whatever the client wrote, the element that the trusted proxy
// appended says who the client is, or nothing does. Nothing else is believed.
func FuzzForwarded(f *testing.F) {
	for _, seed := range []string{"", "for=1.1.1.1", `for="1.1.1.1`, `for="\"`, "for=1.1.1.1;", ",,;;", `a="\`, "for=a b", `for=x"y`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, o := range []ProxyOptions{{Forwarded: true, Host: true}, {Host: true}} {
			r := request("GET", "/")
			if o.Forwarded {
				r.Header["Forwarded"] = []string{text, "for=192.0.2.1;proto=http;host=a.example"}
			} else {
				r.Header["X-Forwarded-For"] = []string{text, "192.0.2.1"}
				r.Header["X-Forwarded-Proto"] = []string{text, "http"}
				r.Header["X-Forwarded-Host"] = []string{text, "a.example"}
			}
			r.Host, r.RemoteAddr = "a.example", "127.0.0.1:1"
			do(Proxy(o)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				client := ClientOf(r).String()
				if client != "192.0.2.1" && client != "127.0.0.1" || r.Host != "a.example" || SchemeOf(r) != "http" {
					t.Errorf("%q from the client = %s %s %s", text, client, SchemeOf(r), r.Host)
				}
			})), r)
		}
	})
}
