package vocab

import (
	"math"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func TestPageLinks(t *testing.T) {
	t.Parallel()
	three := []int{1, 2, 3}
	const full = math.MaxInt
	for _, tt := range []struct {
		name  string
		page  Page[int]
		query string
		want  string
	}{
		{"the middle", NewPage(three, 10, 3, 3), "q=a%20b&skip=3&limit=3", "first ?q=a%20b&skip=0&limit=3, prev ?q=a%20b&skip=0&limit=3, next ?q=a%20b&skip=6&limit=3, last ?q=a%20b&skip=9&limit=3"},
		{"the first", NewPage(three, 10, 0, 3), "", "first ?skip=0&limit=3, next ?skip=3&limit=3, last ?skip=9&limit=3"},
		{"the last", NewPage(three[:1], 10, 9, 3), "limit=3&skip=9", "first ?skip=0&limit=3, prev ?skip=6&limit=3, last ?skip=9&limit=3"},
		{"exactly full", NewPage(three, 3, 0, 3), "", "first ?skip=0&limit=3, last ?skip=0&limit=3"},
		{"not on the grid", NewPage(three, 10, 2, 3), "", "first ?skip=0&limit=3, prev ?skip=0&limit=3, next ?skip=5&limit=3, last ?skip=9&limit=3"},
		{"empty", NewPage([]int(nil), 0, 0, 3), "", "first ?skip=0&limit=3, last ?skip=0&limit=3"},
		{"beyond the end", NewPage([]int(nil), 10, 500, 3), "", "first ?skip=0&limit=3, prev ?skip=9&limit=3, last ?skip=9&limit=3"},
		{"far beyond the end", NewPage([]int(nil), 10, full, full), "", "first ?skip=0&limit=9223372036854775807, prev ?skip=0&limit=9223372036854775807, last ?skip=0&limit=9223372036854775807"},
		{"far beyond, total unknown", NewPage(three, -1, full-1, 2), "", "first ?skip=0&limit=2, prev ?skip=9223372036854775804&limit=2"},
		{"unknown total, full", NewPage(three, -1, 3, 3), "", "first ?skip=0&limit=3, prev ?skip=0&limit=3, next ?skip=6&limit=3"},
		{"unknown total, not full", NewPage(three, -1, 0, 4), "", "first ?skip=0&limit=4"},
		{"negative skip", NewPage(three, 10, -5, 3), "", "first ?skip=0&limit=3, next ?skip=3&limit=3, last ?skip=9&limit=3"},
		{"limit 0", NewPage(three, 10, 3, 0), "", ""},
		{"negative limit", NewPage(three, 10, 3, -1), "", ""},
		{"other names", NewPage(three, 10, 0, 3).Params("offset", "page[size]"), "skip=1&offset=0&page%5Bsize%5D=3", "first ?skip=1&offset=0&page%5Bsize%5D=3, next ?skip=1&offset=3&page%5Bsize%5D=3, last ?skip=1&offset=9&page%5Bsize%5D=3"},
		{"names said twice", NewPage(three, 4, 0, 3), "skip=1&a=1&skip=2&limit=9&limit", "first ?a=1&skip=0&limit=3, next ?a=1&skip=3&limit=3, last ?a=1&skip=3&limit=3"},
		{"odd queries", NewPage(three, 3, 0, 3), `&&%zz=1&a=>;"\&b=é`, "first ?a=%3E;%22%5C&b=%C3%A9&skip=0&limit=3, last ?a=%3E;%22%5C&b=%C3%A9&skip=0&limit=3"},
		{"a literal", Page[int]{Items: three}, "q=1", ""},
		{"the first by cursor", Page[int]{Items: three, Next: "a b&c"}, "q=1", "first ?q=1, next ?q=1&cursor=a+b%26c"},
		{"the last by cursor", Page[int]{Items: three}, "cursor=x", "first ?"},
		{"another cursor", Page[int]{Next: "3"}.Params("after"), "after=2&cursor=c", "first ?cursor=c, next ?cursor=c&after=3"},
	} {
		if got := readable(PageLinks(&tt.page, tt.query)); got != tt.want {
			t.Errorf("%s: PageLinks(%q) =\n%s; want\n%s", tt.name, tt.query, got, tt.want)
		}
	}
}

var linkSyntax = regexp.MustCompile(`^<([^<>"]*)>; rel="([a-z]+)"$`)

// readable turns a Link header into rel and target.
func readable(header string) string {
	if header == "" {
		return ""
	}
	list := strings.Split(header, ", ")
	for i, text := range list {
		if m := linkSyntax.FindStringSubmatch(text); m != nil {
			list[i] = m[2] + " " + m[1]
		}
	}
	return strings.Join(list, ", ")
}

// FuzzPageLinks: whatever the query, each link is one link, resolves to the
// request's own path and host, and asks for what the page says.
func FuzzPageLinks(f *testing.F) {
	f.Add("a=1&skip=2", 10, 3, 3)
	f.Add(`x=<>"&y=%zz, <http://e>; rel=next`, math.MaxInt, math.MaxInt-1, 1)
	f.Add("//e/?#\r\nSet-Cookie: a=b", -1, math.MinInt, math.MaxInt)
	here, err := url.Parse("https://api.example/v1/items?q=1")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, query string, total, skip, limit int) {
		page := NewPage([]int{1, 2, 3}, total, skip, limit)
		header := PageLinks(&page, query)
		if header == "" {
			return
		}
		for i := range len(header) {
			if c := header[i]; c < ' ' || c > '~' {
				t.Fatalf("PageLinks(%q) = %q: has the byte %q", query, header, c)
			}
		}
		links := regexp.MustCompile(`<[^>]*>; rel="[a-z]+"`).FindAllString(header, -1)
		if strings.Join(links, ", ") != header {
			t.Fatalf("PageLinks(%q) = %q: is not a list of links", query, header)
		}
		for _, text := range links {
			target := linkSyntax.FindStringSubmatch(text)
			if target == nil {
				t.Fatalf("PageLinks(%q): %q is no link", query, text)
			}
			to, err := here.Parse(target[1])
			if err != nil || to.Host != here.Host || to.Path != here.Path || to.Fragment != "" {
				t.Fatalf("PageLinks(%q): %q leads to %v, %v", query, text, to, err)
			}
			if values := to.Query(); len(values["skip"]) != 1 || strings.HasPrefix(values.Get("skip"), "-") || values.Get("limit") == "" {
				t.Fatalf("PageLinks(%q): %q asks for skip %q and limit %q", query, text, values["skip"], values["limit"])
			}
		}
	})
}
