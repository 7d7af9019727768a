package tformsfiles

import (
	"errors"

	"github.com/signet-go/signet"
)

// UserForm is one of two forms that the path takes.
type UserForm struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// CompanyForm is the other.
type CompanyForm struct {
	CompanyName string `json:"company_name"`
	Industry    string `json:"industry"`
}

// UserOrCompany reads the fields of both and wants one of them whole.
type UserOrCompany struct {
	Name        *string `form:"name"`
	Email       *string `form:"email"`
	CompanyName *string `form:"company_name"`
	Industry    *string `form:"industry"`
}

// Validate wants one of the two forms whole.
func (f *UserOrCompany) Validate() error {
	if (f.Name == nil || f.Email == nil) && (f.CompanyName == nil || f.Industry == nil) {
		return errors.New("send name and email, or company_name and industry")
	}
	return nil
}

// Received is the answer.
type Received struct {
	Received any `json:"received"`
}

func received(in *UserOrCompany) Received {
	if in.Name != nil && in.Email != nil {
		return Received{UserForm{*in.Name, *in.Email}}
	}
	return Received{CompanyForm{*in.CompanyName, *in.Industry}}
}

// Union takes one form or the other.
func Union() *signet.App {
	app := signet.New()
	app.Handle(received, app.POST("/form-union/"))
	return app
}
