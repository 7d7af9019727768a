package house

import (
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/api.txt at the root instead of comparing with it")

// TestPublicSurface compares every exported name of the public packages with
// testdata/api.txt, so that each change of them is seen in review.
func TestPublicSurface(t *testing.T) {
	t.Parallel()
	var got []string
	for _, m := range publicFolders(t) {
		lines, err := surface(m)
		if err != nil {
			t.Fatalf("surface(%v) = %v", m, err)
		}
		got = append(got, lines...)
	}
	golden := filepath.Join(root, "testdata", "api.txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v; write it with go test ./internal/house -run TestPublicSurface -update", err)
	}
	want := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	for _, line := range missingFrom(got, want) {
		t.Errorf("- %s", line)
	}
	for _, line := range missingFrom(want, got) {
		t.Errorf("+ %s", line)
	}
	if t.Failed() {
		t.Log("the public surface has changed; if that is meant: go test ./internal/house -run TestPublicSurface -update")
	}
}

// missingFrom are the lines of all that list lacks.
func missingFrom(list, all []string) []string {
	have := map[string]bool{}
	for _, line := range list {
		have[line] = true
	}
	return slices.DeleteFunc(slices.Clone(all), func(line string) bool { return have[line] })
}

// A publicModule is a module with the folders of its public packages, relative
// to the module's own.
type publicModule struct {
	folder   string // from the root
	packages []string
}

func publicFolders(t *testing.T) []publicModule {
	t.Helper()
	modules := []publicModule{{folder: "."}}
	for _, f := range sourceFiles(t) {
		pkg := f.folder()
		switch {
		case f.isTest() || inTestdata(f.path) || ignored(f) || f.syntax.Name.Name == "main":
		case f.nested && strings.HasPrefix(pkg, "contrib/"):
			parts := strings.SplitN(pkg, "/", 3)
			modules = addPackage(modules, strings.Join(parts[:2], "/"), pkg)
		case !f.nested && slices.ContainsFunc(
			[]string{".", "docs", "middleware", "binding", "openapi", "signettest", "contrib/..."},
			func(pattern string) bool { return covers(pattern, pkg) }):
			modules = addPackage(modules, ".", pkg)
		}
	}
	return modules
}

func addPackage(modules []publicModule, folder, pkg string) []publicModule {
	i := slices.IndexFunc(modules, func(m publicModule) bool { return m.folder == folder })
	if i < 0 {
		i = len(modules)
		modules = append(modules, publicModule{folder: folder})
	}
	inside, err := filepath.Rel(folder, pkg)
	if err != nil || strings.Contains("/"+inside+"/", "/internal/") {
		return modules
	}
	if name := "./" + inside; !slices.Contains(modules[i].packages, name) {
		modules[i].packages = append(modules[i].packages, name)
	}
	return modules
}

// surface prints the exported names of a module's public packages, in the order
// of their paths.
func surface(m publicModule) ([]string, error) {
	if len(m.packages) == 0 {
		return nil, nil
	}
	exports, paths, err := exportData(m)
	if err != nil {
		return nil, err
	}
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		file, ok := exports[path]
		if !ok {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(file)
	})
	var lines []string
	for _, path := range paths {
		pkg, err := imp.Import(path)
		if err != nil {
			return nil, err
		}
		lines = append(lines, printer{pkg}.lines()...)
	}
	return lines, nil
}

// exportData compiles the packages and returns the files that describe them and
// their dependencies, and the import paths of the packages themselves, sorted.
func exportData(m publicModule) (exports map[string]string, paths []string, err error) {
	args := append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}\t{{.DepOnly}}"}, m.packages...)
	list := exec.Command("go", args...)
	list.Dir = filepath.Join(root, m.folder)
	out, err := list.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return nil, nil, fmt.Errorf("go list: %s", exit.Stderr)
	}
	if err != nil {
		return nil, nil, err
	}
	exports = map[string]string{}
	for line := range strings.Lines(string(out)) {
		parts := strings.Split(strings.TrimSpace(line), "\t")
		exports[parts[0]] = parts[1]
		if parts[2] == "false" {
			paths = append(paths, parts[0])
		}
	}
	slices.Sort(paths)
	return exports, paths, nil
}

// A printer writes the exported names of a package, a line each. Fields and
// methods follow their type.
type printer struct{ pkg *types.Package }

func (p printer) lines() []string {
	scope := p.pkg.Scope()
	var lines []string
	for _, name := range scope.Names() { // sorted
		if !ast.IsExported(name) {
			continue
		}
		obj := scope.Lookup(name)
		if tn, ok := obj.(*types.TypeName); ok {
			lines = append(lines, p.typeLines(tn)...)
			continue
		}
		text := types.ObjectString(obj, p.qualifier)
		if c, ok := obj.(*types.Const); ok {
			text += " = " + c.Val().ExactString()
		}
		lines = append(lines, text)
	}
	for i := range lines {
		lines[i] = p.pkg.Path() + ": " + lines[i]
	}
	return lines
}

// qualifier leaves the package's own name out.
func (p printer) qualifier(other *types.Package) string {
	if other == p.pkg {
		return ""
	}
	return other.Name()
}

// typeLines is the type and what can be reached through it; of an alias, what
// it stands for and the same.
func (p printer) typeLines(tn *types.TypeName) []string {
	t := types.Unalias(tn.Type())
	lines := []string{p.declaration(tn, t)}
	add := func(format string, args ...any) {
		lines = append(lines, fmt.Sprintf("type %s: ", tn.Name())+fmt.Sprintf(format, args...))
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		p.fields(u, map[*types.Struct]bool{}, add)
	case *types.Interface:
		for m := range u.Methods() {
			if m.Exported() {
				add("method %s%s", m.Name(), p.signature(m))
			} else {
				add("sealed by %s", m.Name())
			}
		}
		return lines
	}
	set := types.NewMethodSet(types.NewPointer(t))
	for i := range set.Len() {
		m := set.At(i).Obj().(*types.Func)
		if m.Exported() {
			add("method %s%s%s", receiver(t, m), m.Name(), p.signature(m))
		}
	}
	return lines
}

// declaration shows the kind of a type without the members, which have lines of
// their own.
func (p printer) declaration(tn *types.TypeName, t types.Type) string {
	text := types.ObjectString(tn, p.qualifier)
	for _, kind := range []string{"struct", "interface"} {
		if head, _, ok := strings.Cut(text, " "+kind+"{"); ok && !tn.IsAlias() {
			return head + " " + kind
		}
	}
	if tn.IsAlias() {
		if _, members := t.Underlying().(*types.Struct); !members {
			return text + " // " + types.TypeString(t.Underlying(), p.qualifier)
		}
	}
	return text
}

// fields are the exported ones, those of embedded unexported structs included.
func (p printer) fields(s *types.Struct, seen map[*types.Struct]bool, add func(string, ...any)) {
	if seen[s] {
		return
	}
	seen[s] = true
	for i := range s.NumFields() {
		f := s.Field(i)
		embedded, _ := f.Type().Underlying().(*types.Struct)
		if pointer, ok := f.Type().Underlying().(*types.Pointer); ok {
			embedded, _ = pointer.Elem().Underlying().(*types.Struct)
		}
		switch {
		case f.Exported():
			add("field %s %s", f.Name(), types.TypeString(f.Type(), p.qualifier))
		case f.Embedded() && embedded != nil:
			p.fields(embedded, seen, add)
		}
	}
}

func (p printer) signature(m *types.Func) string {
	return strings.TrimPrefix(types.TypeString(m.Signature(), p.qualifier), "func")
}

// receiver says whether the method needs a pointer.
func receiver(t types.Type, m *types.Func) string {
	if types.NewMethodSet(t).Lookup(m.Pkg(), m.Name()) == nil {
		return "(*) "
	}
	return ""
}
