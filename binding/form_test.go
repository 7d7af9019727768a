package binding

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

// fuzzed takes texts in all ways, and files.
type fuzzed struct {
	Q     vocab.Opt[string]  `form:"q,search"`
	Tags  []string           `form:"tag"`
	Files []vocab.UploadFile `file:"f"`
}

// FuzzForm compares a urlencoded form with what url.ParseQuery says.
func FuzzForm(f *testing.F) {
	type request struct {
		Q    vocab.Opt[string] `form:"q,search"`
		Tags []string          `form:"tag"`
	}
	g := mustBuild(f, nil, Config{Strict: true}, new(request))
	for _, seed := range []string{"q=1&q=2&tag=a", "search=x&q", "tag=1&t%61g=2&tag=+", "q=%", "q=&search=a", "a;b", "=1", "x=1&x=2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, form string) {
		in := new(request)
		var bad Invalid
		if err := g.plan.BindBody(httptest.NewRecorder(), post(urlencoded, form), basesOf(in), &bad, new(Uploads)); err != nil {
			t.Fatalf("%q: %v", form, err)
		}
		want, err := url.ParseQuery(form)
		strange := false
		for name := range want {
			strange = strange || name != "q" && name != "search" && name != "tag"
		}
		if err != nil {
			return // of a broken value that another one replaces nobody hears
		}
		if strange {
			if bad.Len() == 0 {
				t.Errorf("%q has no mistake, but a field of %v is not one of ours", form, want)
			}
			return
		}
		texts := want["q"]
		if len(texts) == 0 || texts[len(texts)-1] == "" {
			texts = want["search"]
		}
		present := len(texts) > 0 && texts[len(texts)-1] != ""
		q, ok := in.Q.Get()
		if bad.Len() > 0 || ok != present || ok && q != texts[len(texts)-1] || !reflect.DeepEqual(in.Tags, want["tag"]) {
			t.Errorf("%q = %q, %q, %v; want %q, %q", form, q, in.Tags, bad.Fields(), texts, want["tag"])
		}
	})
}

// FuzzMultipart compares with multipart.Reader.ReadForm, and looks at what is
// left in the temporary folder. An @ in the body stands for a large file.
func FuzzMultipart(f *testing.F) {
	dir := f.TempDir()
	f.Setenv("TMPDIR", dir)
	large := strings.Repeat("x", partInMemory+1)
	g := mustBuild(f, nil, Config{}, new(fuzzed))
	part := func(head, content string) string {
		return "--x\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n"
	}
	for _, seed := range []string{
		"", "--x--", "--x\r\n", "--x\r\n\r\n--x--", "preamble\r\n--x--\r\nepilogue",
		part("name=q", "1") + part("name=tag", "a") + part("name=tag", "") + "--x--\r\n",
		part("name=f; filename=a", "1") + part("name=f; filename=\"../b\"", "@") + part("name=other", "x") + "--x--",
		part("name=f", "text") + "--x--", part("name=tag; filename=t", "file") + "--x--", part("filename=t", "file") + "--x--",
		part("name=f; filename=a", "@") + part("name=f; filename=a", "@")[:30],
		"--x\r\nContent-Disposition: form-data; name=q\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=41=\r\n--x--",
		"--x\nContent-Disposition: form-data; name=q\n\n1\n--x--\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		body = strings.Replace(body, "@", large, 2)
		in := new(fuzzed)
		var bad Invalid
		var up Uploads
		err := g.plan.BindBody(httptest.NewRecorder(), post(formData+"; boundary=x", body), basesOf(in), &bad, &up)
		compareForm(t, in, body, err, bad.Len() > 0)
		up.Remove()
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Fatalf("%q leaves %v, %v", body, left, err)
		}
	})
}

func compareForm(t *testing.T, in *fuzzed, body string, err error, mistaken bool) {
	t.Helper()
	var from io.Reader = strings.NewReader(body)
	if errors.Is(err, errMultipart) { // ReadForm alone takes a body that ends in the headers of a part
		from = newEnding(from, "x")
	}
	want, wantErr := multipart.NewReader(from, "x").ReadForm(1 << 30)
	switch {
	case mistaken || errors.Is(err, errNoPartName) || errors.Is(err, errParts) || body == "":
		return // rules of ours
	case (err != nil) != (wantErr != nil):
		var refused *vocab.Error
		if !errors.As(err, &refused) || refused.Status() != 413 {
			t.Errorf("%q: %v; ReadForm says %v", body, err, wantErr)
		}
		return
	case err != nil:
		return
	}
	if !reflect.DeepEqual(in.Tags, want.Value["tag"]) {
		t.Errorf("%q: tag = %q; want %q", body, in.Tags, want.Value["tag"])
	}
	if len(in.Files) != len(want.File["f"]) {
		t.Fatalf("%q: %d files; want %d", body, len(in.Files), len(want.File["f"]))
	}
	for i, file := range in.Files {
		got, err := file.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := want.File["f"][i].Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(theirs)
		if err != nil || string(content) != string(got) || strings.ContainsAny(file.Filename, "/\\\x00") {
			t.Errorf("%q: file %d, %q, has %d bytes; want %d, %v", body, i, file.Filename, len(got), len(content), err)
		}
	}
}

// Whatever the sizes of a request's files are, little of them stays in memory.
func TestSpoolMemory(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := &spool{}
	defer s.remove()
	var want []int64
	var files []*kept
	for i := range 20 {
		size := int64(partInMemory - 20 + i)
		k, n, err := s.keep(io.LimitReader(ofByte(i), size))
		if err != nil || n != size {
			t.Fatalf("keep(%d bytes) = %d, %v", size, n, err)
		}
		files, want = append(files, k), append(want, size)
	}
	if s.memory > filesInMemory || s.file == nil {
		t.Errorf("%d bytes are in memory, file %v; want at most %d", s.memory, s.file, filesInMemory)
	}
	for i, k := range files {
		content, err := io.ReadAll(io.NewSectionReader(k, 0, want[i]))
		if err != nil || int64(len(content)) != want[i] || strings.Trim(string(content), string(rune(i))) != "" {
			t.Errorf("file %d has %d bytes, %v; want %d of its own", i, len(content), err, want[i])
		}
	}
}

// ofByte reads as one byte without end.
type ofByte byte

func (b ofByte) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}

// A temporary folder that cannot be written is the server's mistake.
func TestSpoolWithoutFolder(t *testing.T) {
	t.Setenv("TMPDIR", "/nonexistent")
	g := mustBuild(t, nil, Config{}, new(fuzzed))
	body := fmt.Sprintf("--x\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n%s\r\n--x--", strings.Repeat("x", partInMemory+1))
	var bad Invalid
	var up Uploads
	defer up.Remove()
	err := g.plan.BindBody(httptest.NewRecorder(), post(formData+"; boundary=x", body), basesOf(new(fuzzed)), &bad, &up)
	var refused *vocab.Error
	if err == nil || errors.As(err, &refused) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("BindBody without a temporary folder = %v; want an error of the server's", err)
	}
}
