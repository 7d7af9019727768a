package house

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// TestNounsAreShown: whoever looks a name up finds a piece of a program that
// uses it, with what comes of it. A name is shown by an Example of its own
// package that has an Output and says the name, in its code or in its title.
func TestNounsAreShown(t *testing.T) {
	t.Parallel()
	found := map[string]string{}
	for _, pkg := range []string{".", "signettest", "middleware", "middleware/compress", "docs", "contrib/redoc"} {
		files := slices.DeleteFunc(slices.Clone(sourceFiles(t)), func(f sourceFile) bool { return f.folder() != pkg || ignored(f) })
		for _, noun := range unshown(files) {
			found[noun] = "no Example shows it; write one with an Output"
		}
	}
	compare(t, "unshown", found)
}

// unshown are the exported names of a package's files that none of its Examples
// shows, as package.Name.
func unshown(files []sourceFile) []string {
	shown := map[string]bool{}
	var nouns []string
	for _, f := range files {
		if !f.isTest() {
			nouns = append(nouns, exported(f.syntax)...)
			continue
		}
		for _, example := range doc.Examples(f.syntax) {
			if example.Output != "" || example.EmptyOutput {
				shows(strings.TrimSuffix(f.syntax.Name.Name, "_test"), example, shown)
			}
		}
	}
	return slices.DeleteFunc(nouns, func(noun string) bool { return shown[noun] })
}

// shows adds what an Example of a package says: pkg.Name in the code that its
// documentation prints, and the name before the first "_" of its title.
func shows(pkg string, example *doc.Example, shown map[string]bool) {
	title, _, _ := strings.Cut(example.Name, "_")
	shown[pkg+"."+title] = true
	ast.Inspect(example.Code, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				shown[x.Name+"."+s.Sel.Name] = true
			}
		}
		return true
	})
}

// exported are the names that a file declares for other packages, without
// methods, as package.Name.
func exported(file *ast.File) []string {
	var names []string
	add := func(name *ast.Ident) {
		if name.IsExported() {
			names = append(names, file.Name.Name+"."+name.Name)
		}
	}
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				add(d.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					add(s.Name)
				case *ast.ValueSpec:
					for _, name := range s.Names {
						add(name)
					}
				}
			}
		}
	}
	return names
}

func TestUnshown(t *testing.T) {
	t.Parallel()
	file := func(name, text string) sourceFile {
		set := token.NewFileSet()
		syntax, err := parser.ParseFile(set, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		return sourceFile{path: name, set: set, syntax: syntax}
	}
	code := file("shop.go", `package shop
type Item struct{}
func (Item) Price() int { return 0 }
type inner struct{}
var ErrSold, errLost error
const First, Last = 1, 2
func Open() {}
func Close() {}
func Silent() {}`)
	examples := file("example_test.go", `package shop_test
func ExampleItem_Price() {
	shop.Open(shop.First)
	// Output: 1
}
func ExampleClose() {
	// Output:
}
func ExampleSilent() { shop.Last() } // compiled, never run
func TestSold() { shop.ErrSold() }`)
	want := []string{"shop.ErrSold", "shop.Last", "shop.Silent"}
	if got := unshown([]sourceFile{code, examples}); !slices.Equal(got, want) {
		t.Errorf("unshown(…) = %q; want %q", got, want)
	}
}
