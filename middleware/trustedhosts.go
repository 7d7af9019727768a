package middleware

import (
	"net/http"
	"strconv"
	"strings"
)

// TrustedHostsOptions names the hosts that the service answers for.
type TrustedHostsOptions struct {
	// Hosts are names without a port: "example.com", "*.example.com" (its
	// subdomains, not itself), "*" (any that could be a host). There is no
	// default: without any, TrustedHosts panics.
	Hosts []string

	// NoRedirect refuses example.com where only www.example.com is listed. By
	// default it is redirected there, with 307.
	NoRedirect bool
}

// TrustedHosts answers 400 to requests for other hosts: a forged Host would
// otherwise end up in links, redirects and caches. Ports are not looked at.
func TrustedHosts(o TrustedHostsOptions) func(http.Handler) http.Handler {
	hosts := readHosts(o.Hosts)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			name, port, ok := splitHost(r.Host)
			name = strings.TrimSuffix(name, ".") // the absolute form of the same name
			switch {
			case ok && hosts.has(name):
				next.ServeHTTP(w, r)
			case ok && !o.NoRedirect && hosts.exact["www."+name]:
				redirect(w, r, SchemeOf(r), "www."+name, port)
			default:
				send(w, http.StatusBadRequest, typeText, "Invalid host header")
			}
		})
	}
}

// trusted is a set of hosts.
type trusted struct {
	any      bool
	exact    map[string]bool
	suffixes []string // with their dot
}

func readHosts(list []string) *trusted {
	if len(list) == 0 {
		panic(`middleware.TrustedHosts: no Hosts; name those of the service, or "*"`)
	}
	set := &trusted{exact: map[string]bool{}}
	for _, host := range list {
		if host == "*" {
			set.any = true
			continue
		}
		plain, subdomains := strings.CutPrefix(host, "*.")
		name, port, ok := splitHost(plain)
		if !ok || port != "" {
			panic("middleware.TrustedHosts: " + strconv.Quote(host) + ` is no host; write "example.com", "*.example.com" or "*", without a port`)
		}
		if subdomains {
			set.suffixes = append(set.suffixes, "."+name)
		} else {
			set.exact[name] = true
		}
	}
	return set
}

func (set *trusted) has(name string) bool {
	if set.any || set.exact[name] {
		return true
	}
	for _, suffix := range set.suffixes {
		if len(name) > len(suffix) && strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}
