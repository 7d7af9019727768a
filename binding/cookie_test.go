package binding

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

type crumbs struct {
	Session string            `cookie:"session,sid"`
	Theme   vocab.Opt[string] `cookie:"theme"`
	Seen    []int             `cookie:"seen"`
	Size    int               `cookie:"size" default:"5"`
}

func TestCookies(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		lines []string
		want  crumbs
		errs  string
	}{
		{"missing", nil, crumbs{}, "[cookie session] missing <nil>"},
		{"one", []string{"session=a"}, crumbs{Session: "a", Size: 5}, ""},
		{"several in a line", []string{"x=1; session=a; theme=dark"}, crumbs{Session: "a", Theme: vocab.Some("dark"), Size: 5}, ""},
		{"several lines", []string{"session=a", "theme=dark"}, crumbs{Session: "a", Theme: vocab.Some("dark"), Size: 5}, ""},
		{"the last wins", []string{"session=a; session=b", "session=c"}, crumbs{Session: "c", Size: 5}, ""},
		{"quotes are taken off", []string{`session="a b"`}, crumbs{Session: "a b", Size: 5}, ""},
		{"a lone quote stays", []string{`session="`}, crumbs{Session: `"`, Size: 5}, ""},
		{"an equals sign in a value", []string{"session=a=b=="}, crumbs{Session: "a=b==", Size: 5}, ""},
		{"no escapes", []string{"session=a%20b+c"}, crumbs{Session: "a%20b+c", Size: 5}, ""},
		{"bare name", []string{"session"}, crumbs{Size: 5}, ""},
		{"blanks and empty parts", []string{"; ;\tsession = a ;"}, crumbs{Session: " a", Size: 5}, ""},
		{"unescaped JSON", []string{`session={"a":1}`}, crumbs{Session: `{"a":1}`, Size: 5}, ""},
		{"second name", []string{"sid=a"}, crumbs{Session: "a", Size: 5}, ""},
		{"slice", []string{"seen=1; session=a; seen=2"}, crumbs{Session: "a", Seen: []int{1, 2}, Size: 5}, ""},
		{"values are not echoed", []string{"session=a; size=x; seen=y"}, crumbs{}, "[cookie seen 0] int_parsing <nil>\n[cookie size] int_parsing <nil>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in, errs := bind[crumbs](t, Config{}, &http.Request{URL: mustURL(""), Header: http.Header{"Cookie": tt.lines}})
			if texts(errs) != tt.errs {
				t.Fatalf("%q: mistakes\n%s\nwant\n%s", tt.lines, texts(errs), tt.errs)
			}
			if tt.errs == "" && !reflect.DeepEqual(*in, tt.want) {
				t.Errorf("%q = %+v; want %+v", tt.lines, *in, tt.want)
			}
		})
	}
}

// FuzzCookies compares with net/http: what net/http reads, the scanner reads
// too, in the same order. What net/http drops for its bytes, the scanner may have
// besides; without any of that, fields get what net/http's cookies say.
func FuzzCookies(f *testing.F) {
	type tray struct {
		A vocab.Opt[string] `cookie:"a,b"`
		C []string          `cookie:"c"`
	}
	g := mustBuild(f, nil, Config{}, new(tray))
	for _, seed := range []string{"a=1; b=2", `a="x y"; b`, "=1; a==", " a = b ;; c=\td", `a="`, "a=\xff; b=1", "b=2; c=1; c=; a=; a=3; c=\"x\""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r := http.Request{URL: mustURL(""), Header: http.Header{"Cookie": {line}}}
		theirs := r.Cookies()
		jar, ours := cookies{lines: []string{line}}, 0
		for _, want := range theirs {
			found := false
			for !found && jar.next() {
				found = jar.name == want.Name && jar.value == want.Value
				ours++
			}
			if !found {
				t.Fatalf("cookies of %q lack %s=%q", line, want.Name, want.Value)
			}
		}
		if jar.next() || ours > len(theirs) {
			return
		}
		in, want := new(tray), new(tray)
		var bad Invalid
		g.plan.BindParams(&r, nil, basesOf(in), &bad)
		for _, name := range []string{"b", "a"} {
			for _, c := range r.CookiesNamed(name) {
				want.A = vocab.Some(c.Value)
			}
		}
		for _, c := range r.CookiesNamed("c") {
			want.C = append(want.C, c.Value)
		}
		if bad.Len() > 0 || !reflect.DeepEqual(in, want) {
			t.Errorf("%q = %+v, %v; want %+v", line, in, bad.Fields(), want)
		}
	})
}
