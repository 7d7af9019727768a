package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const (
	module = "github.com/signet-go/signet"
	root   = "../.."
)

// A sourceFile is a Go file of the repository, parsed with its comments.
type sourceFile struct {
	path   string // relative to the root, with slashes
	nested bool   // in a module of its own
	set    *token.FileSet
	syntax *ast.File
	lines  int
}

func (f sourceFile) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

// folder is the package's path in the module: "." for the root.
func (f sourceFile) folder() string { return path.Dir(f.path) }

func (f sourceFile) line(n ast.Node) int { return f.set.Position(n.Pos()).Line }

// source is every Go file of the repository, of nested modules too.
var source = sync.OnceValues(func() ([]sourceFile, error) {
	var files []sourceFile
	err := walk(func(name string, nested bool) error {
		if path.Ext(name) != ".go" {
			return nil
		}
		set := token.NewFileSet()
		syntax, err := parser.ParseFile(set, filepath.Join(root, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, sourceFile{name, nested, set, syntax, set.File(syntax.FileStart).LineCount()})
		return nil
	})
	return files, err
})

func sourceFiles(t *testing.T) []sourceFile {
	t.Helper()
	files, err := source()
	if err != nil {
		t.Fatalf("reading the repository: %v", err)
	}
	return files
}

// walk visits the repository's files by their path from the root. Of the
// folders that begin with a dot, only .ci is part of it.
func walk(visit func(name string, nested bool) error) error {
	var modules []string // folders of nested modules
	return filepath.WalkDir(root, func(full string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, full)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		base := path.Base(name)
		if entry.IsDir() {
			hidden := strings.HasPrefix(base, ".") && name != "." && base != ".ci"
			if hidden || base == "node_modules" {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(full, "go.mod")); err == nil && name != "." {
				modules = append(modules, name+"/")
			}
			return nil
		}
		nested := slices.ContainsFunc(modules, func(m string) bool { return strings.HasPrefix(name, m) })
		return visit(name, nested)
	})
}

// policyLines are the lines of a file in testdata, without comments, cut into
// words.
func policyLines(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatalf("reading the policy: %v", err)
	}
	var lines [][]string
	for line := range strings.Lines(string(data)) {
		words := strings.Fields(line)
		if len(words) > 0 && !strings.HasPrefix(words[0], "#") {
			lines = append(lines, words)
		}
	}
	return lines
}

// covers reports whether the pattern names p; "x/..." names x and all below it.
func covers(pattern, p string) bool {
	prefix, tree := strings.CutSuffix(pattern, "/...")
	return p == prefix || tree && strings.HasPrefix(p, prefix+"/")
}
