package extramodels

// UserBase is what all models of a user share.
type UserBase struct {
	Username string  `json:"username"`
	Email    string  `json:"email" validate:"email"`
	FullName *string `json:"full_name"`
}

// UserIn is a user who signs up.
type UserIn struct {
	UserBase
	Password string `json:"password"`
}

// UserOut is what others see of a user.
type UserOut struct {
	UserBase
}

// UserInDB is a user as the service keeps it.
type UserInDB struct {
	UserBase
	HashedPassword string `json:"hashed_password"`
}

// CreateUser signs a user up.
type CreateUser struct {
	User UserIn `body:""`
}

// save pretends to hash and to store.
func save(in UserIn) UserInDB {
	return UserInDB{UserBase: in.UserBase, HashedPassword: "supersecret" + in.Password}
}
