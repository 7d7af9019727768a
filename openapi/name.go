package openapi

import (
	"reflect"
	"strconv"
	"strings"
	"unicode"
)

// nameComponents gives each component a name of its own: its title, with
// the package in front where several types have one title, with more of the
// import path where the packages' names are the same too, with a number for
// what is left: types declared inside functions.
func nameComponents(list []*component, compat bool) map[*component]string {
	n := naming{compat: compat, names: make(map[*component]string, len(list)), given: map[string]bool{}, unclear: map[string]bool{}}
	var open []*component
	markTwins(list)
	for _, c := range list {
		if c.fixed {
			n.give(c, c.title)
			continue
		}
		open = append(open, c)
	}
	for depth := 0; depth <= maxPathElements && len(open) > 0; depth++ {
		open = n.try(open, depth)
	}
	n.number(open)
	return n.names
}

// markTwins notes which types, narrowed alike, are described more than once:
// alone and as variants of unions.
func markTwins(list []*component) {
	type titled struct {
		typ   reflect.Type
		title string
	}
	count := map[titled]int{}
	for _, c := range list {
		count[titled{c.typ, c.title}]++
	}
	for _, c := range list {
		c.twin = c.typ != nil && count[titled{c.typ, c.title}] > 1
	}
}

// maxPathElements is how many elements of an import path are tried.
const maxPathElements = 8

// naming is the state of nameComponents.
type naming struct {
	compat  bool
	names   map[*component]string
	given   map[string]bool
	unclear map[string]bool // wanted by several, so that none has it
}

func (n *naming) give(c *component, name string) {
	n.names[c] = name
	n.given[name] = true
}

// try names the components that are alone with their name of that depth, and
// returns the others.
func (n *naming) try(open []*component, depth int) (left []*component) {
	count := map[string]int{}
	for _, c := range open {
		count[c.qualified(depth, n.compat)]++
	}
	for _, c := range open {
		name := c.qualified(depth, n.compat)
		if count[name] > 1 || n.given[name] || n.unclear[name] {
			n.unclear[name] = true
			left = append(left, c)
			continue
		}
		n.give(c, name)
	}
	return left
}

func (n *naming) number(open []*component) {
	for _, c := range open {
		name := c.qualified(1, n.compat)
		for i := 2; n.given[name]; i++ {
			name = c.qualified(1, n.compat) + strconv.Itoa(i)
		}
		n.give(c, name)
	}
}

// qualified is the title behind depth elements of the import path; FastAPI puts
// the whole path there at once.
func (c *component) qualified(depth int, compat bool) string {
	title := keyText(c.title)
	if c.twin && c.union != "" {
		title += "As" + keyText(c.union)
	}
	if depth == 0 || c.typ == nil {
		return title
	}
	elements := strings.Split(c.typ.PkgPath(), "/")
	if compat {
		return keyText(strings.Join(elements, "__")) + "__" + title
	}
	return keyText(strings.Join(elements[max(0, len(elements)-depth):], "_")) + "_" + title
}

// keyText keeps what the name of a component may hold.
func keyText(text string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '.' || r == '_' || r == '-' {
			return r
		}
		return '_'
	}, text)
}

// typeTitle makes a type's name readable: Page[shop.Item] is PageOfItem, and
// Page[Item] as FastAPI has it.
func typeTitle(name string, compat bool) string {
	base, arguments := cutArguments(name)
	if i := strings.LastIndexByte(base, '.'); i >= 0 {
		base = base[i+1:]
	}
	base, _, _ = strings.Cut(base, "·") // a type declared inside a function
	if len(arguments) == 0 {
		return base
	}
	titles := make([]string, len(arguments))
	for i, a := range arguments {
		titles[i] = argumentTitle(a, compat)
	}
	if compat {
		return base + "[" + strings.Join(titles, ", ") + "]"
	}
	return base + "Of" + strings.Join(titles, "And")
}

// argumentTitle makes a type argument readable, which may be any type.
func argumentTitle(text string, compat bool) string {
	switch {
	case strings.HasPrefix(text, "*"):
		return argumentTitle(text[1:], compat)
	case strings.HasPrefix(text, "[]") && compat:
		return "list[" + argumentTitle(text[2:], compat) + "]"
	case strings.HasPrefix(text, "[]"):
		return "ListOf" + argumentTitle(text[2:], compat)
	case strings.HasPrefix(text, "map[") && compat:
		_, value, _ := strings.Cut(text, "]")
		return "dict[" + argumentTitle(value, compat) + "]"
	case strings.HasPrefix(text, "map["):
		_, value, _ := strings.Cut(text, "]")
		return "MapOf" + argumentTitle(value, compat)
	case text == "interface {}":
		text = "any"
	}
	title := typeTitle(text, compat)
	if compat {
		return title
	}
	return capital(title)
}

// cutArguments splits pkg.Pair[a.A,b.B[c.C]] into pkg.Pair and its arguments.
func cutArguments(name string) (base string, arguments []string) {
	open := strings.IndexByte(name, '[')
	if open < 0 || !strings.HasSuffix(name, "]") {
		return name, nil
	}
	inner := name[open+1 : len(name)-1]
	depth, start := 0, 0
	for i, r := range inner {
		switch {
		case r == '[' || r == '{':
			depth++
		case r == ']' || r == '}':
			depth--
		case r == ',' && depth == 0:
			arguments = append(arguments, inner[start:i])
			start = i + 1
		}
	}
	return name[:open], append(arguments, inner[start:])
}

// capital returns text with its first letter in upper case.
func capital(text string) string {
	for i, r := range text {
		if i == 0 {
			return string(unicode.ToUpper(r)) + text[len(string(r)):]
		}
	}
	return text
}

// spacedTitle is the title that FastAPI gives to a name: item_id is Item Id,
// x-token is X-Token.
func spacedTitle(name string) string {
	inWord := false
	return strings.Map(func(r rune) rune {
		before := inWord
		inWord = unicode.IsLetter(r)
		switch {
		case r == '_':
			return ' '
		case before:
			return unicode.ToLower(r)
		default:
			return unicode.ToUpper(r)
		}
	}, name)
}
