package middleware

import (
	"compress/gzip"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// CompressOptions says what is compressed, and how.
type CompressOptions struct {
	// Encodings are those that the server offers. Of those that a client likes
	// equally the first is taken. The default is gzip of the standard library;
	// the package middleware/compress has zstd, brotli and a faster gzip.
	Encodings []Encoding

	// MinSize is the least size in bytes that is compressed: by default 500;
	// negative is any. What is flushed is compressed whatever its size.
	MinSize int

	// Types are the media types that are compressed: "application/json",
	// "text/*", "*+json". The default is text, JSON, XML, JavaScript, WebAssembly
	// and SVG. text/event-stream is compressed only if it is listed by that name.
	Types []string

	// Skip leaves answers alone, with their Vary. Where a secret, such as a CSRF
	// token, and a text of the client stand in one answer, its compressed size
	// tells about the secret (BREACH).
	Skip func(*http.Request) bool
}

// Encoding is a content coding.
type Encoding struct {
	Name string                       // as in Accept-Encoding: "gzip"
	New  func(w io.Writer) Compressor // must not return nil
}

// Compressor writes compressed. Flush sends what was written so far, Close ends
// the stream and leaves the writer below open; after Reset it begins another.
type Compressor interface {
	io.WriteCloser
	Flush() error
	Reset(w io.Writer)
}

// Compress compresses answers in the encoding that the client likes best by
// Accept-Encoding. Bodies are compressed as they are written, without being
// buffered beyond MinSize, and Flush reaches the client.
//
// A compressed answer has no Content-Length, and its ETag is weak. These are
// left alone: answers to HEAD and to Range requests, 204, 206 and 304, bodies
// that have a Content-Encoding already, and those with Cache-Control:
// no-transform. Every answer has Vary: Accept-Encoding.
func Compress(o CompressOptions) func(http.Handler) http.Handler {
	c := newCompression(o)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if o.Skip != nil && o.Skip(r) {
				next.ServeHTTP(w, r)
				return
			}
			cw := &compressWriter{ResponseWriter: w, compression: c, pool: c.choose(r)}
			next.ServeHTTP(cw, r)
			cw.finish() // not after a panic: a broken answer must not look whole
		})
	}
}

// compression is CompressOptions, read.
type compression struct {
	names []string
	pools []*compressors // of each name
	least int
	types mediaTypes
}

func newCompression(o CompressOptions) *compression {
	if o.Encodings == nil {
		o.Encodings = []Encoding{{"gzip", func(w io.Writer) Compressor { return gzip.NewWriter(w) }}}
	}
	if o.Types == nil {
		o.Types = compressible
	}
	c := &compression{least: max(0, o.MinSize), types: readTypes(o.Types)}
	if o.MinSize == 0 {
		c.least = 500
	}
	for _, e := range o.Encodings {
		if !token(e.Name) || e.Name == "*" || strings.EqualFold(e.Name, "identity") || e.New == nil {
			panic("middleware.Compress: encoding " + strconv.Quote(e.Name) + " has no name of a coding, or no New")
		}
		c.names = append(c.names, e.Name)
		c.pools = append(c.pools, &compressors{encoding: e})
	}
	return c
}

// choose returns what compresses the answer to a request; nil if nothing does.
func (c *compression) choose(r *http.Request) *compressors {
	if r.Method == http.MethodHead || len(r.Header["Range"]) > 0 {
		return nil
	}
	if i := negotiate(r.Header["Accept-Encoding"], c.names); i >= 0 {
		return c.pools[i]
	}
	return nil
}

// compressors keeps compressors of an encoding for the next answer: they are
// large.
type compressors struct {
	encoding Encoding
	pool     sync.Pool
}

func (c *compressors) take(w io.Writer) Compressor {
	if used, ok := c.pool.Get().(Compressor); ok {
		used.Reset(w)
		return used
	}
	return c.encoding.New(w)
}

func (c *compressors) put(used Compressor) {
	used.Reset(io.Discard) // keep nothing of the request alive
	c.pool.Put(used)
}

// mediaTypes is a set of media types.
type mediaTypes struct {
	exact    map[string]bool
	prefixes []string // "text/"
	suffixes []string // "+json"
}

var compressible = []string{
	"text/*", "*+json", "*+xml", "application/json", "application/jsonl", "application/json-seq", "application/x-ndjson",
	"application/xml", "application/javascript", "application/x-javascript", "application/yaml", "application/wasm",
	"application/manifest+json", "application/vnd.ms-fontobject", "font/ttf", "font/otf", "image/bmp", "image/x-icon",
}

func readTypes(list []string) mediaTypes {
	set := mediaTypes{exact: map[string]bool{}}
	for _, t := range list {
		t = strings.ToLower(t)
		if prefix, ok := strings.CutSuffix(t, "*"); ok && strings.HasSuffix(prefix, "/") {
			set.prefixes = append(set.prefixes, prefix)
		} else if suffix, ok := strings.CutPrefix(t, "*+"); ok && token(suffix) {
			set.suffixes = append(set.suffixes, "+"+suffix)
		} else if main, sub, ok := strings.Cut(t, "/"); ok && token(main) && token(sub) {
			set.exact[t] = true
		} else {
			panic("middleware.Compress: type " + strconv.Quote(t) + ` is no media type; write "application/json", "text/*" or "*+json"`)
		}
	}
	return set
}

func (set *mediaTypes) has(contentType string) bool {
	t, _, err := mime.ParseMediaType(contentType)
	if t == "" || err != nil && err != mime.ErrInvalidMediaParameter {
		return false
	}
	if set.exact[t] {
		return true
	}
	if t == "text/event-stream" {
		return false
	}
	for _, prefix := range set.prefixes {
		if strings.HasPrefix(t, prefix) {
			return true
		}
	}
	for _, suffix := range set.suffixes {
		if strings.HasSuffix(t, suffix) {
			return true
		}
	}
	return false
}
