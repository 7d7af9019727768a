package house

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A policy is testdata/levels.txt as read.
type policy struct {
	levels    []level
	from      map[string]int      // package: lowest level of its importers
	only      map[string][]string // import pattern: packages
	elsewhere map[string][]string // import: names free for all
	never     map[string]string   // import: reason
}

type level struct {
	pattern string
	number  int
}

func readPolicy(t *testing.T) policy {
	t.Helper()
	p := policy{nil, map[string]int{}, map[string][]string{}, map[string][]string{}, map[string]string{}}
	for _, words := range policyLines(t, "levels.txt") {
		if err := p.read(words); err != nil {
			t.Fatalf("levels.txt: %s: %v", strings.Join(words, " "), err)
		}
	}
	return p
}

func (p *policy) read(words []string) error {
	if len(words) < 3 {
		return fmt.Errorf("a line has at least three words")
	}
	subject := strings.TrimSuffix(words[1], ":")
	switch words[0] {
	case "level":
		n, err := strconv.Atoi(words[1])
		for _, pattern := range words[2:] {
			p.levels = append(p.levels, level{pattern, n})
		}
		return err
	case "from":
		n, err := strconv.Atoi(words[1])
		p.from[words[2]] = n
		return err
	case "only":
		p.only[subject] = words[3:]
	case "elsewhere":
		p.elsewhere[subject] = words[2:]
	case "never":
		p.never[subject] = strings.Join(words[2:], " ")
	default:
		return fmt.Errorf("begins with none of level, from, only, elsewhere, never")
	}
	return nil
}

// level is that of a package; ok is false if no line names it.
func (p policy) level(pkg string) (n int, ok bool) {
	i := slices.IndexFunc(p.levels, func(l level) bool { return covers(l.pattern, pkg) })
	if i < 0 {
		return 0, false
	}
	return p.levels[i].number, true
}

// inner reports why pkg may not import target, a package of this module.
func (p policy) inner(pkg, target string) string {
	above, _ := p.level(pkg)
	below, _ := p.level(target)
	if above <= below {
		return fmt.Sprintf("level %d imports level %d; imports go strictly downward", above, below)
	}
	if least, sealed := p.from[target]; sealed && above < least {
		return fmt.Sprintf("%s is imported from level %d upward only", target, least)
	}
	return ""
}

// outer reports why pkg may not import target from outside the module; names
// are what it uses of it.
func (p policy) outer(pkg, target string, names []string) string {
	if reason, banned := p.never[target]; banned {
		return "nobody imports it: " + reason
	}
	for pattern, rooms := range p.only {
		if !covers(pattern, target) {
			continue
		}
		if slices.Contains(rooms, pkg) {
			return ""
		}
		free := p.elsewhere[target]
		i := slices.IndexFunc(names, func(name string) bool { return !slices.Contains(free, name) })
		if i < 0 && len(free) > 0 {
			return ""
		}
		return fmt.Sprintf("only %s may%s", strings.Join(rooms, ", "), beyond(free))
	}
	if first, _, _ := strings.Cut(target, "/"); strings.Contains(first, ".") {
		return `a third-party import needs a line "only" and a reason`
	}
	return ""
}

func beyond(free []string) string {
	if len(free) == 0 {
		return ""
	}
	return fmt.Sprintf(", beyond %s", strings.Join(free, ", "))
}

func TestImports(t *testing.T) {
	t.Parallel()
	p := readPolicy(t)
	for _, f := range sourceFiles(t) {
		if f.nested || inTestdata(f.path) || ignored(f) {
			continue
		}
		pkg := f.folder()
		if _, ok := p.level(pkg); !ok {
			t.Errorf("%s: levels.txt names no level for the package %s", f.path, pkg)
			continue
		}
		for _, spec := range f.syntax.Imports {
			target, _ := strconv.Unquote(spec.Path.Value)
			if problem := p.problem(f, pkg, target, spec); problem != "" {
				t.Errorf("%s:%d: imports %s: %s", f.path, f.line(spec), target, problem)
			}
		}
	}
}

func (p policy) problem(f sourceFile, pkg, target string, spec *ast.ImportSpec) string {
	inner, ours := strings.CutPrefix(target, module+"/")
	if target == module {
		inner, ours = ".", true
	}
	switch {
	case ours && f.isTest(), f.isTest() && (target == "reflect" || target == "unsafe"):
		return ""
	case ours:
		return p.inner(pkg, inner)
	}
	return p.outer(pkg, target, usedNames(f.syntax, spec, target))
}

// usedNames are the names that a file selects from an import.
func usedNames(file *ast.File, spec *ast.ImportSpec, target string) []string {
	local := path.Base(target)
	if spec.Name != nil {
		local = spec.Name.Name
	}
	var names []string
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == local {
				names = append(names, s.Sel.Name)
			}
		}
		return true
	})
	return names
}

func inTestdata(name string) bool { return slices.Contains(strings.Split(name, "/"), "testdata") }

// ignored reports whether the file is a program beside a package, run by go
// generate.
func ignored(f sourceFile) bool {
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			if c.Pos() < f.syntax.Package && c.Text == "//go:build ignore" {
				return true
			}
		}
	}
	return false
}

// TestPolicy holds the test itself: each row is a rule that must bite.
func TestPolicy(t *testing.T) {
	t.Parallel()
	p := readPolicy(t)
	tests := []struct {
		name, pkg, target string
		names             []string
		allowed           bool
	}{
		{"downward", "internal/operation", module + "/internal/depend", nil, true},
		{"upward", "internal/depend", module + "/internal/operation", nil, false},
		{"sideways", "binding", module + "/openapi", nil, false},
		{"sideways, other way", "openapi", module + "/binding", nil, false},
		{"the front door from inside", "internal/table", module, nil, false},
		{"the front door from examples", "examples/shop", module, nil, true},
		{"middleware from inside", ".", module + "/middleware", nil, false},
		{"middleware from examples", "examples/shop", module + "/middleware", nil, true},
		{"httprouter in its room", "internal/route", "github.com/julienschmidt/httprouter", nil, true},
		{"httprouter elsewhere", "internal/table", "github.com/julienschmidt/httprouter", nil, false},
		{"validator in its room", "internal/constraint", "github.com/go-playground/validator/v10", nil, true},
		{"unknown module", "internal/table", "github.com/acme/router", nil, false},
		{"html/template", "docs", "html/template", nil, false},
		{"reflect in its room", "internal/model", "reflect", []string{"ValueOf"}, true},
		{"types as keys", "internal/layer", "reflect", []string{"Type", "TypeFor"}, true},
		{"values outside the rooms", "internal/layer", "reflect", []string{"Type", "ValueOf"}, false},
		{"unsafe outside the rooms", "internal/layer", "unsafe", []string{"Pointer"}, false},
		{"standard library", "internal/layer", "net/http", nil, true},
	}
	for _, tt := range tests {
		var problem string
		if inner, ours := strings.CutPrefix(tt.target+"/", module+"/"); ours {
			problem = p.inner(tt.pkg, path.Clean(inner))
		} else {
			problem = p.outer(tt.pkg, tt.target, tt.names)
		}
		if (problem == "") != tt.allowed {
			t.Errorf("%s: %s imports %s: %q; want allowed: %v", tt.name, tt.pkg, tt.target, problem, tt.allowed)
		}
	}
}
