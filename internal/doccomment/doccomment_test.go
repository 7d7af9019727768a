package doccomment

import (
	"testing"
	"testing/fstest"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestText(t *testing.T) {
	t.Parallel()
	c, err := Read(fstest.MapFS{
		"shop.go":          file("package shop\n\n// List is all.\nfunc List() {}\n\n// Item is one.\ntype Item struct {\n\t// Name is said.\n\tName string\n\tA, B int // both\n}\n"),
		"admin/admin.go":   file("package admin\n\ntype (\n\t// Store holds.\n\tStore[T any] struct{}\n)\n\n// List is a method.\nfunc (s *Store[T]) List() {}\n"),
		"cmd/a/main.go":    file("package main\n\n// Run is of a.\nfunc Run() {}\n"),
		"cmd/b/main.go":    file("package main\n\n// Run is of b.\nfunc Run() {}\n"),
		"shop_test.go":     file("package shop\n\n// Item is wrong.\nvar x = \n"),
		"admin/notes.txt":  file("no Go"),
		"other/admin/a.go": file("package admin\n\n// Other is deeper.\nfunc Other() {}\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ importPath, name, want string }{
		{"example.com/shop", "List", "List is all."},
		{"example.com/shop/v2", "Item", "Item is one."},
		{"example.com/shop", "Item.Name", "Name is said."},
		{"example.com/shop", "Item.B", "both"},
		{"example.com/shop", "Nobody", ""},
		{"example.com/else", "List", ""},
		{"example.com/shop/admin", "Store", "Store holds."},
		{"example.com/shop/admin", "Store.List", "List is a method."},
		{"example.com/shop/other/admin", "Other", "Other is deeper."},
		{"main", "Run", ""}, // two of them
	}
	for _, tt := range tests {
		if got := c.Text(tt.importPath, tt.name); got != tt.want {
			t.Errorf("Text(%q, %q) = %q; want %q", tt.importPath, tt.name, got, tt.want)
		}
	}
}

// The package main of a program under test has its import path.
func TestTextOfProgram(t *testing.T) {
	t.Parallel()
	c, err := Read(fstest.MapFS{
		"main.go":       file("package main\n\n// Run is of the root.\nfunc Run() {}\n"),
		"cmd/a/main.go": file("package main\n\n// Run is of a.\nfunc Run() {}\n"),
		"lib/lib.go":    file("package lib\n\n// Run is of lib.\nfunc Run() {}\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ program, importPath, want string }{
		{"example.com/shop", "example.com/shop/lib", "Run is of lib."},
		{"example.com/shop", "example.com/else", ""},
		{"example.com/shop", "example.com/shop", "Run is of the root."},
		{"", "example.com/shop", ""},
		{"example.com/shop/cmd/a", "example.com/shop/cmd/a", "Run is of a."},
		{"example.com/shop/cmd/a", "main", "Run is of a."},
		{"command-line-arguments", "main", ""}, // two of them
	}
	for _, tt := range tests {
		c.program = tt.program
		if got := c.Text(tt.importPath, "Run"); got != tt.want {
			t.Errorf("program %q: Text(%q) = %q; want %q", tt.program, tt.importPath, got, tt.want)
		}
	}
	if got := program(); got != "github.com/signet-go/signet/internal/doccomment" {
		t.Errorf("program() = %q; want this package", got)
	}
}

func TestReadMistakes(t *testing.T) {
	t.Parallel()
	for name, files := range map[string]fstest.MapFS{
		"empty":      {},
		"no Go":      {"a.txt": file("a")},
		"tests only": {"a_test.go": file("package a")},
		"no syntax":  {"a.go": file("package")},
	} {
		if c, err := Read(files); err == nil {
			t.Errorf("%s: Read = %v; want an error", name, c)
		}
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, summary, description string }{
		{"list returns all items.", "Returns all items", ""},
		{"List them. By name,\nif they have one.", "List them", "By name, if they have one."},
		{"list returns\nall.\n\nSee:\n  - one\n  - two", "Returns all", "See:\n\n  - one\n  - two"},
		{"list", "list", ""},
		{"lists all", "lists all", ""},
		{"Version 1.2 of it", "Version 1.2 of it", ""},
	}
	for _, tt := range tests {
		summary, description := Split(tt.text, "list")
		if summary != tt.summary || description != tt.description {
			t.Errorf("Split(%q) = %q, %q; want %q, %q", tt.text, summary, description, tt.summary, tt.description)
		}
	}
}
