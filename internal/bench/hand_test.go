package bench

import (
	"encoding/json"
	"net/http"
	"net/mail"
	"slices"
	"strconv"
	"unicode/utf8"
)

// newHand returns what a good engineer writes by hand for W1, W2, W3 and W5 with
// the standard library: a ServeMux, the parameters one by one, encoding/json,
// comparisons for constraints. It stops at the first mistake and tells less
// about it than Signet does.
func newHand() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello", func(w http.ResponseWriter, _ *http.Request) { send(w, http.StatusOK, greeting{"hello"}) })
	mux.HandleFunc("GET /users/{id}/posts", handPosts)
	mux.HandleFunc("POST /items", handItem)
	mux.HandleFunc("GET /items", func(w http.ResponseWriter, _ *http.Request) { send(w, http.StatusOK, items) })
	return mux
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // a client that is gone cannot be told
}

func refuse(w http.ResponseWriter, what string) {
	send(w, http.StatusUnprocessableEntity, map[string]string{"detail": what})
}

func handPosts(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	page, pageErr := number(query.Get("page"), 1)
	limit, limitErr := number(query.Get("limit"), 10)
	out := echo{ID: id, Page: page, Limit: limit, Q: query.Get("q"), Tags: query["tag"], Token: r.Header.Get("X-Token")}
	switch {
	case err != nil || id < 1:
		refuse(w, "id")
	case pageErr != nil || page < 1 || page > 10000:
		refuse(w, "page")
	case limitErr != nil || limit < 1 || limit > 100:
		refuse(w, "limit")
	case utf8.RuneCountInString(out.Q) > 50:
		refuse(w, "q")
	case len(out.Tags) > 10:
		refuse(w, "tag")
	case out.Token == "":
		refuse(w, "x-token")
	default:
		send(w, http.StatusOK, out)
	}
}

func number(text string, fallback int) (int, error) {
	if text == "" {
		return fallback, nil
	}
	return strconv.Atoi(text)
}

func handItem(w http.ResponseWriter, r *http.Request) {
	var in newItem
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&in); err != nil {
		refuse(w, err.Error())
		return
	}
	if field := in.broken(); field != "" {
		refuse(w, field)
		return
	}
	send(w, http.StatusCreated, item{1001, in})
}

// broken returns the first field that breaks its constraints.
func (in *newItem) broken() string {
	switch n := utf8.RuneCountInString(in.Name); {
	case n < 3 || n > 64:
		return "name"
	case in.Email != nil && !isAddress(*in.Email):
		return "email"
	case in.Price < 0.01 || in.Price > 100000:
		return "price"
	case in.Quantity < 0 || in.Quantity > 10000:
		return "quantity"
	case in.CreatedAt.IsZero():
		return "created_at"
	case len(in.Tags) > 10:
		return "tags"
	case in.Size.Width <= 0 || in.Size.Width > 10000 || in.Size.Height <= 0 || in.Size.Height > 10000:
		return "size"
	case !slices.Contains([]string{"cm", "mm", "in"}, in.Size.Unit):
		return "unit"
	}
	return ""
}

func isAddress(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text
}
