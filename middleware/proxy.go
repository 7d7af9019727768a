package middleware

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// ProxyOptions says which proxies stand before the service, and what they tell.
type ProxyOptions struct {
	// Trusted are the networks of the proxies. The default is this machine:
	// 127.0.0.0/8 and ::1. All private networks would be too much: whoever is
	// in one could be anybody.
	Trusted []netip.Prefix

	// Forwarded reads the header Forwarded of RFC 7239 and not X-Forwarded-*.
	// Only one kind is read, for a proxy that writes one passes the other on
	// as the client sent it.
	Forwarded bool

	// Host takes the host that the proxy was asked for from X-Forwarded-Host.
	// Turn it on only if the proxy sets that header on every request. With
	// Forwarded the host counts wherever it says the client's address.
	Host bool
}

// Proxy learns from trusted proxies who the client is and how it asked. It sets
// r.RemoteAddr (with port 0) and perhaps r.Host; ClientOf and SchemeOf tell the
// rest. The client is the right-most address that is no trusted proxy's: what
// is left of it, anybody could have written.
//
// Forwarded and X-Forwarded-For, -Host, -Proto of others, and of the kind that
// is not read, are removed, so that no handler believes them.
func Proxy(o ProxyOptions) func(http.Handler) http.Handler {
	networks := o.Trusted
	if networks == nil {
		networks = loopback
	}
	p := &proxy{read: readXForwarded, unread: []string{"Forwarded"}}
	if o.Forwarded {
		p.read, p.unread = readForwarded, forwardedNames[1:]
	}
	if !o.Host && !o.Forwarded {
		p.unread = append(p.unread, "X-Forwarded-Host")
	}
	for _, network := range networks {
		if !network.IsValid() {
			panic("middleware.Proxy: a prefix in Trusted is not valid; make them with netip.MustParsePrefix")
		}
		p.networks = append(p.networks, network.Masked())
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.serve(next, w, r) })
	}
}

var (
	loopback       = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	forwardedNames = []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"}
)

// proxy is ProxyOptions, read.
type proxy struct {
	networks []netip.Prefix
	read     func(http.Header) []hop
	unread   []string // headers of the other kind
}

// hop is what a proxy says of the request that it got. Zero fields are unsaid.
type hop struct {
	client netip.Addr
	scheme string
	host   string
}

// peer is what is known of the client of a request.
type peer struct {
	client netip.Addr
	scheme string
}

type peerKey struct{}

func (p *proxy) serve(next http.Handler, w http.ResponseWriter, r *http.Request) {
	from := remote(r)
	if !p.trusts(from) {
		drop(r, forwardedNames)
		known := peer{from, scheme(r)}
		serveWith(context.WithValue(r.Context(), peerKey{}, known), next, w, r)
		return
	}
	drop(r, p.unread)
	known, host := peer{from, scheme(r)}, ""
	hops := p.read(r.Header)
	for i := len(hops) - 1; i >= 0 && p.trusts(known.client); i-- {
		said := hops[i]
		if said.scheme != "" {
			known.scheme = said.scheme
		}
		if said.host != "" {
			host = said.host
		}
		if !said.client.IsValid() {
			break // the proxy does not tell; what stands before it is not vouched for
		}
		known.client = said.client
	}
	if known.client != from {
		r.RemoteAddr = net.JoinHostPort(known.client.String(), "0")
	}
	if host != "" {
		r.Host = host
	}
	serveWith(context.WithValue(r.Context(), peerKey{}, known), next, w, r)
}

func (p *proxy) trusts(addr netip.Addr) bool {
	for _, network := range p.networks {
		if network.Contains(addr) {
			return true
		}
	}
	return false
}

// drop removes headers. The map may be shared with a handler outside, so it is
// copied first; most requests have none of them.
func drop(r *http.Request, names []string) {
	copied := false
	for _, name := range names {
		if _, there := r.Header[name]; !there {
			continue
		}
		if !copied {
			r.Header, copied = r.Header.Clone(), true
		}
		delete(r.Header, name)
	}
}

// ClientOf returns the client's address: what Proxy found, else the other end
// of the connection. It is not valid if that has none, as a Unix socket.
func ClientOf(r *http.Request) netip.Addr {
	if known, ok := r.Context().Value(peerKey{}).(peer); ok {
		return known.client
	}
	return remote(r)
}

// SchemeOf returns "https" or "http": what Proxy found, else whether the
// connection is TLS.
func SchemeOf(r *http.Request) string {
	if known, ok := r.Context().Value(peerKey{}).(peer); ok {
		return known.scheme
	}
	return scheme(r)
}

func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}

func remote(r *http.Request) netip.Addr {
	return parseNode(r.RemoteAddr)
}

// parseNode reads an address with or without a port, and IPv6 with or without
// brackets. An IPv4 address in IPv6 is that IPv4 address.
func parseNode(s string) netip.Addr {
	if both, err := netip.ParseAddrPort(s); err == nil {
		return both.Addr().Unmap().WithZone("")
	}
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		s = s[1 : len(s)-1]
	}
	addr, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Addr{}
	}
	return addr.Unmap().WithZone("")
}
