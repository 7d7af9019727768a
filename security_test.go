package signet_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// basicHeader is what a client sends as Basic credentials.
func basicHeader(pair string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(pair))
}

// proof is what a request shows of its client.
type proof struct {
	name   string
	target string // empty: /
	header http.Header
}

func authorization(values ...string) http.Header { return http.Header{"Authorization": values} }

// send shows a proof to an app.
func (p proof) send(t testing.TB, h http.Handler) answer {
	t.Helper()
	target := p.target
	if target == "" {
		target = "/"
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	for name, values := range p.header {
		r.Header[name] = values
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return answer{p.name, w.Code, w.Result().Header, w.Body.String()}
}

// shows answers with what it was given; how it asks for it is the type's part.
func shows[T any](print func(T) string) func(T) string { return print }

func optional[T any](print func(T) string) func(signet.Opt[T]) string {
	return func(o signet.Opt[T]) string {
		v, ok := o.Get()
		if !ok {
			return "nobody"
		}
		return print(v)
	}
}

func printBearer(t signet.Bearer) string { return string(t) }
func printBasic(b signet.Basic) string   { return b.Username + "/" + b.Password }
func printDigest(d signet.Digest) string { return string(d) }

type either = signet.AnyOf[signet.Bearer, signet.Basic]

func printEither(c either) string {
	if t, ok := c.First(); ok {
		return "token " + string(t)
	}
	b, _ := c.Second()
	return "name " + b.Username
}

type (
	headerKey struct {
		Key signet.APIKey `header:"X-Key"`
	}
	queryKey struct {
		Key signet.APIKey `query:"key"`
	}
	cookieKey struct {
		Key signet.APIKey `cookie:"key"`
	}
	optionalKey struct {
		Key signet.Opt[signet.APIKey] `header:"X-Key"`
	}
	keyOrToken struct {
		Auth signet.AnyOf[signet.APIKey, signet.Bearer] `header:"X-Key"`
	}
)

// TestCredentials: every state of the request against every shape of the
// argument. A want of "" is the 401, with the challenges.
func TestCredentials(t *testing.T) {
	t.Parallel()
	const bearer, invalid, basic, key = "Bearer", `Bearer error="invalid_token"`, "Basic", "APIKey"
	const digest = `Digest realm="", nonce="…", qop="auth", algorithm=SHA-256`
	none := proof{"nothing", "", nil}
	otherScheme := proof{"another scheme", "", authorization("Negotiate abc")}
	type row struct {
		proof
		want       string
		challenges []string
	}
	no := func(p proof, challenges ...string) row { return row{p, "", challenges} }
	yes := func(p proof, want string) row { return row{p, want, nil} }
	tests := []struct {
		name    string
		handler any
		rows    []row
	}{
		{"Bearer", shows(printBearer), []row{
			yes(proof{"a token", "", authorization("Bearer abc")}, "abc"),
			yes(proof{"the scheme in other letters and more blanks", "", authorization("bEARER  abc ")}, "abc"),
			no(none, bearer), no(otherScheme, bearer),
			no(proof{"an empty header", "", authorization("")}, invalid),
			no(proof{"Basic", "", authorization(basicHeader("a:b"))}, bearer),
			no(proof{"the scheme alone", "", authorization("Bearer")}, invalid),
			no(proof{"an empty token", "", authorization("Bearer ")}, invalid),
			no(proof{"two tokens in a line", "", authorization("Bearer a b")}, invalid),
			no(proof{"two lines", "", authorization("Bearer a", "Bearer a")}, invalid),
			no(proof{"another line first", "", authorization("Negotiate x", "Bearer a")}, invalid),
		}},
		{"Opt[Bearer]", optional(printBearer), []row{
			yes(proof{"a token", "", authorization("Bearer abc")}, "abc"),
			yes(none, "nobody"), yes(otherScheme, "nobody"),
			no(proof{"an empty token", "", authorization("Bearer ")}, invalid),
			no(proof{"two lines", "", authorization("Bearer a", "Bearer b")}, invalid),
		}},
		{"Basic", shows(printBasic), []row{
			yes(proof{"name and password", "", authorization(basicHeader("ada:pa:ss"))}, "ada/pa:ss"),
			no(none, basic), no(otherScheme, basic),
			no(proof{"no colon", "", authorization(basicHeader("ada"))}, basic),
			no(proof{"not base64", "", authorization("Basic ***")}, basic),
			no(proof{"nothing after the scheme", "", authorization("Basic ")}, basic),
			no(proof{"not UTF-8", "", authorization(basicHeader("a\xff:b"))}, basic),
			no(proof{"two lines", "", authorization(basicHeader("a:b"), basicHeader("a:c"))}, basic),
		}},
		{"Opt[Basic]", optional(printBasic), []row{
			yes(none, "nobody"),
			no(proof{"not base64", "", authorization("Basic ***")}, basic),
		}},
		{"Digest", shows(printDigest), []row{
			yes(proof{"some", "", authorization(`Digest username="a", response="b"`)}, `username="a", response="b"`),
			no(none, digest), no(proof{"nothing after the scheme", "", authorization("Digest")}, digest),
		}},
		{"AnyOf", shows(printEither), []row{
			yes(proof{"the first", "", authorization("Bearer abc")}, "token abc"),
			yes(proof{"the second", "", authorization(basicHeader("ada:x"))}, "name ada"),
			no(none, bearer, basic), no(otherScheme, bearer, basic),
			no(proof{"the first malformed", "", authorization("Bearer ")}, invalid, basic),
			no(proof{"the second malformed", "", authorization("Basic ***")}, bearer, basic),
		}},
		{"Opt[AnyOf]", optional(printEither), []row{
			yes(proof{"the second", "", authorization(basicHeader("ada:x"))}, "name ada"),
			yes(none, "nobody"),
			no(proof{"the second malformed", "", authorization("Basic ***")}, bearer, basic),
		}},
		{"APIKey in a header", func(in *headerKey) string { return string(in.Key) }, []row{
			yes(proof{"a key", "", http.Header{"X-Key": {"k"}}}, "k"),
			no(none, key),
			no(proof{"an empty one", "", http.Header{"X-Key": {""}}}, key),
			no(proof{"two", "", http.Header{"X-Key": {"k", "k"}}}, key),
		}},
		{"APIKey in the query", func(in queryKey) string { return string(in.Key) }, []row{
			yes(proof{"a key", "/?a=1&key=a%2Bb+c", nil}, "a+b c"),
			yes(proof{"its name escaped", "/?%6Bey=k", nil}, "k"),
			no(none, key),
			no(proof{"an empty one", "/?key=", nil}, key),
			no(proof{"two", "/?key=k&key=k", nil}, key),
			no(proof{"in a pair that net/url drops", "/?key=k;x", nil}, key),
		}},
		{"APIKey in a cookie", func(in *cookieKey) string { return string(in.Key) }, []row{
			yes(proof{"a key", "", http.Header{"Cookie": {`a=1; key="k"; b=2`}}}, "k"),
			no(none, key),
			no(proof{"an empty one", "", http.Header{"Cookie": {"key="}}}, key),
			no(proof{"two", "", http.Header{"Cookie": {"key=k", "key=l"}}}, key),
		}},
		{"Opt[APIKey]", func(in *optionalKey) string { return string(in.Key.Or("nobody")) }, []row{
			yes(proof{"a key", "", http.Header{"X-Key": {"k"}}}, "k"),
			yes(none, "nobody"),
			no(proof{"an empty one", "", http.Header{"X-Key": {""}}}, key),
		}},
		{"AnyOf in a field", func(in *keyOrToken) string {
			k, isKey := in.Auth.First()
			token, isToken := in.Auth.Second()
			return fmt.Sprint(string(k), isKey, string(token), isToken)
		}, []row{
			yes(proof{"the first", "", http.Header{"X-Key": {"k"}}}, "ktruefalse"),
			yes(proof{"the second", "", authorization("Bearer t")}, "falsettrue"),
			yes(proof{"both, of which the first counts", "", http.Header{"X-Key": {"k"}, "Authorization": {"Bearer"}}}, "ktruefalse"),
			no(proof{"the first malformed", "", http.Header{"X-Key": {""}, "Authorization": {"Bearer t"}}}, key, bearer),
			no(none, key, bearer),
		}},
		{"several are all needed", func(in *headerKey, token signet.Bearer) string { return string(in.Key) + string(token) }, []row{
			yes(proof{"both", "", http.Header{"X-Key": {"k"}, "Authorization": {"Bearer t"}}}, "kt"),
			no(proof{"the key", "", http.Header{"X-Key": {"k"}}}, bearer),
			no(proof{"the token", "", authorization("Bearer t")}, key),
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			app.Handle(tt.handler, app.GET("/"))
			for _, row := range tt.rows {
				got := row.send(t, app)
				if row.challenges == nil {
					got.want(t, 200, `"`+strings.ReplaceAll(row.want, `"`, `\"`)+`"`)
					continue
				}
				got.want(t, 401, `{"detail":"Not authenticated"}`)
				given := got.header.Values("WWW-Authenticate")
				for i := range given {
					given[i] = nonce.ReplaceAllString(given[i], `nonce="…"`)
				}
				if !slices.Equal(given, row.challenges) {
					t.Errorf("%s: WWW-Authenticate = %q; want %q", row.name, given, row.challenges)
				}
			}
			book.quiet(t)
		})
	}
}

var nonce = regexp.MustCompile(`nonce="[^"]{26}"`)

// TestDigestChallengesAreFresh: no two answers carry the same nonce.
func TestDigestChallengesAreFresh(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Scheme("d", signet.HTTPDigest{Realm: `the "a"`}))
	app.Handle(shows(printDigest), app.GET("/"))
	seen := map[string]bool{}
	for range 3 {
		challenge := do(t, app, "GET", "/", "").header.Get("WWW-Authenticate")
		if !strings.HasPrefix(challenge, `Digest realm="the \"a\"", nonce="`) || seen[challenge] {
			t.Errorf("WWW-Authenticate: %s; want the realm and another nonce than in %v", challenge, seen)
		}
		seen[challenge] = true
	}
}

// TestPooledRequestsForgetCredentials: what one client proved must never be
// there for the next.
func TestPooledRequestsForgetCredentials(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(optional(printEither), app.GET("/"))
	for range 100 {
		proof{"with", "", authorization("Bearer secret")}.send(t, app).want(t, 200, `"token secret"`)
		proof{"without", "", nil}.send(t, app).want(t, 200, `"nobody"`)
	}
}

func TestRealm(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Scheme("login", signet.HTTPBasic{Realm: `the "lab"`}))
	app.Handle(shows(printBasic), app.GET("/"))
	got := proof{"nothing", "", nil}.send(t, app)
	if given, want := got.header.Get("WWW-Authenticate"), `Basic realm="the \"lab\""`; given != want {
		t.Errorf("WWW-Authenticate = %s; want %s", given, want)
	}
}

type unreadBody struct{ read bool }

func (b *unreadBody) Read([]byte) (int, error) {
	b.read = true
	return 0, fmt.Errorf("read")
}

// TestRefusalComesInOrder: 401 in the place of the dependency that needs the
// credentials: after what outer layers refuse, before the body is read, and
// instead of the mistakes that parameters have.
func TestRefusalComesInOrder(t *testing.T) {
	t.Parallel()
	type page struct {
		Limit int `query:"limit"`
	}
	var ran []string
	note := func(name string, err error) func(*page) error {
		return func(*page) error {
			ran = append(ran, name)
			return err
		}
	}
	current := func(in *page, token signet.Bearer) (*account, error) {
		ran = append(ran, "current")
		return &account{}, nil
	}
	guard := func() error { ran = append(ran, "guard"); return nil }
	closed := func() error { ran = append(ran, "closed"); return signet.NewError(503, "closed") }
	type create struct {
		Body thing `body:""`
	}
	last := func(*create) error { return nil }
	reads := func(in *create, token signet.Bearer) (*thing, error) {
		ran = append(ran, "reads")
		return &in.Body, nil
	}
	tests := []struct {
		name   string
		fn     any
		opts   []signet.HandleOption
		target string
		status int
		ran    string
	}{
		{"after an outer one has run", last, []signet.HandleOption{signet.Depends(guard), signet.Depends(current)}, "/?limit=1", 401, "guard"},
		{"an outer refusal wins", last, []signet.HandleOption{signet.Depends(closed), signet.Depends(current)}, "/?limit=1", 503, "closed"},
		{"an inner one does not run", last, []signet.HandleOption{signet.Depends(current), signet.Depends(closed)}, "/?limit=1", 401, ""},
		{"it beats wrong parameters", last, []signet.HandleOption{signet.Depends(note("note", nil)), signet.Depends(current)}, "/?limit=x", 401, ""},
		{"of one that reads the body", none, []signet.HandleOption{signet.Depends(guard), signet.Depends(reads)}, "/", 401, "guard"},
	}
	for _, tt := range tests {
		ran = nil
		app, _ := newApp()
		app.Handle(tt.fn, append(tt.opts, app.POST("/"))...)
		body := &unreadBody{}
		r := httptest.NewRequestWithContext(t.Context(), "POST", tt.target, body)
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		app.ServeHTTP(w, r)
		if w.Code != tt.status || strings.Join(ran, " ") != tt.ran || body.read {
			t.Errorf("%s: %d after %q, body read: %t; want %d after %q and an unread body", tt.name, w.Code, ran, body.read, tt.status, tt.ran)
		}
	}
}

// TestHandlersOwnCredentials: what the handler itself takes is needed before the
// body too, and beats mistakes.
func TestHandlersOwnCredentials(t *testing.T) {
	t.Parallel()
	type create struct {
		Limit int   `query:"limit"`
		Body  thing `body:""`
	}
	app, _ := newApp()
	app.Handle(func(in *create, token signet.Bearer) string { return string(token) }, app.POST("/"))
	body := &unreadBody{}
	r := httptest.NewRequestWithContext(t.Context(), "POST", "/?limit=x", body)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	if w.Code != 401 || body.read {
		t.Errorf("POST /?limit=x without a token = %d %s, body read: %t; want 401 and an unread body", w.Code, w.Body, body.read)
	}
	do(t, app, "POST", "/?limit=x", `{"name":"n"}`, "Authorization: Bearer t").wantStatus(t, 422, "limit")
	do(t, app, "POST", "/?limit=1", `{"name":"n"}`, "Authorization: Bearer t").want(t, 200, `"t"`)
}
