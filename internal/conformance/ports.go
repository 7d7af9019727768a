package main

import (
	"strings"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/examples/tutorial/body"
	"github.com/signet-go/signet/examples/tutorial/bodyfields"
	"github.com/signet-go/signet/examples/tutorial/bodymultipleparams"
	"github.com/signet-go/signet/examples/tutorial/bodynestedmodels"
	"github.com/signet-go/signet/examples/tutorial/cookieparams"
	"github.com/signet-go/signet/examples/tutorial/firststeps"
	"github.com/signet-go/signet/examples/tutorial/handlingerrors"
	"github.com/signet-go/signet/examples/tutorial/headerparams"
	"github.com/signet-go/signet/examples/tutorial/metadata"
	"github.com/signet-go/signet/examples/tutorial/pathoperationconfiguration"
	"github.com/signet-go/signet/examples/tutorial/pathparams"
	"github.com/signet-go/signet/examples/tutorial/pathparamsnumericvalidations"
	"github.com/signet-go/signet/examples/tutorial/queryparams"
	"github.com/signet-go/signet/examples/tutorial/queryparamsstrvalidations"
	"github.com/signet-go/signet/examples/tutorial/responsemodel"
)

// port is an app that answers a case.
type port struct {
	name string // area/app, or "area/app name@line"
	app  func() *signet.App
}

func (p port) compare(name string) int { return strings.Compare(p.name, name) }

// ports are all of them, sorted by name.
var ports = []port{
	{"body/tutorial001", body.Tutorial001},
	{"body/tutorial003", body.Tutorial003},
	{"body/tutorial004", body.Tutorial004},
	{"body_fields/tutorial001", bodyfields.Tutorial001},
	{"body_multiple_params/tutorial001", bodymultipleparams.Tutorial001},
	{"body_multiple_params/tutorial002", bodymultipleparams.Tutorial002},
	{"body_multiple_params/tutorial003", bodymultipleparams.Tutorial003},
	{"body_multiple_params/tutorial005", bodymultipleparams.Tutorial005},
	{"body_nested_models/tutorial001", bodynestedmodels.Tutorial001},
	{"body_nested_models/tutorial002", bodynestedmodels.Tutorial002},
	{"body_nested_models/tutorial003", bodynestedmodels.Tutorial003},
	{"body_nested_models/tutorial005", bodynestedmodels.Tutorial005},
	{"body_nested_models/tutorial006", bodynestedmodels.Tutorial006},
	{"body_nested_models/tutorial007", bodynestedmodels.Tutorial007},
	{"cookie_params/tutorial001", cookieparams.Tutorial001},
	{"first_steps/tutorial001", firststeps.Tutorial001},
	{"first_steps/tutorial003", firststeps.Tutorial003},
	{"handling_errors/tutorial002", handlingerrors.Tutorial002},
	{"handling_errors/tutorial006", handlingerrors.Tutorial006},
	{"header_params/tutorial001", headerparams.Tutorial001},
	{"header_params/tutorial003", headerparams.Tutorial003},
	{"metadata/tutorial001_1", metadata.Tutorial001x1},
	{"metadata/tutorial002", metadata.Tutorial002},
	{"metadata/tutorial003", metadata.Tutorial003},
	{"metadata/tutorial004", metadata.Tutorial004},
	{"path_operation_configuration/tutorial001", pathoperationconfiguration.Tutorial001},
	{"path_operation_configuration/tutorial002", pathoperationconfiguration.Tutorial002},
	{"path_operation_configuration/tutorial002b", pathoperationconfiguration.Tutorial002b},
	{"path_operation_configuration/tutorial003", pathoperationconfiguration.Tutorial003},
	{"path_operation_configuration/tutorial005", pathoperationconfiguration.Tutorial005},
	{"path_params/tutorial001", pathparams.Tutorial001},
	{"path_params/tutorial003b", pathparams.Tutorial003b},
	{"path_params/tutorial004", pathparams.Tutorial004},
	{"path_params/tutorial005", pathparams.Tutorial005},
	{"path_params_numeric_validations/tutorial003", pathparamsnumericvalidations.Tutorial003},
	{"path_params_numeric_validations/tutorial004", pathparamsnumericvalidations.Tutorial004},
	{"path_params_numeric_validations/tutorial005", pathparamsnumericvalidations.Tutorial005},
	{"path_params_numeric_validations/tutorial006", pathparamsnumericvalidations.Tutorial006},
	{"query_params/tutorial001", queryparams.Tutorial001},
	{"query_params/tutorial003", queryparams.Tutorial003},
	{"query_params/tutorial005", queryparams.Tutorial005},
	{"query_params/tutorial006", queryparams.Tutorial006},
	{"query_params_str_validations/tutorial002", queryparamsstrvalidations.Tutorial002},
	{"query_params_str_validations/tutorial004", queryparamsstrvalidations.Tutorial004},
	{"query_params_str_validations/tutorial006", queryparamsstrvalidations.Tutorial006},
	{"query_params_str_validations/tutorial006c", queryparamsstrvalidations.Tutorial006c},
	{"query_params_str_validations/tutorial007", queryparamsstrvalidations.Tutorial007},
	{"query_params_str_validations/tutorial008", queryparamsstrvalidations.Tutorial008},
	{"query_params_str_validations/tutorial009", queryparamsstrvalidations.Tutorial009},
	{"query_params_str_validations/tutorial010", queryparamsstrvalidations.Tutorial010},
	{"query_params_str_validations/tutorial011", queryparamsstrvalidations.Tutorial011},
	{"query_params_str_validations/tutorial012", queryparamsstrvalidations.Tutorial012},
	{"query_params_str_validations/tutorial015", queryparamsstrvalidations.Tutorial015},
	{"response_model/tutorial001", responsemodel.Tutorial001},
	{"response_model/tutorial001_01", responsemodel.Tutorial001x01},
	{"response_model/tutorial002", responsemodel.Tutorial002},
	{"response_model/tutorial003", responsemodel.Tutorial003},
	{"response_model/tutorial003_02", responsemodel.Tutorial003x02},
	{"response_model/tutorial003_05", responsemodel.Tutorial003x05},
	{"response_model/tutorial005", responsemodel.Tutorial005},
	{"response_model/tutorial006", responsemodel.Tutorial006},
}

// missing are the cases of these areas that have no port, with what they wait for.
var missing = map[string]string{
	"handling_errors/tutorial003": "the answer to an error type of the app's own is made by OnError",
	"handling_errors/tutorial004": "errors are answered as plain text by OnError",
}
