package dependencytesting

import (
	"testing"

	"github.com/signet-go/signet/signettest"
)

func TestOverride(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, Tutorial001(), signettest.Override[Commons](FewParameters))
	client.GET("/items/").Want(200).WantJSON(`{"message":"Hello Items!","params":{"q":null,"skip":5,"limit":10}}`)
	client.GET("/items/?q=foo&skip=100&limit=200").Want(200).
		WantJSON(`{"message":"Hello Items!","params":{"q":"foo","skip":5,"limit":10}}`)
	client.GET("/users/?skip=many").Want(200).WantJSON(`{"message":"Hello Users!","params":{"q":null,"skip":5,"limit":10}}`)
}

func TestNormal(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, Tutorial001())
	client.GET("/items/?q=foo&skip=100&limit=200").Want(200).
		WantJSON(`{"message":"Hello Items!","params":{"q":"foo","skip":100,"limit":200}}`)
}
