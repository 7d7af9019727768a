package house

import (
	"bytes"
	"fmt"
	"go/ast"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	longestFile = 500 // lines
	longestFunc = 60  // lines
)

// An allowance is a line of testdata/allowed.txt.
type allowance struct {
	kind, subject string
	reason        string
}

// allowances are those of one kind by subject.
func allowances(t *testing.T, kind string) map[string]allowance {
	t.Helper()
	list := map[string]allowance{}
	for _, words := range policyLines(t, "allowed.txt") {
		if words[0] != kind {
			continue
		}
		if len(words) < 3 {
			t.Fatalf("allowed.txt: %s: a reason is missing", strings.Join(words, " "))
		}
		list[words[1]] = allowance{kind, words[1], strings.Join(words[2:], " ")}
	}
	return list
}

// compare reports what is found without an allowance, and allowances without
// anything found. Each finding is the subject, with what there is to say.
func compare(t *testing.T, kind string, found map[string]string) {
	t.Helper()
	allowed := allowances(t, kind)
	for subject, what := range found {
		if _, ok := allowed[subject]; !ok {
			t.Errorf("%s: %s; or a line %q with a reason in allowed.txt", subject, what, kind+" "+subject)
		}
	}
	for subject := range allowed {
		if _, ok := found[subject]; !ok {
			t.Errorf("allowed.txt: %s %s: nothing needs this line any more", kind, subject)
		}
	}
}

func TestRootNames(t *testing.T) {
	t.Parallel()
	var names []string
	for _, words := range policyLines(t, "allowed.txt") {
		if words[0] == "root" {
			names = append(names, words[1:]...)
		}
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasPrefix(name, ".") && !slices.Contains(names, name) {
			t.Errorf("%s: a new name at the root; put it into a folder, or a line %q into allowed.txt", name, "root "+name)
		}
	}
}

func TestNothingLeftForLater(t *testing.T) {
	t.Parallel()
	unfinished := regexp.MustCompile(`\b(` + strings.Join([]string{"TO" + "DO", "FIX" + "ME", "XX" + "X"}, "|") + `)\b`)
	texts := []string{".go", ".md", ".txt", ".mjs", ".py", ".yaml", ".yml", ".html", ".css", ".js", ".mod", ".work", ""}
	found := map[string]string{}
	err := walk(func(name string, _ bool) error {
		if !slices.Contains(texts, path.Ext(name)) || strings.Contains(name, "testdata/fuzz/") {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(root, name))
		for i, line := range bytes.Split(data, []byte("\n")) {
			if word := unfinished.Find(line); word != nil {
				found[name] = fmt.Sprintf("line %d says %s; do it now", i+1, word)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "word", found)
}

func TestLengths(t *testing.T) {
	t.Parallel()
	found := map[string]string{}
	for _, f := range sourceFiles(t) {
		if inTestdata(f.path) || ast.IsGenerated(f.syntax) {
			continue
		}
		if f.lines > longestFile {
			found[f.path] = fmt.Sprintf("%d lines; a file holds one noun, in at most %d", f.lines, longestFile)
		}
		for _, decl := range f.syntax.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || f.isTest() { // the rows of a test's table are no story
				continue
			}
			lines := f.set.Position(fn.End()).Line - f.line(fn) + 1
			if lines > longestFunc {
				found[f.path+":"+funcName(fn)] = fmt.Sprintf("%d lines; a function tells one level of the story, in at most %d", lines, longestFunc)
			}
		}
	}
	compare(t, "long", found)
}

// funcName is Type.Name for a method.
func funcName(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return fn.Name.Name
	}
	recv := fn.Recv.List[0].Type
	for {
		switch x := recv.(type) {
		case *ast.StarExpr:
			recv = x.X
		case *ast.IndexExpr:
			recv = x.X
		case *ast.IndexListExpr:
			recv = x.X
		case *ast.Ident:
			return x.Name + "." + fn.Name.Name
		default:
			return fn.Name.Name
		}
	}
}

func TestNoInit(t *testing.T) {
	t.Parallel()
	found := map[string]string{}
	for _, f := range sourceFiles(t) {
		for _, decl := range f.syntax.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" && !f.isTest() {
				found[f.path] = fmt.Sprintf("line %d: a func init; importing a package does nothing here", f.line(fn))
			}
		}
	}
	compare(t, "init", found)
}

// TestExamplesShowSignettest: who reads the tests of an example learns how to
// test an app.
func TestExamplesShowSignettest(t *testing.T) {
	t.Parallel()
	const replay = module + "/examples/tutorial/internal/exchange" // replays requests through signettest
	tested := map[string]bool{}
	for _, f := range sourceFiles(t) {
		folder := f.folder()
		if !strings.HasPrefix(folder, "examples/") || strings.Contains(folder, "/internal/") {
			continue
		}
		shown := f.isTest() && slices.ContainsFunc(f.syntax.Imports, func(i *ast.ImportSpec) bool {
			return i.Path.Value == strconv.Quote(module+"/signettest") || i.Path.Value == strconv.Quote(replay)
		})
		tested[folder] = tested[folder] || shown
	}
	found := map[string]string{}
	for folder, shown := range tested {
		if !shown {
			found[folder] = "no test uses signettest; an example has tests that show how"
		}
	}
	compare(t, "plain", found)
}
