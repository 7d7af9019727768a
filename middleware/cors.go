package middleware

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// CORSOptions says which other sites' scripts may call the service. The zero
// value lets none.
type CORSOptions struct {
	// Origins may read answers: "https://example.com", "https://*.example.com"
	// (its subdomains, not itself), "http://localhost:*" (any port), "*" (any).
	// "null" lists sandboxed documents and files, which anybody can make.
	Origins []string

	// AllowOrigin, unless nil, is asked about origins that Origins lacks. It
	// must depend on nothing of the request that Vary does not name.
	AllowOrigin func(r *http.Request, origin string) bool

	// AllowMethods are the methods of requests that browsers ask about first;
	// "*" is DELETE, GET, HEAD, OPTIONS, PATCH, POST and PUT. The default is
	// what Methods says, else GET, HEAD and POST, which they do not ask about.
	AllowMethods []string

	// Methods, unless nil, returns the methods of the path that is asked for,
	// such as App.Methods of package signet: a preflight for another is refused. With AllowMethods
	// both must have a method. A path without methods is left to AllowMethods,
	// so that a script can read its 404.
	Methods func(*http.Request) []string

	// AllowHeaders are those that requests may have beside Accept,
	// Accept-Language, Content-Language and Content-Type; "*" is any.
	AllowHeaders []string

	// ExposeHeaders are those of answers that scripts may read beside the
	// safelisted ones.
	ExposeHeaders []string

	// Credentials lets requests carry cookies and other credentials. With the
	// origin "*" any site can then act as the user who visits it: list origins
	// instead. The origin "null" has to be listed even then.
	Credentials bool

	// PrivateNetwork lets public sites call a service in a private network.
	PrivateNetwork bool

	// MaxAge is for how long browsers may keep the answer to a preflight: by
	// default 10 minutes; negative is not at all.
	MaxAge time.Duration
}

// CORS answers preflight requests, all of them, with 200, or with 400 and what
// is disallowed, and tells browsers which origins may read other answers. Those
// are served in any case: CORS protects users of browsers, not the service.
func CORS(o CORSOptions) func(http.Handler) http.Handler {
	c := newCORS(o)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, asks := r.Header["Access-Control-Request-Method"]
			if _, cross := r.Header["Origin"]; cross && asks && r.Method == http.MethodOptions {
				c.preflight(w, r)
				return
			}
			c.expose(w.Header(), r)
			next.ServeHTTP(w, r)
		})
	}
}

// cors is CORSOptions, read.
type cors struct {
	origins     origins
	allowOrigin func(*http.Request, string) bool
	same        bool // for every origin the answer is "*"
	credentials bool
	private     bool

	methods   []string // nil: those of the path alone
	methodsOf func(*http.Request) []string

	anyHeader bool
	headers   map[string]bool // lower-case
	allow     string          // the value of Access-Control-Allow-Headers
	exposed   string
	maxAge    string
}

var (
	simpleMethods = []string{http.MethodGet, http.MethodHead, http.MethodPost}
	allMethods    = []string{
		http.MethodDelete, http.MethodGet, http.MethodHead, http.MethodOptions,
		http.MethodPatch, http.MethodPost, http.MethodPut,
	}
	safelisted = []string{"Accept", "Accept-Language", "Content-Language", "Content-Type"}
)

func newCORS(o CORSOptions) *cors {
	set, err := readOrigins(o.Origins)
	if err != nil {
		panic("middleware.CORS: " + err.Error())
	}
	for _, name := range slices.Concat(o.AllowMethods, o.AllowHeaders, o.ExposeHeaders) {
		if !token(name) {
			panic("middleware.CORS: " + strconv.Quote(name) + " is no name of a method or header")
		}
	}
	c := &cors{
		origins:     set,
		allowOrigin: o.AllowOrigin,
		same:        set.any && !o.Credentials,
		credentials: o.Credentials,
		private:     o.PrivateNetwork,
		methods:     o.AllowMethods,
		methodsOf:   o.Methods,
		anyHeader:   slices.Contains(o.AllowHeaders, "*"),
		headers:     map[string]bool{},
		exposed:     strings.Join(o.ExposeHeaders, ", "),
		maxAge:      "600",
	}
	if slices.Contains(c.methods, "*") {
		c.methods = allMethods
	}
	if o.MaxAge != 0 {
		c.maxAge = strconv.Itoa(max(0, int(o.MaxAge/time.Second)))
	}
	c.readHeaders(o.AllowHeaders)
	return c
}

func (c *cors) readHeaders(names []string) {
	all := slices.Concat(safelisted, names)
	slices.Sort(all)
	for _, name := range all {
		c.headers[strings.ToLower(name)] = true
	}
	c.allow = strings.Join(slices.Compact(all), ", ")
}

// expose adds the headers of answers that are no preflight's.
func (c *cors) expose(h http.Header, r *http.Request) {
	if !c.same {
		vary(h, "Origin") // without an Origin as well, for what a cache gives to others
	}
	if len(r.Header["Origin"]) == 0 || !c.admit(h, r) {
		return
	}
	if c.exposed != "" {
		h.Set("Access-Control-Expose-Headers", c.exposed)
	}
}

// admit names the request's origin as one that may read the answer; it reports
// whether it may.
func (c *cors) admit(h http.Header, r *http.Request) bool {
	if c.same {
		h.Set("Access-Control-Allow-Origin", "*")
		return true
	}
	list := r.Header["Origin"]
	if len(list) != 1 || !c.allowed(r, list[0]) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", list[0])
	if c.credentials {
		h.Set("Access-Control-Allow-Credentials", "true")
	}
	return true
}

func (c *cors) allowed(r *http.Request, text string) bool {
	if c.origins.has(text) {
		return true
	}
	if text != "null" {
		if _, ok := parseOrigin(text); !ok {
			return false
		}
		if c.origins.any {
			return true
		}
	}
	return c.allowOrigin != nil && c.allowOrigin(r, text)
}

// preflight answers whether a request like that would be allowed, and names all
// that is not.
func (c *cors) preflight(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	if !c.same {
		vary(h, "Origin")
	}
	vary(h, "Access-Control-Request-Method", "Access-Control-Request-Headers")
	var faults []string
	if !c.admit(h, r) {
		faults = append(faults, "origin")
	}
	methods := c.methodsFor(r)
	h.Set("Access-Control-Allow-Methods", strings.Join(methods, ", "))
	h.Set("Access-Control-Max-Age", c.maxAge)
	if !slices.Contains(methods, r.Header.Get("Access-Control-Request-Method")) {
		faults = append(faults, "method")
	}
	if !c.admitHeaders(h, r) {
		faults = append(faults, "headers")
	}
	if !c.admitNetwork(h, r) {
		faults = append(faults, "private-network")
	}
	if len(faults) > 0 {
		send(w, http.StatusBadRequest, typeText, "Disallowed CORS "+strings.Join(faults, ", "))
		return
	}
	send(w, http.StatusOK, typeText, "OK")
}

const typeText = "text/plain; charset=utf-8"

func (c *cors) methodsFor(r *http.Request) []string {
	var known []string
	if c.methodsOf != nil {
		known = c.methodsOf(r)
	}
	switch {
	case len(known) == 0 && c.methods == nil:
		return simpleMethods
	case len(known) == 0:
		return c.methods
	case c.methods == nil:
		return known
	}
	return slices.DeleteFunc(slices.Clone(known), func(m string) bool { return !slices.Contains(c.methods, m) })
}

// admitHeaders says which headers a request may have; it reports whether those
// that were asked for are among them.
func (c *cors) admitHeaders(h http.Header, r *http.Request) bool {
	asked := strings.Join(r.Header["Access-Control-Request-Headers"], ",")
	fine := true
	for name := range strings.SplitSeq(asked, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		fine = fine && (name == "" || token(name) && (c.anyHeader || c.headers[name]))
	}
	switch {
	case c.anyHeader && asked == "": // nothing to allow
	case c.anyHeader && fine:
		// Not "*": that means itself where there are credentials.
		h.Set("Access-Control-Allow-Headers", asked)
	case !c.anyHeader:
		h.Set("Access-Control-Allow-Headers", c.allow)
	}
	return fine
}

func (c *cors) admitNetwork(h http.Header, r *http.Request) bool {
	if r.Header.Get("Access-Control-Request-Private-Network") != "true" {
		return true
	}
	if c.private {
		h.Set("Access-Control-Allow-Private-Network", "true")
	}
	return c.private
}
