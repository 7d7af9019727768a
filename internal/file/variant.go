package file

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// codings are the forms in which a file may lie beside itself, the smallest first.
var codings = [...]struct{ coding, ext string }{{"br", ".br"}, {"zstd", ".zst"}, {"gzip", ".gz"}}

// variant is the form of a file that is sent.
type variant struct {
	name   string
	coding string // empty: as it is
	varies bool   // there are other forms
}

// choose picks the form that the client likes best, of several alike the smallest.
func (s *Site) choose(name string, accept []string) variant {
	best := variant{name: name}
	plain, weight := quality(accept, "identity"), 0.0
	for _, c := range codings {
		info, err := fs.Stat(s.files, name+c.ext)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		best.varies = true
		if q := quality(accept, c.coding); q > weight && q >= plain {
			weight, best.name, best.coding = q, name+c.ext, c.coding
		}
	}
	return best
}

// quality is the weight that an Accept-Encoding gives to a coding: by name, else
// by "*" (RFC 9110, 12.5.3). What cannot be read weighs nothing.
func quality(accept []string, coding string) float64 {
	wildcard := 0.0
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			name, parameters, _ := strings.Cut(part, ";")
			switch name = strings.TrimSpace(name); {
			case strings.EqualFold(name, coding):
				return weightOf(parameters)
			case name == "*":
				wildcard = weightOf(parameters)
			}
		}
	}
	return wildcard
}

func weightOf(parameters string) float64 {
	name, text, given := strings.Cut(parameters, "=")
	if !given || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

// digest is a strong ETag of a content.
func digest(content io.Reader) (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, content); err != nil {
		return "", err
	}
	return `"` + hex.EncodeToString(sum.Sum(nil)[:16]) + `"`, nil
}
