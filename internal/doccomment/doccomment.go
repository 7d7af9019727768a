// Package doccomment reads the comments of Go source: of functions, types and
// fields, as Markdown for the document.
package doccomment

import (
	"errors"
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"runtime/debug"
	"strings"
)

// Comments are what the source says. They do not change.
type Comments struct {
	packages map[string]*source // by folder, "." for the root
	program  string             // import path of the program, or of the package under test
}

// source is one package.
type source struct {
	name  string
	texts map[string]string // of List, Item, Item.Name, Store.List
}

var errNoGo = errors.New(`it holds no Go files; embed those with the handlers and models: //go:embed *.go`)

// Read parses every .go file but tests. An error is a file that is no Go, or a
// tree without any.
func Read(files fs.FS) (*Comments, error) {
	c := &Comments{packages: map[string]*source{}, program: program()}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		c.add(path.Dir(name), f)
		return nil
	})
	if err == nil && len(c.packages) == 0 {
		err = errNoGo
	}
	if err != nil {
		return nil, fmt.Errorf("read the source: %w", err)
	}
	return c, nil
}

// program is "" where the build says nothing.
func program() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return strings.TrimSuffix(info.Path, ".test")
}

func (c *Comments) add(folder string, f *ast.File) {
	s := c.packages[folder]
	if s == nil {
		s = &source{name: f.Name.Name, texts: map[string]string{}}
		c.packages[folder] = s
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			s.set(receiver(d)+d.Name.Name, d.Doc)
		case *ast.GenDecl:
			s.addTypes(d)
		}
	}
}

// receiver is the type of a method and a dot; empty for a function.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	t := d.Recv.List[0].Type
	for {
		switch e := t.(type) {
		case *ast.StarExpr:
			t = e.X
		case *ast.IndexExpr:
			t = e.X
		case *ast.IndexListExpr:
			t = e.X
		case *ast.Ident:
			return e.Name + "."
		default:
			return ""
		}
	}
}

func (s *source) addTypes(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		t, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		doc := t.Doc
		if doc == nil && !d.Lparen.IsValid() {
			doc = d.Doc
		}
		s.set(t.Name.Name, doc)
		if fields, ok := t.Type.(*ast.StructType); ok {
			s.addFields(t.Name.Name, fields)
		}
	}
}

// addFields takes the comment above a field, or else the one behind it.
func (s *source) addFields(owner string, t *ast.StructType) {
	for _, f := range t.Fields.List {
		doc := f.Doc
		if doc == nil {
			doc = f.Comment
		}
		for _, name := range f.Names {
			s.set(owner+"."+name.Name, doc)
		}
	}
}

func (s *source) set(name string, doc *ast.CommentGroup) {
	if text := strings.TrimSpace(doc.Text()); text != "" {
		s.texts[name] = text
	}
}

// Text is the comment of a declaration in the package that reflect and the
// runtime call importPath, whose last element or name is pkg: List, Item,
// Item.Name, Store.List. It is empty if there is none, or if two folders fit.
//
// An embedded tree does not know its import path. A folder fits if it has the
// package's name and the import path ends in it; the root fits any path. Of
// those, the longest counts; package main, whose import path is "main", has to
// be the only one.
func (c *Comments) Text(importPath, declaration string) string {
	if s := c.find(importPath); s != nil {
		return s.texts[declaration]
	}
	return ""
}

// Type is the comment of a type or of its field, as Markdown; see Text.
func (c *Comments) Type(importPath, declaration string) string {
	return Markdown(c.Text(importPath, declaration))
}

// Function is the comment of a function or a method; see Text and Split.
func (c *Comments) Function(importPath, declaration string) (summary, description string) {
	return Split(c.Text(importPath, declaration), declaration[strings.LastIndexByte(declaration, '.')+1:])
}

func (c *Comments) find(importPath string) *source {
	var best *source
	longest, tied := -1, false
	for folder, s := range c.packages {
		fit := c.fit(importPath, folder, s.name)
		switch {
		case fit < 0 || fit < longest:
		case fit == longest:
			tied = true
		default:
			best, longest, tied = s, fit, false
		}
	}
	if tied {
		return nil
	}
	return best
}

// fit is how many bytes of the folder the import path ends in; -1 for a folder
// that is of another package.
func (c *Comments) fit(importPath, folder, name string) int {
	if name == "main" {
		return c.fitProgram(importPath, folder)
	}
	if folder != "." {
		return fitFolder(importPath, folder)
	}
	if last := path.Base(importPath); last == name || strings.HasPrefix(last, "v") && path.Base(path.Dir(importPath)) == name {
		return 0
	}
	return -1
}

// fitProgram is fit for a folder with a program. A program's package is called
// main, but in its tests.
func (c *Comments) fitProgram(importPath, folder string) int {
	if importPath != "main" && importPath != c.program {
		return -1
	}
	if n := fitFolder(c.program, folder); n > 0 {
		return n
	}
	if importPath == "main" || folder == "." {
		return 0 // the build may name no path
	}
	return -1
}

func fitFolder(importPath, folder string) int {
	if importPath == folder || strings.HasSuffix(importPath, "/"+folder) {
		return len(folder)
	}
	return -1
}

// Markdown is a Go doc comment in Markdown.
func Markdown(text string) string {
	var p comment.Parser
	printer := comment.Printer{HeadingLevel: 3, HeadingID: func(*comment.Heading) string { return "" }}
	return strings.TrimSpace(string(printer.Markdown(p.Parse(text))))
}

// Split makes a summary of the first sentence and Markdown of the rest. The
// summary begins after the declaration's own name, and has no full stop:
// "listItems returns all items." is "Returns all items".
func Split(text, name string) (summary, description string) {
	var p comment.Parser
	first, _, _ := strings.Cut(text, "\n\n")
	sentence, rest := cutSentence(strings.Join(strings.Fields(first), " "))
	description = rest
	if _, more, ok := strings.Cut(text, "\n\n"); ok {
		description = strings.TrimSpace(rest + "\n\n" + more)
	}
	plain := string((&comment.Printer{TextWidth: -1}).Text(p.Parse(sentence)))
	summary = strings.TrimSuffix(strings.TrimSpace(plain), ".")
	if after, ok := strings.CutPrefix(summary, name+" "); ok && after != "" {
		summary = strings.ToUpper(after[:1]) + after[1:]
	}
	return summary, Markdown(description)
}

// cutSentence cuts after the first full stop that a space follows.
func cutSentence(text string) (sentence, rest string) {
	if i := strings.Index(text, ". "); i >= 0 {
		return text[:i+1], text[i+2:]
	}
	return text, ""
}
