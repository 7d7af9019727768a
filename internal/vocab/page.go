package vocab

import (
	"math"
	"net/url"
	"reflect"
	"strconv"
	"strings"
)

// Page is a part of a longer list. As the body of an answer it also sets the
// Link header (RFC 8288): first, prev, next and last as far as they are known,
// each the query of the request with other numbers, relative to its URL.
//
// NewPage makes a page that was counted off. A page with Next alone is one of a
// list that is walked by cursors:
//
//	signet.Page[Item]{Items: items, Next: items[len(items)-1].ID}
type Page[T any] struct {
	Items []T    `json:"items"`
	Total *int   `json:"total,omitempty" minimum:"0" description:"How many items all pages have together."`
	Next  string `json:"next,omitempty" description:"The cursor of the next page; absent on the last."`

	counted     bool // made by NewPage
	skip, limit int
	names       []string // of the query's parameters
}

// NewPage returns the items that come after the first skip ones, at most limit,
// of total; a total below 0 is unknown. The links then need a full page to
// promise a next one, and do not say which is the last. A limit of 0 or less
// makes no links.
func NewPage[T any](items []T, total, skip, limit int) Page[T] {
	p := Page[T]{Items: items, counted: true, skip: max(skip, 0), limit: limit}
	if total >= 0 {
		p.Total = &total
	}
	return p
}

// Params returns the page with other names for the query's parameters in links:
// what is skipped and the limit, "skip" and "limit" without; or the cursor,
// "cursor" without.
func (p Page[T]) Params(names ...string) Page[T] {
	p.names = names
	return p
}

func (p *Page[T]) name(i int, usual string) string {
	if i < len(p.names) {
		return p.names[i]
	}
	return usual
}

// paged is what pages are, and structs that embed one.
type paged interface{ links(query string) []string }

func (p *Page[T]) links(query string) []string {
	if p.counted {
		return p.countedLinks(query)
	}
	cursor := p.name(0, "cursor")
	first, follows := cutParams(query, cursor)
	var links []string
	if follows || p.Next != "" {
		links = append(links, link("first", first))
	}
	if p.Next != "" {
		links = append(links, link("next", addParam(first, cursor, p.Next)))
	}
	return links
}

func (p *Page[T]) countedLinks(query string) (links []string) {
	if p.limit <= 0 {
		return nil
	}
	skip, limit := p.name(0, "skip"), p.name(1, "limit")
	rest, _ := cutParams(query, skip, limit)
	add := func(rel string, n int) {
		at := addParam(addParam(rest, skip, strconv.Itoa(n)), limit, strconv.Itoa(p.limit))
		links = append(links, link(rel, at))
	}
	last := math.MaxInt
	if p.Total != nil {
		last = max(*p.Total-1, 0) / p.limit * p.limit
	}
	add("first", 0)
	if p.skip > 0 {
		add("prev", min(max(p.skip-p.limit, 0), last))
	}
	if p.hasNext() {
		add("next", p.skip+p.limit)
	}
	if p.Total != nil {
		add("last", last)
	}
	return links
}

// hasNext is written so that no sum can overflow.
func (p *Page[T]) hasNext() bool {
	if p.Total != nil {
		return p.skip < *p.Total-p.limit
	}
	return len(p.Items) >= p.limit && p.skip <= math.MaxInt-p.limit
}

// IsPage reports whether t is a Page or embeds one.
func IsPage(t reflect.Type) bool { return reflect.PointerTo(t).Implements(pagedType) }

var pagedType = reflect.TypeFor[paged]()

// PageLinks returns the value of the Link header for the page that p points to,
// empty without links. The query is that of the request, undecoded.
func PageLinks(p any, query string) string {
	return strings.Join(p.(paged).links(query), ", ")
}

// link is one link. Its target is a query alone, so that it means the path that
// the client knows, whatever a proxy has made of it, and never another host.
func link(rel, query string) string { return "<?" + query + `>; rel="` + rel + `"` }

// cutParams returns the query without the parameters of the given names, fit to
// stand in a header, and whether there were any.
func cutParams(query string, names ...string) (rest string, found bool) {
	var b strings.Builder
pairs:
	for pair := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(pair, "=")
		plain, err := url.QueryUnescape(key)
		if err != nil || pair == "" {
			continue
		}
		for _, name := range names {
			if plain == name {
				found = true
				continue pairs
			}
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		escapeQuery(&b, pair)
	}
	return b.String(), found
}

// escapeQuery writes what RFC 3986 allows in a query as it is. What clients send
// beside that could end the link and begin another.
func escapeQuery(b *strings.Builder, text string) {
	const hex = "0123456789ABCDEF"
	for i := range len(text) {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~!$&'()*+,;=:@/?%", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
}

func addParam(query, name, value string) string {
	if query != "" {
		query += "&"
	}
	return query + url.QueryEscape(name) + "=" + url.QueryEscape(value)
}
