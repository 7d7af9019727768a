package middleware

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const (
	userKey = SessionKey[string]("user")
	cartKey = SessionKey[[]int]("cart")
)

func keys(first byte) [][]byte { return [][]byte{bytes.Repeat([]byte{first}, 32)} }

// browser keeps cookies of one host; it does not look at attributes.
type browser struct {
	handler http.Handler
	cookies map[string]string
}

func (b *browser) get(path string) *httptest.ResponseRecorder {
	r := request("GET", path)
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	rec := do(b.handler, r)
	for _, c := range rec.Result().Cookies() {
		if b.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return rec
}

// shop is a handler with a session.
func shop(w http.ResponseWriter, r *http.Request) {
	s := SessionFrom(r.Context())
	check := func(err error) {
		if err != nil {
			fmt.Fprint(w, err, " ")
		}
	}
	switch r.URL.Path {
	case "/login":
		check(s.Renew())
		check(userKey.Set(s, "ada"))
	case "/add":
		cart, _ := cartKey.Get(s)
		check(cartKey.Set(s, append(cart, len(cart))))
	case "/empty":
		check(cartKey.Delete(s))
	case "/logout":
		check(s.Destroy())
	case "/late":
		fmt.Fprint(w, "late ")
		check(userKey.Set(s, "late"))
		check(userKey.Delete(s))
		check(s.Renew())
	case "/large":
		check(userKey.Set(s, strings.Repeat("x", 100_000)))
	case "/panic":
		userKey.Set(s, "panic")
		panic(http.ErrAbortHandler)
	}
	user, _ := userKey.Get(s)
	cart, _ := cartKey.Get(s)
	fmt.Fprint(w, user, cart)
}

func newBrowser(o SessionsOptions) *browser {
	if o.Keys == nil {
		o.Keys = keys(1)
	}
	if o.Logger == nil {
		o.Logger = quiet()
	}
	return &browser{Sessions(o)(http.HandlerFunc(shop)), map[string]string{}}
}

func TestSessions(t *testing.T) {
	t.Parallel()
	const sent, large = "middleware: the session is changed after the answer began; change it before ",
		`session value "user": middleware: the session is too large; keep less in it, or give Sessions a Store `
	steps := []struct {
		path, want string
		cookie     bool // the answer sets it
	}{
		{"/", "[]", false},
		{"/add", "[0]", true},
		{"/add", "[0 1]", true},
		{"/", "[0 1]", false},
		{"/login", "ada[0 1]", true},
		{"/large", large + "ada[0 1]", false},
		{"/late", "late " + sent + sent + sent + "ada[0 1]", false},
		{"/", "ada[0 1]", false},
		{"/empty", "ada[]", true},
		{"/empty", "ada[]", false},
		{"/logout", "[]", true},
		{"/", "[]", false},
		{"/logout", "[]", false},
		{"/add", "[0]", true},
		{"/empty", "[]", true},
	}
	for _, store := range []SessionStore{nil, NewMemorySessions(0)} {
		b := newBrowser(SessionsOptions{Store: store})
		for i, step := range steps {
			rec := b.get(step.path)
			set := len(rec.Header()["Set-Cookie"]) > 0
			if got := rec.Body.String(); got != step.want || set != step.cookie || rec.Header().Get("Vary") != "Cookie" {
				t.Fatalf("store %T, step %d: GET %s = %q, sets a cookie: %v, Vary %q; want %q, %v", store, i, step.path,
					got, set, rec.Header()["Vary"], step.want, step.cookie)
			}
			if private := rec.Header().Get("Cache-Control") == "private"; private != set {
				t.Errorf("store %T, step %d: GET %s: private to caches: %v; want %v", store, i, step.path, private, set)
			}
		}
		if len(b.cookies) != 0 {
			t.Errorf("store %T: an empty session leaves %v", store, b.cookies)
		}
		if m, ok := store.(*MemorySessions); ok && m.Len() != 0 {
			t.Errorf("an empty session leaves %d in the store", m.Len())
		}
	}
}

func TestSessionCookie(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		options SessionsOptions
		want    string // name and attributes
	}{
		{"defaults", SessionsOptions{}, "__Host-session; Path=/; Max-Age=1209600; HttpOnly; Secure; SameSite=Lax"},
		{"insecure", SessionsOptions{Insecure: true}, "session; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax"},
		{"domain", SessionsOptions{Domain: "a.example"}, "session; Path=/; Domain=a.example; Max-Age=1209600; HttpOnly; Secure; SameSite=Lax"},
		{"all", SessionsOptions{Cookie: "id", Path: "/app", MaxAge: time.Hour, SameSite: http.SameSiteStrictMode}, "id; Path=/app; Max-Age=3600; HttpOnly; Secure; SameSite=Strict"},
		{"short life", SessionsOptions{MaxAge: time.Hour, Lifetime: time.Minute}, "__Host-session; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax"},
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			cookie := newBrowser(tt.options).get("/login").Header().Get("Set-Cookie")
			name, rest, _ := strings.Cut(cookie, "=")
			_, attributes, _ := strings.Cut(rest, "; ")
			if got := name + "; " + attributes; got != tt.want {
				t.Errorf("%s: Set-Cookie: %s; want %s", tt.name, got, tt.want)
			}
			if strings.Contains(cookie, "ada") {
				t.Errorf("%s: Set-Cookie: %s shows what is in the session", tt.name, cookie)
			}
		})
	}
}

func TestSessionTime(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	tests := []struct {
		name  string
		waits []time.Duration // before each use after the login
		want  string          // a letter for each: k kept, r kept and renewed, e ended
	}{
		{"used often", []time.Duration{day, day, day}, "kkk"},
		{"used after half of its time", []time.Duration{8 * day, 8 * day, 8 * day}, "rrk"}, // the last lasts for life
		{"idle", []time.Duration{14 * day}, "e"},
		{"old", []time.Duration{13 * day, 13 * day, 13 * day}, "rre"},
	}
	for _, tt := range tests {
		for _, stored := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				o := SessionsOptions{Lifetime: 30 * day}
				if stored {
					o.Store = NewMemorySessions(0)
				}
				b := newBrowser(o)
				b.get("/login")
				got := ""
				for _, wait := range tt.waits {
					time.Sleep(wait)
					rec := b.get("/")
					switch {
					case rec.Body.String() != "ada[]":
						got += "e"
					case len(rec.Header()["Set-Cookie"]) > 0:
						got += "r"
					default:
						got += "k"
					}
				}
				if got != tt.want {
					t.Errorf("%s, stored %v: %v = %s; want %s", tt.name, stored, tt.waits, got, tt.want)
				}
			})
		}
	}
}

func TestSessionKeyRotation(t *testing.T) {
	t.Parallel()
	old := newBrowser(SessionsOptions{Keys: keys(1)})
	old.get("/login")
	tests := []struct {
		name    string
		options SessionsOptions
		want    string
	}{
		{"new key in front", SessionsOptions{Keys: append(keys(2), keys(1)...)}, "ada[]"},
		{"old key dropped", SessionsOptions{Keys: keys(2)}, "[]"},
	}
	for _, tt := range tests {
		b := newBrowser(tt.options)
		b.cookies = old.cookies
		if got := b.get("/").Body.String(); got != tt.want {
			t.Errorf("%s: %s; want %s", tt.name, got, tt.want)
		}
	}
	// A cookie of the same key for something else is none of this.
	other := newBrowser(SessionsOptions{Keys: keys(1), Cookie: "other"})
	other.cookies["other"] = old.cookies["__Host-session"]
	if got := other.get("/").Body.String(); got != "[]" {
		t.Errorf("a cookie under another name opens: %s", got)
	}
}

// TestSessionFixation: what an attacker knew before the login is worth nothing
// after it, and what was copied before the logout nothing then.
func TestSessionFixation(t *testing.T) {
	t.Parallel()
	store := NewMemorySessions(0)
	b := newBrowser(SessionsOptions{Store: store})
	b.get("/add")
	planted := newBrowser(SessionsOptions{Store: store})
	planted.cookies["__Host-session"] = b.cookies["__Host-session"]
	b.get("/login")
	if got := planted.get("/").Body.String(); got != "[]" {
		t.Errorf("after a login the id from before has %s; want nothing", got)
	}
	stolen := newBrowser(SessionsOptions{Store: store})
	stolen.cookies["__Host-session"] = b.cookies["__Host-session"]
	b.get("/logout")
	if got := stolen.get("/").Body.String(); got != "[]" || store.Len() != 0 {
		t.Errorf("after a logout a copy has %s, the store %d; want nothing", got, store.Len())
	}
}

// TestSessionEndedMeanwhile: a request that began before a logout must not bring
// the session back.
func TestSessionEndedMeanwhile(t *testing.T) {
	t.Parallel()
	store := NewMemorySessions(0)
	b := newBrowser(SessionsOptions{Store: store})
	b.get("/login")
	during := make(chan func())
	slow := Sessions(SessionsOptions{Keys: keys(1), Store: store})(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cartKey.Set(SessionFrom(r.Context()), []int{1})
		(<-during)()
	}))
	r := request("GET", "/")
	r.AddCookie(&http.Cookie{Name: "__Host-session", Value: b.cookies["__Host-session"]})
	go func() { during <- func() { b.get("/logout") } }()
	do(slow, r)
	if got := store.Len(); got != 0 {
		t.Errorf("the store has %d sessions after the logout; want none", got)
	}
}

func TestSessionSeveralCookies(t *testing.T) {
	t.Parallel()
	b := newBrowser(SessionsOptions{})
	b.get("/login")
	tests := []struct {
		name    string
		planted int
		want    string
	}{
		{"one", 1, "ada[]"},
		{"three", 3, "ada[]"},
		{"more than are tried", 4, "[]"},
	}
	for _, tt := range tests {
		r := request("GET", "/")
		for range tt.planted {
			r.AddCookie(&http.Cookie{Name: "__Host-session", Value: "planted"})
		}
		r.AddCookie(&http.Cookie{Name: "__Host-session", Value: b.cookies["__Host-session"]})
		if got := do(b.handler, r).Body.String(); got != tt.want {
			t.Errorf("%s before the own cookie: %s; want %s", tt.name, got, tt.want)
		}
	}
}

func TestSessionPanic(t *testing.T) {
	t.Parallel()
	b := newBrowser(SessionsOptions{})
	rec := httptest.NewRecorder()
	panics(func() { b.handler.ServeHTTP(rec, request("GET", "/panic")) })
	if got := rec.Header()["Set-Cookie"]; len(got) > 0 {
		t.Errorf("after a panic a session is kept: %q", got)
	}
}

func TestSessionLargest(t *testing.T) {
	t.Parallel()
	size := func(n int, o SessionsOptions) (int, error) {
		o.Keys = keys(1)
		var err error
		rec := do(Sessions(o)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			err = userKey.Set(SessionFrom(r.Context()), strings.Repeat("x", n))
		})), request("GET", "/"))
		cookie, _, _ := strings.Cut(rec.Header().Get("Set-Cookie"), ";")
		return len(cookie), err
	}
	most := 0
	for n := 2800; n < 3000; n++ {
		got, err := size(n, SessionsOptions{})
		if got > longestCookie+1 {
			t.Errorf("a value of %d bytes makes a cookie of %d", n, got)
		}
		if err == nil {
			most = n
		} else if !errors.Is(err, ErrSessionTooLarge) {
			t.Errorf("a value of %d bytes: %v", n, err)
		}
	}
	if most < 2850 || most > 2950 {
		t.Errorf("the largest value has %d bytes; the documentation says about 2,900", most)
	}
	if _, err := size(50_000, SessionsOptions{Store: NewMemorySessions(0)}); err != nil {
		t.Errorf("50,000 bytes in a store: %v", err)
	}
	if _, err := size(50_000, SessionsOptions{Store: NewMemorySessions(0), MaxSize: 1000}); !errors.Is(err, ErrSessionTooLarge) {
		t.Errorf("50,000 bytes in a store for 1,000: %v; want ErrSessionTooLarge", err)
	}
}

func TestSessionValues(t *testing.T) {
	t.Parallel()
	h := Sessions(SessionsOptions{Keys: keys(1)})(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		s := SessionFrom(r.Context())
		if !s.Empty() {
			t.Errorf("a new session is not empty")
		}
		list := []int{1, 2}
		if err := cartKey.Set(s, list); err != nil {
			t.Errorf("Set(%v) = %v", list, err)
		}
		list[0] = 7
		if got, ok := cartKey.Get(s); !ok || got[0] != 1 {
			t.Errorf("Get() = %v, %v; want what it was at Set", got, ok)
		}
		if got, ok := SessionKey[string]("cart").Get(s); ok || got != "" {
			t.Errorf("Get() of a list as text = %q, %v; want none", got, ok)
		}
		err := SessionKey[any]("f").Set(s, func() {})
		if want := `session value "f": json: unsupported type: func()`; err == nil || err.Error() != want {
			t.Errorf("Set(func) = %v; want %s", err, want)
		}
		if s.Empty() {
			t.Errorf("a session with a value is empty")
		}
	}))
	do(h, request("GET", "/"))
}
