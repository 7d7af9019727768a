package middleware

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// SessionsOptions says where sessions are kept and how their cookie looks. Only
// Keys has no default.
type SessionsOptions struct {
	// Keys encrypt and authenticate the cookie. The first one is used for new
	// cookies, all are tried for those that come: to rotate, put a new one in
	// front, and drop the last one after MaxAge. A key has at least 32 bytes,
	// from a generator of random numbers and out of a secret store:
	//
	//	head -c 32 /dev/urandom | base64
	Keys [][]byte

	// Store keeps the sessions on the server; the cookie holds an encrypted id
	// then. Without it all is in the cookie: at most 4,000 bytes, about 2,900
	// of JSON, and no way to end a session that was copied.
	Store SessionStore

	MaxAge   time.Duration // without a request that uses the session; default 14 days
	Lifetime time.Duration // since the session began or was renewed; default 90 days
	MaxSize  int           // bytes of JSON in a Store; default 64 KiB

	Cookie   string        // name; default __Host-session, or session where that prefix is not allowed
	Path     string        // default /
	Domain   string        // default: this host alone, without subdomains
	SameSite http.SameSite // default http.SameSiteLaxMode

	// Insecure sends the cookie over plain HTTP too: for development only. By
	// default it has the attribute Secure. HttpOnly is always set.
	Insecure bool

	Logger *slog.Logger // of errors of the store; default slog.Default()
}

// SessionStore keeps sessions on the server. It is called by many goroutines.
type SessionStore interface {
	// Load returns what was saved last under an id; nil without an error if
	// there is nothing, or if its time is over.
	Load(ctx context.Context, id string) ([]byte, error)

	// Save keeps data for a time. With fresh the id is a new one. Without it
	// the session must still exist, or Save does nothing and returns nil: a
	// session that another request ended must not come back.
	Save(ctx context.Context, id string, data []byte, keep time.Duration, fresh bool) error

	// Delete forgets an id; one that is unknown is no error.
	Delete(ctx context.Context, id string) error
}

// longestCookie is the most that browsers keep of name and value, with room for
// those that count attributes.
const longestCookie = 4000

// storeTimeout is for what a client that leaves must not stop, such as a
// logout.
const storeTimeout = 5 * time.Second

// Sessions gives every request a Session, which handlers find with SessionFrom.
// What they change is kept just before the answer begins; if a Store fails
// then, the answer is a 500, for what it says would not be true. After a panic
// nothing is kept.
//
// An answer that used the session has Vary: Cookie; one that sets the cookie is
// private to caches.
func Sessions(o SessionsOptions) func(http.Handler) http.Handler {
	c := newSessions(o)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { c.serve(next, w, r) })
	}
}

// sessions is SessionsOptions with its defaults.
type sessions struct {
	SessionsOptions
	sealer sealer
}

func newSessions(o SessionsOptions) *sessions {
	if len(o.Keys) == 0 {
		panic("middleware.Sessions: no Keys; make one of 32 random bytes and keep it in a secret store")
	}
	for i, key := range o.Keys {
		if len(key) < leastKey {
			panic(fmt.Sprintf("middleware.Sessions: key %d has %d bytes; it takes at least %d random ones", i, len(key), leastKey))
		}
	}
	if o.MaxAge < 0 || o.Lifetime < 0 || o.MaxSize < 0 {
		panic("middleware.Sessions: MaxAge, Lifetime and MaxSize have to be positive")
	}
	if o.SameSite == http.SameSiteNoneMode && o.Insecure {
		panic("middleware.Sessions: browsers take SameSite=None only with Secure; leave Insecure out")
	}
	o.setDefaults()
	c := &sessions{o, sealer{o.Keys, "signet session cookie " + o.Cookie}}
	if err := c.cookie("x", 1).Valid(); err != nil {
		panic("middleware.Sessions: " + err.Error())
	}
	return c
}

func (o *SessionsOptions) setDefaults() {
	const day = 24 * time.Hour
	if o.MaxAge == 0 {
		o.MaxAge = 14 * day
	}
	if o.Lifetime == 0 {
		o.Lifetime = max(90*day, o.MaxAge)
	}
	if o.MaxSize == 0 {
		o.MaxSize = 64 << 10
	}
	if o.Path == "" {
		o.Path = "/"
	}
	if o.SameSite == 0 {
		o.SameSite = http.SameSiteLaxMode
	}
	// With the prefix, browsers take the cookie from this host alone, so that no
	// subdomain can plant one.
	host := !o.Insecure && o.Domain == "" && o.Path == "/"
	switch {
	case o.Cookie == "" && host:
		o.Cookie = "__Host-session"
	case o.Cookie == "":
		o.Cookie = "session"
	case strings.HasPrefix(o.Cookie, "__Host-") && !host || strings.HasPrefix(o.Cookie, "__Secure-") && o.Insecure:
		panic("middleware.Sessions: browsers refuse the prefix of " + o.Cookie + " with this Path, Domain or Insecure")
	}
}

func (c *sessions) serve(next http.Handler, w http.ResponseWriter, r *http.Request) {
	s, err := c.load(r)
	if err != nil {
		c.fail(w, r, err)
		return
	}
	a := &answer{ResponseWriter: w}
	a.begin = func(int) bool {
		if err := c.commit(w.Header(), r, s); err != nil {
			c.fail(w, r, err)
			return false
		}
		return true
	}
	serveWith(context.WithValue(r.Context(), sessionKey{}, s), next, a, r)
	if a.begun() {
		return
	}
	if err := c.commit(w.Header(), r, s); err != nil {
		c.fail(w, r, err)
	}
}

func (c *sessions) fail(w http.ResponseWriter, r *http.Request, err error) {
	logger := c.Logger
	if logger == nil {
		logger = slog.Default()
	}
	logger.LogAttrs(r.Context(), slog.LevelError, "session", slog.String("error", err.Error()))
	refuse(w, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError))
}

// mostCookies bounds how many cookies of the name are tried. There are several
// if a parent domain or another path has one too.
const mostCookies = 4

// load reads the session of a request; without a sound one it is empty.
func (c *sessions) load(r *http.Request) (*Session, error) {
	s := &Session{fits: c.fits}
	cookies := r.CookiesNamed(c.Cookie)
	for _, cookie := range cookies[:min(len(cookies), mostCookies)] {
		text, ok := c.sealer.open(cookie.Value)
		if !ok {
			continue
		}
		if c.Store != nil {
			var err error
			if text, err = c.Store.Load(r.Context(), string(text)); err != nil {
				return nil, fmt.Errorf("load: %w", err)
			}
		}
		if rec, ok := decodeRecord(text); ok && rec.alive(time.Now(), c.Lifetime) {
			s.record, s.came = rec, rec.ID
			return s, nil
		}
	}
	s.record.Values = map[string]json.RawMessage{}
	return s, nil
}

// fits reports whether a record can be kept. Ids and times have a fixed length,
// so those of a new record are put in.
func (c *sessions) fits(rec *record) bool {
	full := *rec
	full.ID, full.Born, full.Until = strings.Repeat("x", len(rand.Text())), 1e9, 1e9
	size := len(full.encode())
	if c.Store != nil {
		return size <= c.MaxSize
	}
	return len(c.Cookie)+sealedSize(size) <= longestCookie
}

// commit keeps what the handler did with the session. It runs once, before the
// header is sent.
func (c *sessions) commit(h http.Header, r *http.Request, s *Session) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = true
	if s.used {
		vary(h, "Cookie")
	}
	now := time.Now()
	switch {
	case s.changed && len(s.record.Values) == 0:
		return c.end(h, r, s)
	case s.changed, s.used && s.came != "" && c.aged(&s.record, now):
		return c.keep(h, r, s, now)
	}
	return nil
}

// aged reports whether half of a record's time is over, so that it is renewed
// before it ends. Doing so each time would send a cookie with every answer.
func (c *sessions) aged(rec *record, now time.Time) bool {
	until := time.Unix(rec.Until, 0)
	return until.Sub(now) < c.MaxAge/2 && until.Before(time.Unix(rec.Born, 0).Add(c.Lifetime))
}

// end forgets the session, if there was one.
func (c *sessions) end(h http.Header, r *http.Request, s *Session) error {
	if s.came == "" {
		return nil
	}
	c.send(h, c.cookie("", -1))
	return c.forget(r, s.came)
}

// keep saves the session, under a new id if it has none, and sends its cookie.
func (c *sessions) keep(h http.Header, r *http.Request, s *Session, now time.Time) error {
	rec := &s.record
	if rec.ID == "" {
		rec.ID, rec.Born = rand.Text(), now.Unix()
	}
	until := now.Add(c.MaxAge)
	if last := time.Unix(rec.Born, 0).Add(c.Lifetime); until.After(last) {
		until = last
	}
	rec.Until = until.Unix()
	text := rec.encode()
	if c.Store != nil {
		ctx, cancel := lasting(r)
		defer cancel()
		if err := c.Store.Save(ctx, rec.ID, text, until.Sub(now), rec.ID != s.came); err != nil {
			return fmt.Errorf("save: %w", err)
		}
		text = []byte(rec.ID)
	}
	c.send(h, c.cookie(c.sealer.seal(text), max(1, int(until.Sub(now)/time.Second))))
	if s.came != "" && s.came != rec.ID {
		return c.forget(r, s.came)
	}
	return nil
}

func (c *sessions) forget(r *http.Request, id string) error {
	if c.Store == nil {
		return nil
	}
	ctx, cancel := lasting(r)
	defer cancel()
	if err := c.Store.Delete(ctx, id); err != nil {
		return fmt.Errorf("delete: %w", err)
	}
	return nil
}

// lasting is the request's context, but it does not end when the client leaves.
func lasting(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(r.Context()), storeTimeout)
}

// send adds the cookie, and keeps shared caches from handing it to others.
func (c *sessions) send(h http.Header, cookie *http.Cookie) {
	h.Add("Set-Cookie", cookie.String())
	if control := h["Cache-Control"]; !listed(control, "private") && !listed(control, "no-store") {
		h.Add("Cache-Control", "private")
	}
}

func (c *sessions) cookie(value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: c.Cookie, Value: value, Path: c.Path, Domain: c.Domain, MaxAge: maxAge,
		Secure: !c.Insecure, HttpOnly: true, SameSite: c.SameSite,
	}
}
