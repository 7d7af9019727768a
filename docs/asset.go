package docs

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
)

const (
	typeHTML = "text/html; charset=utf-8"
	typeJS   = "text/javascript; charset=utf-8"
	typeCSS  = "text/css; charset=utf-8"
	typePNG  = "image/png"
)

// asset is one file that the handler serves. It is immutable.
type asset struct {
	mediaType string
	open      func() io.Reader // the stored bytes from their start
	size      int64            // of the stored bytes
	inflated  int64            // size of the content if it is stored compressed; else 0
	version   string           // digest of the stored bytes
}

// text makes an asset of a text of ours.
func text(mediaType, content string) asset {
	sum := sha256.Sum256([]byte(content))
	return asset{
		mediaType: mediaType,
		open:      func() io.Reader { return strings.NewReader(content) },
		size:      int64(len(content)),
		version:   version(sum[:]),
	}
}

// vendored makes an asset of an embedded file; a name that ends in .gz is
// stored compressed. The bytes stay where the linker put them.
func vendored(files fs.FS, mediaType, name string) (asset, error) {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return asset{}, fmt.Errorf("the page's %s: %w", name, err)
	}
	sum := sha256.Sum256(content)
	a := asset{mediaType: mediaType, size: int64(len(content)), version: version(sum[:])}
	if strings.HasSuffix(name, ".gz") && len(content) > 4 {
		// gzip's last four bytes are the size of the content (RFC 1952, 2.3.1).
		a.inflated = int64(binary.LittleEndian.Uint32(content[len(content)-4:]))
	}
	a.open = func() io.Reader {
		f, err := files.Open(name)
		if err != nil {
			return bytes.NewReader(nil) // never: it was read above, and cannot change
		}
		return f
	}
	return a, nil
}

func version(sum []byte) string { return hex.EncodeToString(sum[:8]) }

// serve answers GET and HEAD, conditional ones too.
func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	compressed := a.inflated > 0 && acceptsGzip(r.Header.Values("Accept-Encoding"))
	tag, size := `"`+a.version+`"`, a.size
	h := w.Header()
	if a.inflated > 0 {
		h.Add("Vary", "Accept-Encoding")
		size = a.inflated
	}
	if compressed {
		tag, size = `"`+a.version+`-gzip"`, a.size
	}
	h.Set("ETag", tag)
	h.Set("Cache-Control", a.lifetime(r))
	h.Set("X-Content-Type-Options", "nosniff")
	if matches(r.Header.Values("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", a.mediaType)
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	if compressed {
		h.Set("Content-Encoding", "gzip")
	}
	if r.Method == http.MethodHead {
		return
	}
	a.write(w, compressed)
}

// lifetime lets a reference that names this version be kept for ever; any
// other has to be asked for again, which is cheap thanks to the ETag.
func (a asset) lifetime(r *http.Request) string {
	if r.URL.RawQuery == "v="+a.version {
		return "max-age=31536000, immutable"
	}
	return "no-cache"
}

// write ignores errors: the client has gone, or it has the wrong length and
// net/http cuts the connection.
func (a asset) write(w io.Writer, compressed bool) {
	content := a.open()
	if a.inflated > 0 && !compressed {
		inflater, err := gzip.NewReader(content)
		if err != nil {
			return
		}
		content = inflater
	}
	io.Copy(w, content)
}

// acceptsGzip reports whether an Accept-Encoding header allows gzip: by name,
// else by "*", and not with a weight of zero (RFC 9110, 12.5.3).
func acceptsGzip(headers []string) bool {
	wildcard := false
	for _, header := range headers {
		for element := range strings.SplitSeq(header, ",") {
			coding, parameters, _ := strings.Cut(element, ";")
			allowed := !zeroWeight(parameters)
			switch strings.ToLower(strings.TrimSpace(coding)) {
			case "gzip", "x-gzip":
				return allowed
			case "*":
				wildcard = allowed
			}
		}
	}
	return wildcard
}

// zeroWeight reports whether parameters are "q=0", with any number of decimals.
func zeroWeight(parameters string) bool {
	name, value, _ := strings.Cut(strings.TrimSpace(parameters), "=")
	if !strings.EqualFold(strings.TrimSpace(name), "q") {
		return false
	}
	weight, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	return err == nil && weight == 0
}

// matches compares weakly, as If-None-Match wants it: a proxy that compressed
// the answer has made the tag weak.
func matches(headers []string, tag string) bool {
	for _, header := range headers {
		for candidate := range strings.SplitSeq(header, ",") {
			candidate = strings.TrimSpace(candidate)
			if candidate == "*" || strings.TrimPrefix(candidate, "W/") == tag {
				return true
			}
		}
	}
	return false
}
