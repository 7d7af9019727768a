package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"testing"
)

// TestNoState looks at the library: programs and tests may keep what they like.
func TestNoState(t *testing.T) {
	t.Parallel()
	packages := map[string][]sourceFile{}
	for _, f := range sourceFiles(t) {
		if !f.isTest() && !inTestdata(f.path) && f.syntax.Name.Name != "main" {
			packages[f.folder()] = append(packages[f.folder()], f)
		}
	}
	found := map[string]string{}
	for _, files := range packages {
		maps.Copy(found, state(files))
	}
	compare(t, "state", found)
}

// state finds the variables at package level that can change after the package
// is initialised, as far as its syntax shows: what a function assigns to,
// takes the address of, clears or deletes from; exported maps and slices;
// locks, pools and atomics. Tables that are only read are none.
func state(files []sourceFile) map[string]string {
	written := map[string]bool{}
	for _, f := range files {
		for _, decl := range f.syntax.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
				maps.Copy(written, writes(fn))
			}
		}
	}
	found := map[string]string{}
	for _, f := range files {
		for _, decl := range f.syntax.Decls {
			vars, ok := decl.(*ast.GenDecl)
			if !ok || vars.Tok != token.VAR {
				continue
			}
			for _, spec := range vars.Specs {
				for name, why := range changing(spec.(*ast.ValueSpec), written) {
					found[f.path+":"+name] = why + "; keep it in a value"
				}
			}
		}
	}
	return found
}

// changing says of a declaration's variables why they are state.
func changing(spec *ast.ValueSpec, written map[string]bool) map[string]string {
	found := map[string]string{}
	for i, name := range spec.Names {
		kind := spec.Type
		if i < len(spec.Values) {
			if literal, ok := spec.Values[i].(*ast.CompositeLit); ok {
				kind = literal.Type
			}
		}
		switch {
		case name.Name == "_":
		case written[name.Name]:
			found[name.Name] = "a variable at package level that a function changes"
		case synchronized(kind):
			found[name.Name] = "a lock, pool or atomic at package level"
		case name.IsExported() && growable(kind):
			found[name.Name] = "an exported map or slice, which anybody can change"
		}
	}
	return found
}

func synchronized(kind ast.Expr) bool {
	if generic, ok := kind.(*ast.IndexExpr); ok { // atomic.Pointer[T]
		kind = generic.X
	}
	s, ok := kind.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := s.X.(*ast.Ident)
	return ok && (pkg.Name == "sync" || pkg.Name == "atomic")
}

func growable(kind ast.Expr) bool {
	if array, ok := kind.(*ast.ArrayType); ok {
		return array.Len == nil
	}
	_, ok := kind.(*ast.MapType)
	return ok
}

// writes names what fn writes to and does not declare itself.
func writes(fn *ast.FuncDecl) map[string]bool {
	written := map[string]bool{}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.AssignStmt:
			for _, target := range x.Lhs {
				written[rootName(target)] = x.Tok != token.DEFINE || written[rootName(target)]
			}
		case *ast.IncDecStmt:
			written[rootName(x.X)] = true
		case *ast.UnaryExpr:
			if x.Op == token.AND {
				written[rootName(x.X)] = true
			}
		case *ast.CallExpr:
			if builtin, ok := x.Fun.(*ast.Ident); ok && (builtin.Name == "clear" || builtin.Name == "delete") {
				written[rootName(x.Args[0])] = true
			}
		}
		return true
	})
	for name := range declared(fn) {
		delete(written, name)
	}
	return written
}

// rootName is the variable under x.f[i].g; empty if it is none.
func rootName(target ast.Expr) string {
	for {
		switch x := target.(type) {
		case *ast.Ident:
			return x.Name
		case *ast.SelectorExpr:
			target = x.X
		case *ast.IndexExpr:
			target = x.X
		case *ast.StarExpr:
			target = x.X
		case *ast.ParenExpr:
			target = x.X
		default:
			return ""
		}
	}
}

// declared names everything that fn declares anywhere; a package variable of
// the same name is hidden there.
func declared(fn *ast.FuncDecl) map[string]bool {
	names := map[string]bool{}
	add := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			if name, ok := e.(*ast.Ident); ok {
				names[name.Name] = true
			}
		}
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.Field:
			for _, name := range x.Names {
				names[name.Name] = true
			}
		case *ast.ValueSpec:
			for _, name := range x.Names {
				names[name.Name] = true
			}
		case *ast.AssignStmt:
			if x.Tok == token.DEFINE {
				add(x.Lhs...)
			}
		case *ast.RangeStmt:
			if x.Tok == token.DEFINE {
				add(x.Key, x.Value)
			}
		}
		return true
	})
	return names
}

func TestState(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, code string
		want       []string
	}{
		{"table that is read", `var t = map[string]int{"a": 1}; func f() int { return t["a"] }`, nil},
		{"error value", `var errNone = errors.New("none")`, nil},
		{"memo of a function", `var once = sync.OnceValue(f)`, nil},
		{"map that is written", `var t = map[string]int{}; func f() { t["a"] = 1 }`, []string{"t"}},
		{"map that is emptied", `var t = map[string]int{}; func f() { delete(t, "a") }`, []string{"t"}},
		{"counter", `var n int; func f() { n++ }`, []string{"n"}},
		{"address taken", `var n int; func f() *int { return &n }`, []string{"n"}},
		{"field of it", `var c struct{ n []int }; func f() { c.n[0] = 1 }`, []string{"c"}},
		{"another variable of that name", `var n int; func f() { n := 1; n++ }`, nil},
		{"argument of that name", `var n int; func f(n int) { n = 2 }`, nil},
		{"lock", `var mu sync.Mutex`, []string{"mu"}},
		{"pool", `var p = sync.Pool{}`, []string{"p"}},
		{"atomic", `var p atomic.Pointer[int]`, []string{"p"}},
		{"exported table", `var T = []int{1}`, []string{"T"}},
		{"exported array", `var T = [...]int{1}`, nil},
		{"check of an interface", `var _ error = (*int)(nil)`, nil},
	}
	for _, tt := range tests {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, "a.go", "package a; "+tt.code, parser.SkipObjectResolution)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		var got []string
		for name := range state([]sourceFile{{path: "a.go", set: set, syntax: file}}) {
			got = append(got, name[len("a.go:"):])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: state(%q) = %v; want %v", tt.name, tt.code, got, tt.want)
		}
	}
}
