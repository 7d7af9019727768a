package binding

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path/filepath"
	"strings"
	"unicode"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// maxParts is how many parts a multipart body may have.
const maxParts = 1000

var (
	errParts      = vocab.NewError(http.StatusBadRequest, fmt.Sprintf("the form has more than %d parts", maxParts))
	errMultipart  = vocab.NewError(http.StatusBadRequest, "the body is not a multipart form, or it is cut off")
	errPartHeader = vocab.NewError(http.StatusBadRequest, "a part of the form has too many headers")
	errNoPartName = vocab.NewError(http.StatusBadRequest, "a part of the form has no name")
)

// parts walks a multipart body.
type parts struct {
	in    *intake
	from  *multipart.Reader
	count int
}

func newParts(in *intake, boundary string) *parts {
	return &parts{in: in, from: newMultipart(in, boundary)}
}

func newMultipart(in *intake, boundary string) *multipart.Reader {
	return multipart.NewReader(newEnding(in, boundary), boundary)
}

// next returns the next part, io.EOF after the last one. A body without a single
// byte has no parts.
func (p *parts) next() (*multipart.Part, error) {
	part, err := p.from.NextPart()
	switch {
	case err == io.EOF || err != nil && !p.in.any && p.in.err == nil:
		return nil, io.EOF
	case err != nil:
		return nil, p.explain(err)
	case p.count == maxParts:
		return nil, errParts
	case part.FormName() == "":
		return nil, errNoPartName
	}
	p.count++
	return part, nil
}

// explain returns what an error of the parser means for the client.
func (p *parts) explain(err error) error {
	if p.in.err != nil {
		return p.in.err
	}
	return broken(err)
}

// broken says that an error of multipart.Reader is the client's mistake.
func broken(err error) error {
	if errors.Is(err, multipart.ErrMessageTooLarge) {
		return fmt.Errorf("%w: %w", errPartHeader, err)
	}
	return fmt.Errorf("%w: %w", errMultipart, err)
}

// partContent reads one part; its errors are those of the body.
type partContent struct {
	all *parts
	one io.Reader
}

func (c partContent) Read(b []byte) (int, error) {
	n, err := c.one.Read(b)
	if err != nil && err != io.EOF {
		err = c.all.explain(err)
	}
	return n, err
}

// baseName is the file name of a part without directories, whichever system's,
// and without what does not print.
func baseName(p *multipart.Part) string {
	name := filepath.Base(p.FileName()) // a dot if there is none
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
	if name == "." || name == ".." {
		return ""
	}
	return name
}

// received is one part of a form that a step reads.
type received struct {
	text   string
	named  bool // it has a file name
	isFile bool // it is kept as a file
	file   vocab.UploadFile
}

// reception takes the parts of one form in.
type reception struct {
	form    *formPlan
	parts   *parts
	spool   *spool
	texts   int64        // bytes of text parts, names and headers so far
	got     [][]received // by name
	strange strangers
}

// bindUploads reads a multipart form that may have files.
func (b *bodyPlan) bindUploads(w http.ResponseWriter, r *http.Request, bases []unsafe.Pointer, bad *Invalid, up *Uploads) error {
	f := b.form
	if r.ContentLength > f.most {
		return stop(w, r, f.overMost)
	}
	boundary, err := boundaryOf(r)
	if err != nil {
		return err
	}
	in := &intake{from: http.NoBody, left: f.most, over: f.overMost}
	if r.Body != nil && r.Body != http.NoBody {
		if in.from, err = b.source(r, f.most, f.overMost); err != nil {
			return err
		}
	}
	up.spool = &spool{}
	err = f.bindParts(in, boundary, up.spool, bases, bad)
	if errors.Is(err, f.overMost) || errors.Is(err, f.overTexts) {
		_ = stop(w, r, f.overMost) // the connection has more to come than anybody will read
	}
	return err
}

// bindMemory reads a multipart form without files, which is in memory.
func (f *formPlan) bindMemory(body []byte, r *http.Request, bases []unsafe.Pointer, bad *Invalid) error {
	boundary, err := boundaryOf(r)
	if err != nil {
		return err
	}
	in := &intake{from: bytes.NewReader(body), left: int64(len(body)), over: f.overMost}
	return f.bindParts(in, boundary, nil, bases, bad)
}

func (f *formPlan) bindParts(in *intake, boundary string, s *spool, bases []unsafe.Pointer, bad *Invalid) error {
	rc := &reception{
		form:  f,
		parts: newParts(in, boundary),
		spool: s,
		got:   make([][]received, len(f.plain.list)),
	}
	for {
		p, err := rc.parts.next()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = rc.take(p)
		}
		if err != nil {
			return err
		}
	}
	for _, step := range f.steps {
		if err := step.bindReceived(rc.got, bases, bad); err != nil {
			return err
		}
	}
	f.refuseStrangers(rc.strange, bad)
	return nil
}

// take stores a part that a step reads, and passes over any other.
func (rc *reception) take(p *multipart.Part) error {
	for key, values := range p.Header {
		for _, v := range values {
			rc.texts += int64(len(key) + len(v))
		}
	}
	if rc.texts > rc.form.mostTexts {
		return rc.form.overTexts
	}
	name, named := p.FormName(), p.FileName() != ""
	key := rc.form.plain.find(name)
	switch {
	case key < 0 && rc.form.strict:
		return rc.takeStranger(p, name, named)
	case key < 0:
		return nil // the next part skips it
	case named && rc.form.files[key]:
		return rc.takeFile(p, key)
	}
	text, err := rc.text(p)
	if err == nil {
		rc.got[key] = append(rc.got[key], received{text: text, named: named})
	}
	return err
}

func (rc *reception) takeStranger(p *multipart.Part, name string, named bool) error {
	if named {
		rc.strange.add(name, nil)
		return nil
	}
	text, err := rc.text(p)
	rc.strange.add(name, text)
	return err
}

// text reads a part that is no file.
func (rc *reception) text(p *multipart.Part) (string, error) {
	left := rc.form.mostTexts - rc.texts
	var text strings.Builder
	n, err := io.Copy(&text, io.LimitReader(partContent{rc.parts, p}, left+1))
	rc.texts += n
	if err == nil && n > left {
		err = rc.form.overTexts
	}
	return text.String(), err
}

func (rc *reception) takeFile(p *multipart.Part, key int) error {
	content, size, err := rc.spool.keep(partContent{rc.parts, p})
	if err != nil {
		return err
	}
	file := vocab.NewUploadFile(vocab.UploadFile{
		Filename: baseName(p), ContentType: p.Header.Get("Content-Type"), Size: size, Header: p.Header,
	}, content)
	rc.got[key] = append(rc.got[key], received{named: true, isFile: true, file: file})
	return nil
}
