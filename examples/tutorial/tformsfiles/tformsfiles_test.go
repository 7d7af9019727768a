package tformsfiles

import (
	"net/url"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

func TestForms(t *testing.T) {
	t.Parallel()
	city := signettest.Field("city", "Thimphou")
	file := signettest.File("file", "example1.txt", "text/plain", "foo")
	files := signettest.Form{
		signettest.File("files", "example1.txt", "text/plain", "foo"), city,
		signettest.File("files", "example2.txt", "text/plain", "bar"),
	}
	items := url.Values{"items": {"first", "second", "first"}}
	for _, tt := range []struct {
		name   string
		app    *signet.App
		path   string
		body   any
		status int
		answer string // empty: any
	}{
		{"file", Datastructures(), "/uploadfile/", signettest.Form{file}, 200, `{"filename":"example1.txt"}`},
		{"file first", Order(), "/file_before_form", signettest.Form{file, city}, 200, `{"file_content":"foo","city":"Thimphou"}`},
		{"file last", Order(), "/file_after_form", signettest.Form{city, file}, 200, `{"file_content":"foo","city":"Thimphou"}`},
		{"files around, first", Order(), "/file_list_before_form", files, 200, `{"file_contents":["foo","bar"],"city":"Thimphou"}`},
		{"files around, last", Order(), "/file_list_after_form", files, 200, `{"file_contents":["foo","bar"],"city":"Thimphou"}`},
		{"empty field", Defaults(), "/urlencoded", url.Values{"age": {""}}, 200, `null`},
		{"field", Defaults(), "/urlencoded", url.Values{"age": {"7"}}, 200, `7`},
		{"empty part", Defaults(), "/multipart", signettest.Form{signettest.Field("age", "")}, 200, `{"file":null,"age":null}`},
		{"list", Lists(), "/form/python-list", items, 200, `["first","second","first"]`},
		{"set", Lists(), "/form/python-set", items, 200, `["first","second"]`},
		{"single", SingleField(), "/form/", url.Values{"username": {"Rick"}}, 200, `"Rick"`},
		{"user", Union(), "/form-union/", url.Values{"name": {"Ada"}, "email": {"a@b.c"}}, 200, `{"received":{"name":"Ada","email":"a@b.c"}}`},
		{"company", Union(), "/form-union/", url.Values{"company_name": {"X"}, "industry": {"Y"}}, 200, `{"received":{"company_name":"X","industry":"Y"}}`},
		{"half of each", Union(), "/form-union/", url.Values{"name": {"Ada"}, "company_name": {"X"}}, 422, ``},
		{"nothing", Union(), "/form-union/", nil, 422, ``},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp := signettest.New(t, tt.app).POST(tt.path, tt.body).Want(tt.status)
			if tt.answer != "" {
				resp.WantJSON(tt.answer)
			}
		})
	}
}
