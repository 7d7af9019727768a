package binding

import (
	"maps"
	"math"
	"net/http"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// strictPlan refuses names of one source that nothing reads. It is asked for by
// a request struct, and knows what all structs of the operation read.
type strictPlan struct {
	step  *step // what mistakes belong to: behind all fields of the struct
	known map[string]bool
}

// strictPlans are those of an operation, each nil unless a struct asks for it.
type strictPlans struct {
	query, header, cookie *strictPlan
	objects               names // of the query, written name[key]=value
	maxPairs              int
}

// compileStrictPlans returns nil for most operations.
func compileStrictPlans(slots []Slot, steps [][]*step, c *Config) *strictPlans {
	p := &strictPlans{
		query:    compileStrict(model.Query, slots, steps[model.Query], c),
		header:   compileStrict(model.Header, slots, steps[model.Header], c),
		cookie:   compileStrict(model.Cookie, slots, steps[model.Cookie], c),
		maxPairs: c.MaxPairs,
	}
	if p.query == nil && p.header == nil && p.cookie == nil {
		return nil
	}
	var objects register
	for _, s := range steps[model.Query] {
		for _, name := range s.names {
			if s.target.form == deep {
				objects.add(name)
			}
		}
	}
	p.objects = newNames(objects.list)
	return p
}

func (p *strictPlans) refuse(r *http.Request, bad *Invalid) {
	if p.query != nil {
		p.query.inQuery(r.URL.RawQuery, p.maxPairs, p.objects, bad)
	}
	if p.header != nil {
		p.header.inHeader(r.Header, bad)
	}
	if p.cookie != nil {
		p.cookie.inCookies(r.Header["Cookie"], bad)
	}
}

var unknownName = &vocab.Fault{Type: "extra_forbidden", Msg: "is not known here"}

// compileStrict plans for a source, nil if no struct asks for it.
func compileStrict(source model.Source, slots []Slot, steps []*step, c *Config) *strictPlan {
	at := slices.IndexFunc(slots, func(s Slot) bool { return slices.Contains(s.Request.Strict, source) })
	if at < 0 {
		return nil
	}
	p := &strictPlan{step: &step{slot: at, order: math.MaxInt32, source: source, silent: source != model.Query}, known: map[string]bool{}}
	for _, s := range steps {
		for _, name := range s.names {
			p.known[p.key(name)] = true
		}
	}
	for _, o := range c.Keys {
		if o.Source == source {
			p.known[p.key(o.Names[0])] = true
		}
	}
	return p
}

// key is how names are compared: those of headers have no case.
func (p *strictPlan) key(name string) string {
	if p.step.source == model.Header {
		return strings.ToLower(name)
	}
	return name
}

// refusal collects the unknown names of one request.
type refusal struct {
	plan *strictPlan
	r    report
	told []string
}

func (p *strictPlan) begin(bad *Invalid) refusal {
	return refusal{plan: p, r: report{bad: bad, step: p.step}}
}

// name looks at one name that was sent and reports whether more are wanted.
func (f *refusal) name(name, value string) bool {
	name = f.plan.key(name)
	if f.plan.known[name] || slices.Contains(f.told, name) {
		return true
	}
	f.told = append(f.told, name)
	f.r.name = name
	return f.r.fault(unknownName, value)
}

// inQuery looks at names and not at what is broken: that is told anyway.
func (p *strictPlan) inQuery(query string, maxPairs int, objects names, bad *Invalid) {
	if query == "" || tooManyPairs(query, maxPairs) {
		return
	}
	f := p.begin(bad)
	for pairs := (pairs{query: query}); pairs.next(); {
		name, broken := pairs.name()
		if broken != nil {
			continue
		}
		if open := strings.IndexByte(name, '['); open > 0 && objects.find(name[:open]) >= 0 {
			continue
		}
		value, fault := valueOf(pairs.value, pairs.escapedValue, pairs.semicolon)
		if fault != nil {
			value = pairs.value
		}
		if !f.name(name, value) {
			return
		}
	}
}

func (p *strictPlan) inCookies(lines []string, bad *Invalid) {
	f := p.begin(bad)
	for jar := (cookies{lines: lines}); jar.next(); {
		if !f.name(jar.name, jar.value) {
			return
		}
	}
}

func (p *strictPlan) inHeader(h http.Header, bad *Invalid) {
	f := p.begin(bad)
	for _, name := range slices.Sorted(maps.Keys(h)) {
		if !ordinary(name) && !f.name(name, "") {
			return
		}
	}
}

// ordinary reports whether clients and proxies send a header of their own
// accord, so that nobody can be blamed for it.
func ordinary(name string) bool {
	for _, prefix := range [...]string{"Accept", "Access-Control-", "Content-", "If-", "Proxy-", "Sec-", "X-Forwarded-", "X-Real-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	switch name {
	case "Authorization", "Cache-Control", "Connection", "Cookie", "Date", "Dnt", "Expect", "Forwarded", "From", "Host", "Keep-Alive",
		"Max-Forwards", "Origin", "Pragma", "Prefer", "Priority", "Range", "Referer", "Te", "Traceparent", "Tracestate", "Trailer",
		"Transfer-Encoding", "Upgrade", "Upgrade-Insecure-Requests", "User-Agent", "Via", "X-Request-Id":
		return true
	}
	return false
}
