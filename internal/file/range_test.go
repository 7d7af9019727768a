package file

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/big"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

var hundred = bytes.Repeat([]byte("0123456789"), 10)

// sendRange asks for ranges of a file.
func sendRange(method, ranges string, content []byte) (*httptest.ResponseRecorder, error) {
	r := httptest.NewRequest(method, "/", nil)
	r.Header["Range"] = []string{ranges}
	w := httptest.NewRecorder()
	return w, Send(w, r, 200, &vocab.File{Content: bytes.NewReader(content), Name: "a.txt"}, "")
}

func TestRange(t *testing.T) {
	t.Parallel()
	const large = "99999999999999999999"
	tests := []struct {
		name, method, ranges string
		size                 int
		want                 string // status, Content-Range, length of the body
	}{
		{"first and last", "GET", "bytes=0-1", 100, "206 bytes 0-1/100 2"},
		{"to the end", "GET", "bytes=90-", 100, "206 bytes 90-99/100 10"},
		{"suffix", "GET", "bytes=-5", 100, "206 bytes 95-99/100 5"},
		{"suffix longer than the file", "GET", "bytes=-500", 100, "206 bytes 0-99/100 100"},
		{"no suffix", "GET", "bytes=-0", 100, "416 bytes */100 0"},
		{"beyond the end", "GET", "bytes=99-200", 100, "206 bytes 99-99/100 1"},
		{"last is no int64", "GET", "bytes=0-" + large, 100, "206 bytes 0-99/100 100"},
		{"suffix is no int64", "GET", "bytes=-" + large, 100, "206 bytes 0-99/100 100"},
		{"first is no int64", "GET", "bytes=" + large + "-", 100, "416 bytes */100 0"},
		{"after the end", "GET", "bytes=100-", 100, "416 bytes */100 0"},
		{"only one is there", "GET", "bytes=200-,0-1,-0", 100, "206 bytes 0-1/100 2"},
		{"more than the file", "GET", "bytes=0-60,50-99", 100, "200  100"},
		{"too many", "GET", "bytes=" + strings.Repeat("0-0,", maxRanges) + "1-1", 100, "200  100"},
		{"empty elements", "GET", "bytes=, 1-2 ,", 100, "206 bytes 1-2/100 2"},
		{"any case", "GET", "Bytes=1-2", 100, "206 bytes 1-2/100 2"},
		{"another unit", "GET", "items=1-2", 100, "200  100"},
		{"backwards", "GET", "bytes=5-2", 100, "416 bytes */100 0"},
		{"no number", "GET", "bytes=a-2", 100, "416 bytes */100 0"},
		{"no number after one that is no int64", "GET", "bytes=-" + large + "A", 100, "416 bytes */100 0"},
		{"sign", "GET", "bytes=+1-2", 100, "416 bytes */100 0"},
		{"space inside", "GET", "bytes=1 - 2", 100, "416 bytes */100 0"},
		{"nothing", "GET", "bytes=", 100, "416 bytes */100 0"},
		{"no set", "GET", "bytes", 100, "416 bytes */100 0"},
		{"empty file", "GET", "bytes=0-", 0, "200  0"},
		{"suffix of an empty file", "GET", "bytes=-1", 0, "200  0"},
		{"HEAD", "HEAD", "bytes=0-1", 100, "200  0"},
	}
	for _, tt := range tests {
		w, err := sendRange(tt.method, tt.ranges, hundred[:tt.size])
		status, head := w.Code, w.Header()
		if refused, ok := errors.AsType[*vocab.Error](err); ok {
			status, head = refused.Status(), refused.Header()
		}
		if got := fmt.Sprintf("%d %s %d", status, head.Get("Content-Range"), w.Body.Len()); got != tt.want {
			t.Errorf("%s: %s with Range %q = %s; want %s", tt.name, tt.method, tt.ranges, got, tt.want)
		}
	}
}

// FuzzRange compares what is sent with the grammar of RFC 9110, 14.1, written
// down as an expression, and with slices of the file.
func FuzzRange(f *testing.F) {
	for _, text := range []string{"bytes=0-", "bytes=-5", "bytes=9-3", "bytes=0-0,2-2", "bytes=99-", "bytes=", "items=0-1", "bytes=-0", "bytes=0-18446744073709551616", "bytes=" + strings.Repeat("0-,", 40)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Trim(text, " \t\r\n") != text || text == "" {
			return // no header is sent so
		}
		w, err := sendRange("GET", text, hundred)
		status, parts := plainRanges(text, hundred)
		if refused, ok := errors.AsType[*vocab.Error](err); err != nil {
			if status != http.StatusRequestedRangeNotSatisfiable || !ok || refused.Status() != status || w.Body.Len() > 0 {
				t.Errorf("Range %q: %v with %d bytes; want %d %q", text, err, w.Body.Len(), status, parts)
			}
			return
		}
		if got := sentParts(t, w); w.Code != status || fmt.Sprint(got) != fmt.Sprint(parts) {
			t.Errorf("Range %q = %d %q; want %d %q", text, w.Code, got, status, parts)
		}
	})
}

var (
	rangeSet  = regexp.MustCompile(`^(?i:bytes)=[ \t,]*(?:(?:[0-9]+-[0-9]*|-[0-9]+)[ \t]*(?:,[ \t,]*|$))+$`)
	rangeSpec = regexp.MustCompile(`([0-9]*)-([0-9]*)`)
)

// plainRanges returns the status, and for each part its Content-Range and bytes.
func plainRanges(text string, content []byte) (status int, parts []string) {
	size := int64(len(content))
	unit, _, _ := strings.Cut(text, "=")
	if !strings.EqualFold(unit, "bytes") || strings.Count(text, ",") >= maxRanges {
		return 200, []string{string(content)}
	}
	if !rangeSet.MatchString(text) {
		return 416, nil
	}
	total := 0
	for _, spec := range rangeSpec.FindAllStringSubmatch(text, -1) {
		first, last := big.NewInt(0), big.NewInt(size-1)
		if spec[1] == "" {
			length, _ := new(big.Int).SetString(spec[2], 10)
			if length.Cmp(big.NewInt(size)) < 0 {
				first.Sub(big.NewInt(size), length)
			}
		} else if first.SetString(spec[1], 10); spec[2] != "" {
			end, _ := new(big.Int).SetString(spec[2], 10)
			if first.Cmp(end) > 0 {
				return 416, nil
			}
			if end.Cmp(last) < 0 {
				last = end
			}
		}
		if first.Cmp(last) <= 0 {
			part := content[first.Int64() : last.Int64()+1]
			parts = append(parts, fmt.Sprintf("bytes %d-%d/%d %s", first, last, size, part))
			total += len(part)
		}
	}
	switch {
	case parts == nil:
		return 416, nil
	case total > len(content):
		return 200, []string{string(content)}
	}
	return 206, parts
}

// sentParts reads an answer as plainRanges writes it.
func sentParts(t *testing.T, w *httptest.ResponseRecorder) (parts []string) {
	t.Helper()
	kind, parameters, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "multipart/byteranges" {
		return []string{strings.TrimPrefix(w.Header().Get("Content-Range")+" "+w.Body.String(), " ")}
	}
	for r := multipart.NewReader(w.Body, parameters["boundary"]); ; {
		part, err := r.NextPart()
		if err == io.EOF {
			return parts
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part.Header.Get("Content-Range")+" "+string(content))
	}
}
