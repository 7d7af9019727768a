package signet_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime/multipart"
	"net/http/httptest"
	"strings"

	"github.com/signet-go/signet"
)

func ExampleRawBody() {
	type event struct {
		Raw       signet.RawBody `body:""` // what the signature was made of
		Signature string         `header:"X-Signature"`
		Event     struct {
			Type string `json:"type"`
		} `body:""`
	}
	receive := func(in *event) (string, error) {
		if fmt.Sprintf("%x", sha256.Sum256(in.Raw))[:8] != in.Signature {
			return "", signet.NewError(401, "wrong signature")
		}
		return in.Event.Type, nil
	}
	app := signet.New()
	app.Handle(receive, app.POST("/hook"))

	r := httptest.NewRequest("POST", "/hook", strings.NewReader(`{"type":"paid"}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Signature", "c86ea474")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Body)
	// Output: 200 "paid"
}

func ExampleUploadFile() {
	type upload struct {
		Title string            `form:"title"`
		Photo signet.UploadFile `file:"photo" contentType:"image/png,image/jpeg"`
	}
	save := func(in *upload) (string, error) {
		photo, err := in.Photo.Open()
		if err != nil {
			return "", err
		}
		n, err := io.Copy(io.Discard, photo) // to a store, under a name of your own
		return fmt.Sprintf("%s: %s, %d bytes", in.Title, in.Photo.Filename, n), err
	}
	app := signet.New()
	app.Handle(save, app.POST("/photos"))

	body := "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nBeach\r\n" +
		"--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../beach.png\"\r\nContent-Type: image/png\r\n\r\n…\r\n--x--\r\n"
	r := httptest.NewRequest("POST", "/photos", strings.NewReader(body))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Println(w.Body)
	// Output: "Beach: beach.png, 3 bytes"
}

func ExamplePart() {
	type upload struct {
		Parts iter.Seq2[*signet.Part, error] `body:""` // read as they arrive, kept nowhere
	}
	receive := func(in *upload) (map[string]int64, error) {
		sizes := map[string]int64{}
		for part, err := range in.Parts {
			if err != nil {
				return nil, err // a clear 4xx
			}
			n, err := io.Copy(io.Discard, part)
			if err != nil {
				return nil, err
			}
			sizes[part.Filename] = n
		}
		return sizes, nil
	}
	app := signet.New()
	app.Handle(receive, app.POST("/videos", signet.MaxUpload(4<<30)))

	body := "--x\r\nContent-Disposition: form-data; name=f; filename=a.mp4\r\n\r\n12345\r\n--x--\r\n"
	r := httptest.NewRequest("POST", "/videos", strings.NewReader(body))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Body)
	// Output: 200 {"a.mp4":5}
}

func ExampleGzipRequests() {
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	io.WriteString(zip, `{"title":"Emma"}`)
	zip.Close()

	app := signet.New()
	app.Handle(createBook, app.POST("/books"), app.POST("/imports", signet.GzipRequests()))
	for _, path := range []string{"/books", "/imports"} {
		r := httptest.NewRequest("POST", path, bytes.NewReader(packed.Bytes()))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Content-Encoding", "gzip")
		w := httptest.NewRecorder()
		app.ServeHTTP(w, r)
		fmt.Println(path, w.Code)
	}
	// Output:
	// /books 415
	// /imports 200
}

func ExampleStrictContentType() {
	app := signet.New()
	app.Handle(createBook, app.POST("/books"), app.POST("/lax", signet.StrictContentType(false)))
	for _, path := range []string{"/books", "/lax"} {
		w := httptest.NewRecorder()
		app.ServeHTTP(w, httptest.NewRequest("POST", path, strings.NewReader(`{"title":"Emma"}`)))
		fmt.Println(path, w.Code)
	}
	// Output:
	// /books 422
	// /lax 200
}

// A handler is a function: a test may call it without a request.
func ExampleNewUploadFile() {
	type newCover struct {
		Cover signet.UploadFile `file:"cover"`
	}
	saveCover := func(in *newCover) (string, error) {
		content, err := in.Cover.Bytes()
		return fmt.Sprintf("%s, %d bytes: %s", in.Cover.Filename, in.Cover.Size, content), err
	}
	fmt.Println(saveCover(&newCover{signet.NewUploadFile("emma.png", "image/png", []byte("…"))}))
	// Output: emma.png, 3 bytes: … <nil>
}

// The content of an upload lasts as long as its request: what is to stay is
// copied before the answer.
func ExampleErrUploadGone() {
	type newCover struct {
		Cover signet.UploadFile `file:"cover"`
	}
	var kept signet.UploadFile
	app := signet.New()
	app.Handle(func(in *newCover) { kept = in.Cover }, app.POST("/covers"))

	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	part, _ := parts.CreateFormFile("cover", "emma.png")
	io.WriteString(part, "…")
	parts.Close()
	r := httptest.NewRequest("POST", "/covers", &form)
	r.Header.Set("Content-Type", parts.FormDataContentType())
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)

	_, err := kept.Open()
	fmt.Println(w.Code, errors.Is(err, signet.ErrUploadGone))
	// Output: 204 true
}

func ExampleMaxUpload() {
	type newCover struct {
		Cover signet.UploadFile `file:"cover"`
	}
	app := signet.New()
	app.Handle(func(in *newCover) int64 { return in.Cover.Size }, app.POST("/covers", signet.MaxUpload(1<<10)))
	for _, size := range []int{100, 2000} {
		var form bytes.Buffer
		parts := multipart.NewWriter(&form)
		part, _ := parts.CreateFormFile("cover", "emma.png")
		part.Write(make([]byte, size))
		parts.Close()
		r := httptest.NewRequest("POST", "/covers", &form)
		r.Header.Set("Content-Type", parts.FormDataContentType())
		w := httptest.NewRecorder()
		app.ServeHTTP(w, r)
		fmt.Println(w.Code, w.Body)
	}
	// Output:
	// 200 100
	// 413 {"detail":"the body is larger than 1024 bytes"}
}
